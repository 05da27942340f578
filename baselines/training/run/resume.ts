/** Where a run goes on. */
import { join } from 'node:path';
import { differenceOfRuns, readCheckpoint, type RunState } from '../checkpoint.ts';
import { TrainingError } from '../error.ts';

export const checkpointPath = (out: string) => join(out, 'checkpoint.safetensors');

/**
 * The checkpoint to go on from; null to start anew.
 * @throws {TrainingError} `no_checkpoint`, `other_run`, `bad_checkpoint`
 */
export async function openCheckpoint(out: string, resume: boolean, run: RunState['run']) {
	if (!resume) return null;
	const found = await readCheckpoint(checkpointPath(out));
	if (!found) {
		throw new TrainingError(
			'no_checkpoint',
			`There is no checkpoint in ${out}.`,
			'Train without --resume.',
		);
	}
	const difference = differenceOfRuns(run, found.run);
	if (difference) {
		throw new TrainingError(
			'other_run',
			`The checkpoint in ${out} is of another run: ${difference}.`,
			'Give the same options as then, or train without --resume.',
		);
	}
	return found;
}
