/** What a phantom is: a drawn radiograph, its labels, and where everything on it truly lies. */
import type { FindingName } from './names.ts';

/** Pixels; `x`, `y` is the upper left corner. */
export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Where a finding was drawn. */
export interface Region {
	/** 1 where the finding shows, row by row, `size` × `size`. */
	mask: Uint8Array;
	/** One box for each half of the image that the finding touches. */
	boxes: Box[];
}

export type Sex = 'F' | 'M';
export type View = 'PA' | 'AP';
export type Split = 'train' | 'validation' | 'test';

export interface PhantomMetadata {
	/** Such as `P00012`. */
	patient: string;
	sex: Sex;
	/** Years. */
	age: number;
	view: View;
}

export interface PhantomRequest {
	seed: number;
	/** Number of the patient in the set, from 0. */
	patient: number;
	/** Number of the patient's image, from 0. */
	index: number;
	/** Edge length in pixels. Default 128. */
	size?: number;
}

export interface Phantom {
	/** Such as `P00012_001`. */
	id: string;
	size: number;
	/** Grey, row by row: 0 is black (air), 255 is white (bone). */
	pixels: Uint8Array;
	/** The labels as they are published, with label noise (`LABEL_NOISE`). */
	findings: Record<FindingName, 0 | 1>;
	/** What was drawn: the truth behind the labels. */
	drawn: Record<FindingName, 0 | 1>;
	/** One region for each finding that was drawn. */
	regions: Partial<Record<FindingName, Region>>;
	metadata: PhantomMetadata;
	split: Split;
}
