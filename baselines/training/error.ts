/** What can go wrong on the way, with a stable code and what to do. */
export const TRAINING_PROBLEM_CODES = [
	'unknown_recipe',
	'wrong_task',
	'weights_needed',
	'weights_refused',
	'loss_not_finite',
	'out_of_memory',
	'device_lost',
	'no_checkpoint',
	'other_run',
	'bad_checkpoint',
	'data_refused',
	'no_validation',
	'not_trained_here',
	'bad_output_folder',
] as const;
export type TrainingProblemCode = (typeof TRAINING_PROBLEM_CODES)[number];

export class TrainingError extends Error {
	override name = 'TrainingError';
	readonly code: TrainingProblemCode;
	readonly remedy: string;

	constructor(code: TrainingProblemCode, message: string, remedy: string, cause?: unknown) {
		super(message, { cause });
		this.code = code;
		this.remedy = remedy;
	}
}

/** Thrown when a run was interrupted and everything needed to go on is on disk. */
export class Interrupted extends Error {
	override name = 'Interrupted';
	constructor() {
		super('Training was interrupted.');
	}
}
