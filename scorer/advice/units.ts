/** Independent units of a split: rows, or patients where there is a group column. */
import { USAGE } from '../types.ts';
import type { AdviceInput } from './types.ts';

export interface Units {
	positives: number;
	negatives: number;
}

export type Part = 'public' | 'private';

/**
 * Units of one label in one split. A patient with positive and negative rows is one of each: this
 * errs on the careful side, as if rows of one patient told nothing new.
 */
export function countUnits({ yTrue, usage, groups }: AdviceInput, k: number, part: Part): Units {
	const found = [new Set<string | number>(), new Set<string | number>()];
	yTrue[k]!.forEach((value, row) => {
		if (usage[row] === USAGE[part]) found[value]?.add(groups?.[row] ?? row);
	});
	return { positives: found[1]!.size, negatives: found[0]!.size };
}
