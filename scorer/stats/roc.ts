/** The ROC curve and the area under it, exactly. */
import type { RocCurve } from '../types.ts';
import { sumOf, type ScoreCounts } from './score-counts.ts';

/**
 * Area under the ROC curve: the share of positive-negative pairs in the right order, ties counting
 * half (Mann & Whitney 1947; Hanley & McNeil 1982). The pairs are counted in whole and half units,
 * so the only rounding is the final division (up to 2^52 pairs).
 * @returns null where one of the classes is absent
 */
export function auroc(counts: ScoreCounts): number | null {
	const { positives, negatives } = counts.runs ?? counts;
	let pairs = 0;
	let below = 0;
	for (let i = 0; i < positives.length; i++) {
		const n = negatives[i]!;
		// Most scores are those of negative rows alone.
		if (positives[i] !== 0) pairs += positives[i]! * (below + n / 2);
		below += n;
	}
	const all = sumOf(positives) * below;
	return all === 0 ? null : pairs / all;
}

/**
 * Vertices of the ROC curve from (0, 0) to (1, 1), without those on a straight line between their
 * neighbours. Null where one of the classes is absent.
 */
export function rocVertices(counts: ScoreCounts): RocCurve | null {
	const { positives, negatives } = counts.runs ?? counts;
	const [p, n] = [sumOf(positives), sumOf(negatives)];
	if (p === 0 || n === 0) return null;
	const fpr = [0];
	const tpr = [0];
	let tp = 0;
	let fp = 0;
	// From the highest score down, as sensitivity grows with a falling threshold.
	let pos = positives[positives.length - 1]!;
	let neg = negatives[positives.length - 1]!;
	for (let i = positives.length - 1; i > 0; i--) {
		tp += pos;
		fp += neg;
		const [nextPos, nextNeg] = [positives[i - 1]!, negatives[i - 1]!];
		// Same direction as the step that follows: not a corner.
		const straight = pos * nextNeg === neg * nextPos;
		pos = nextPos;
		neg = nextNeg;
		if (straight) continue;
		fpr.push(fp / n);
		tpr.push(tp / p);
	}
	fpr.push(1);
	tpr.push(1);
	return { fpr, tpr };
}
