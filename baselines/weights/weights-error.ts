export type WeightsErrorCode =
	'weights_unreadable' | 'weights_mismatch' | 'download_failed' | 'wrong_hash';

/** Weights that cannot be read, fetched, or put into a model. `remedy` says what to do. */
export class WeightsError extends Error {
	override name = 'WeightsError';
	readonly code: WeightsErrorCode;
	readonly remedy: string;

	constructor(code: WeightsErrorCode, message: string, remedy: string) {
		super(message);
		this.code = code;
		this.remedy = remedy;
	}
}
