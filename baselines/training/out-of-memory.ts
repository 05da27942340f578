/** When memory is not enough: telling it apart from other errors, and finding a batch that fits. */
import { TrainingError } from './error.ts';

const SIGNS =
	/out of memory|not enough memory|allocation failed|allocat.*fail|invalid (typed )?array length|memory access out of bounds|offset is out of bounds|cannot enlarge memory|OOM|ResourceExhausted/i;

export const isOutOfMemory = (error: unknown): boolean =>
	error instanceof Error &&
	(error.name === 'RangeError' || error.constructor.name === 'RuntimeError'
		? SIGNS.test(error.message) || error.message === ''
		: SIGNS.test(error.message));

/** Halves the batch until one fits; null where not even one image does. */
export async function largestThatFits(
	batch: number,
	fits: (batch: number) => Promise<boolean>,
): Promise<number | null> {
	for (let smaller = batch >> 1; smaller >= 1; smaller >>= 1)
		if (await fits(smaller)) return smaller;
	return null;
}

export function outOfMemory(batch: number, fitting: number | null, cause: unknown): TrainingError {
	const remedy = fitting
		? `Batches of ${fitting} fit: train with --batch ${fitting}.`
		: 'Not even one image fits: train with a smaller --size, or on another --backend.';
	return new TrainingError(
		'out_of_memory',
		`Memory is not enough for batches of ${batch} images.`,
		remedy,
		cause,
	);
}
