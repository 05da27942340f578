/**
 * Everything needed to go on with a run, in one safetensors file: weights, the best weights so far, the
 * optimiser's moments, and where the run is. Orders, augmentation and dropout follow from the seed and
 * the step, so that no generator has a state to be kept.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readSafetensors, writeSafetensors } from '../weights/safetensors.ts';
import { WeightsError } from '../weights/weights-error.ts';
import { makeTensors, readTensors } from './device-values.ts';
import { TrainingError } from './error.ts';
import type { EpochRow } from './history.ts';
import type { Named } from './optimisers/index.ts';
import type { PhaseState } from './phase-state.ts';
import { writeAtomically } from './write-atomically.ts';

const VERSION = 1;

export interface RunState {
	/** What is trained on what: a checkpoint of another run is refused. */
	run: Readonly<Record<string, string | number | null>>;
	/** Number of the phase, from 0. */
	phase: number;
	state: PhaseState;
	/** Steps that the optimiser has done. */
	optimiserSteps: number;
	/** Epochs of the phases before. */
	earlier: EpochRow[];
	/** Seconds of the run so far. */
	seconds: number;
}

export interface CheckpointTensors {
	weights: Named;
	best: Named | null;
	optimiser: Named;
}

const NOT_WHOLE = 'Train again without --resume.';
const written = z.object({ version: z.literal(VERSION), state: z.string() });

export async function writeCheckpoint(
	path: string,
	run: RunState,
	{ weights, best, optimiser }: CheckpointTensors,
): Promise<void> {
	const entries = [
		...(await readTensors(weights, 'weights:')),
		...(best ? await readTensors(best, 'best:') : []),
		...(await readTensors(optimiser, 'optimiser:')),
	];
	const metadata = { version: String(VERSION), state: JSON.stringify(run) };
	await writeAtomically(path, writeSafetensors(entries, metadata));
}

/**
 * Null where there is none.
 * @throws {TrainingError} `bad_checkpoint`
 */
export async function readCheckpoint(
	path: string,
): Promise<(RunState & { tensors(): CheckpointTensors }) | null> {
	const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return null;
		throw error;
	});
	if (!bytes) return null;
	try {
		const { weights, metadata } = readSafetensors(bytes, path);
		const { state } = written.parse({ ...metadata, version: Number(metadata.version) });
		const best = weights.some(({ name }) => name.startsWith('best:'));
		return {
			...(JSON.parse(state) as RunState),
			tensors: () => ({
				weights: makeTensors(weights, 'weights:'),
				best: best ? makeTensors(weights, 'best:') : null,
				optimiser: makeTensors(weights, 'optimiser:'),
			}),
		};
	} catch (error) {
		if (error instanceof WeightsError) {
			throw new TrainingError('bad_checkpoint', error.message, NOT_WHOLE, error);
		}
		throw new TrainingError(
			'bad_checkpoint',
			`${path} is no checkpoint of this version.`,
			NOT_WHOLE,
			error,
		);
	}
}

/** The first thing in which two runs differ, in words; null where they are the same run. */
export function differenceOfRuns(own: RunState['run'], other: RunState['run']): string | null {
	for (const key of new Set([...Object.keys(own), ...Object.keys(other)])) {
		if (own[key] !== other[key]) return `${key} was ${other[key]} and is ${own[key]}`;
	}
	return null;
}
