/** The ROC curve and the area under it, exactly. */
import type { RocCurve } from '../types.ts';
import { sumOf, type ScoreCounts } from './score-counts.ts';

/**
 * Area under the ROC curve: the share of positive-negative pairs in the right order, ties counting
 * half (Mann & Whitney 1947; Hanley & McNeil 1982). The pairs are counted in whole and half units,
 * so the only rounding is the final division (up to 2^52 pairs).
 * @returns null where one of the classes is absent
 */
export function auroc({ positives, negatives }: ScoreCounts): number | null {
	let pairs = 0;
	let below = 0;
	for (let i = 0; i < positives.length; i++) {
		const n = negatives[i]!;
		pairs += positives[i]! * (below + n / 2);
		below += n;
	}
	const all = sumOf(positives) * below;
	return all === 0 ? null : pairs / all;
}

/**
 * Vertices of the ROC curve from (0, 0) to (1, 1), without those on a straight line between their
 * neighbours. Null where one of the classes is absent.
 */
export function rocVertices({ positives, negatives }: ScoreCounts): RocCurve | null {
	const [p, n] = [sumOf(positives), sumOf(negatives)];
	if (p === 0 || n === 0) return null;
	const fpr = [0];
	const tpr = [0];
	let tp = 0;
	let fp = 0;
	// From the highest score down, as sensitivity grows with a falling threshold.
	for (let i = positives.length - 1; i >= 0; i--) {
		tp += positives[i]!;
		fp += negatives[i]!;
		// Same direction as the step that follows: not a corner.
		if (i > 0 && positives[i]! * negatives[i - 1]! === negatives[i]! * positives[i - 1]!) continue;
		fpr.push(fp / n);
		tpr.push(tp / p);
	}
	return { fpr, tpr };
}
