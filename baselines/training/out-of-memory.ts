/** When memory is not enough: telling it apart from other errors, and finding a batch that fits. */
import { TrainingError } from './error.ts';

const SIGNS =
	/out of memory|not enough memory|allocation failed|allocat.*fail|invalid (typed )?array length|memory access out of bounds|offset is out of bounds|cannot enlarge memory|OOM|ResourceExhausted/i;

export const isOutOfMemory = (error: unknown): boolean =>
	error instanceof Error &&
	(error.name === 'RangeError' || error.constructor.name === 'RuntimeError'
		? SIGNS.test(error.message) || error.message === ''
		: SIGNS.test(error.message));

/**
 * WebAssembly that trapped: its heap may be damaged, and nothing that is tried in it any more says
 * what would fit.
 */
export const isTrap = (error: unknown): boolean =>
	error instanceof Error && error.constructor.name === 'RuntimeError';

/** What is known of smaller batches: the largest that fits, `none`, or nothing. */
export type Fitting = number | 'none' | 'unknown';

/**
 * Halves the batch until one fits.
 * @param fits throws where memory cannot be tried any more
 */
export async function largestThatFits(
	batch: number,
	fits: (batch: number) => Promise<boolean>,
): Promise<Fitting> {
	try {
		for (let smaller = batch >> 1; smaller >= 1; smaller >>= 1)
			// Twice: the first step leaves memory in other pieces.
			if ((await fits(smaller)) && (await fits(smaller))) return smaller;
	} catch (error) {
		if (isTrap(error)) return 'unknown';
		throw error;
	}
	return 'none';
}

function remedyFor(batch: number, fitting: Fitting): string {
	if (fitting === 'unknown' && batch > 1)
		return `Train with --batch ${batch >> 1}, and with half of that if it is not enough.`;
	return typeof fitting === 'number'
		? `Batches of ${fitting} fit: train with --batch ${fitting}.`
		: 'Not even one image fits: train with a smaller --size, or on another --backend.';
}

export function outOfMemory(batch: number, fitting: Fitting, cause: unknown): TrainingError {
	return new TrainingError(
		'out_of_memory',
		`Memory is not enough for batches of ${batch} images.`,
		remedyFor(batch, fitting),
		cause,
	);
}
