export type ModelErrorCode =
	'unknown_architecture' | 'unknown_convention' | 'unknown_layer' | 'input_too_small';

/** A model that was asked for and cannot be; the message says what can. */
export class ModelError extends Error {
	override name = 'ModelError';
	readonly code: ModelErrorCode;

	constructor(code: ModelErrorCode, message: string) {
		super(message);
		this.code = code;
	}
}
