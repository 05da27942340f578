/** What one of sensitivity and specificity can be where the other has at least a given value. */
import { sumOf, type ScoreCounts } from './score-counts.ts';

/**
 * The highest sensitivity of any threshold whose specificity is at least `specificity`. Thresholds
 * lie at the scores, or above all of them; nothing is interpolated. Null where a class is absent.
 */
export function sensitivityAt(
	{ positives, negatives }: ScoreCounts,
	specificity: number,
): number | null {
	const [p, n] = [sumOf(positives), sumOf(negatives)];
	if (p === 0 || n === 0) return null;
	let tp = 0;
	let tn = n;
	for (let i = positives.length - 1; i >= 0; i--) {
		tn -= negatives[i]!;
		if (tn / n < specificity) break;
		tp += positives[i]!;
	}
	return tp / p;
}

/** The highest specificity of any threshold whose sensitivity is at least `sensitivity`. */
export function specificityAt(
	{ positives, negatives }: ScoreCounts,
	sensitivity: number,
): number | null {
	const [p, n] = [sumOf(positives), sumOf(negatives)];
	if (p === 0 || n === 0) return null;
	let tp = p;
	let tn = 0;
	// The threshold rises past one score at a time.
	for (let i = 0; i < positives.length; i++) {
		tp -= positives[i]!;
		if (tp / p < sensitivity) break;
		tn += negatives[i]!;
	}
	return tn / n;
}
