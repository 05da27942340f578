import type { DataNoticeCode, DataProblemCode } from '../problems.ts';

/** Why one image cannot be used. */
export class ImageError extends Error {
	readonly code: DataProblemCode;
	readonly remedy: string;

	constructor(code: DataProblemCode, detail: string, remedy: string, cause?: unknown) {
		super(detail, { cause });
		this.name = 'ImageError';
		this.code = code;
		this.remedy = remedy;
	}
}

export interface ImageNotice {
	code: DataNoticeCode;
	detail: string;
}

/** A grey image of any size. */
export interface GreyImage {
	width: number;
	height: number;
	/** Row by row. */
	pixels: Uint8Array;
	notices: ImageNotice[];
}
