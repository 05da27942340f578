/** Findings and classes that one part of the test set lacks: nobody could be ranked by them there. */
import { MISSING, USAGE, type Solution, type TaskSpec } from '#scorer/types';
import type { FolderProblem } from './types.ts';

type Part = 'public' | 'private';

/** Rows of each known value of a label in a part. */
function countIn(
	solution: Solution,
	k: number,
	part: Part,
): [negatives: number, positives: number] {
	const counts: [number, number] = [0, 0];
	solution.yTrue[k]!.forEach((value, row) => {
		if (solution.usage[row] === USAGE[part] && value !== MISSING) counts[value as 0 | 1]++;
	});
	return counts;
}

const nowhere = (what: string) => ({
	detail: `No row of the test set is ${what}.`,
	remedy: 'Leave it out of `labels`, or correct its column.',
});

const onOneSide = (what: string, part: Part) => ({
	detail: `No ${part} row is ${what}, so that the ${part} board could not rank by it.`,
	remedy: `Set Usage of some such rows to ${part === 'public' ? 'Public' : 'Private'}, or leave the label out of \`labels\`.`,
});

/**
 * One problem a label that has no positive (or, but for classes, no negative) row in a part that has
 * rows. Without private rows only the public part counts.
 */
export function checkSplits(spec: TaskSpec, solution: Solution, file: string): FolderProblem[] {
	const parts = (['public', 'private'] as const).filter((part) =>
		solution.usage.includes(USAGE[part]),
	);
	return spec.labels.flatMap((label, k): FolderProblem[] => {
		const counts = parts.map((part) => countIn(solution, k, part));
		const column = solution.target ?? label;
		const kinds = [
			{
				side: 1,
				what: spec.task === 'multiclass' ? `of the class "${label}"` : `positive for "${label}"`,
			},
			...(spec.task === 'multiclass' ? [] : [{ side: 0, what: `negative for "${label}"` }]),
		] as const;
		return kinds.flatMap(({ side, what }): FolderProblem[] => {
			const empty = parts.filter((_, i) => counts[i]![side] === 0);
			if (!empty.length) return [];
			const words = empty.length === parts.length ? nowhere(what) : onOneSide(what, empty[0]!);
			return [{ code: 'split_lacks_class', file, column, ...words }];
		});
	});
}
