/** Mean losses of probabilities of one label. */
import type { ScoreCounts } from './score-counts.ts';

/**
 * Probabilities are taken to be at least this, the distance from 1 to the next double, as in
 * scikit-learn. A wrong certainty then costs 36.04 and not infinity.
 */
export const SMALLEST_PROBABILITY = Number.EPSILON;

/** The worst log loss, −ln(SMALLEST_PROBABILITY). */
export const WORST_LOG_LOSS = -Math.log(SMALLEST_PROBABILITY);

/** A product of probabilities is taken out as a logarithm below this. Two more factors, at most, fit below it. */
const SMALL = 1e-250;

const atLeast = (probability: number) => Math.max(probability, SMALLEST_PROBABILITY);

/**
 * −1/n Σ ln(probability that was given to the truth). Logarithms are slow, so probabilities are
 * multiplied, and a logarithm is taken when the product becomes small: the relative error of a
 * product of m factors is at most m times 2^-53, as small as that of adding m logarithms.
 * @param counts of scores within [0, 1]
 * @returns null without rows
 */
export function logLoss({ scores, positives, negatives }: ScoreCounts): number | null {
	let rows = 0;
	let logs = 0;
	let product = 1;
	for (let i = 0; i < scores.length; i++) {
		const p = positives[i]!;
		const n = negatives[i]!;
		rows += p + n;
		if (n === 1) product *= atLeast(1 - scores[i]!);
		else if (n > 1) logs += n * Math.log(atLeast(1 - scores[i]!));
		if (p === 1) product *= atLeast(scores[i]!);
		else if (p > 1) logs += p * Math.log(atLeast(scores[i]!));
		if (product > SMALL) continue;
		logs += Math.log(product);
		product = 1;
	}
	if (rows === 0) return null;
	// Rounding could go past the ends.
	return Math.max(0, Math.min(WORST_LOG_LOSS, (0 - (logs + Math.log(product))) / rows));
}

/** Mean squared distance between probability and label (Brier 1950). Null without rows. */
export function brier({ scores, positives, negatives }: ScoreCounts): number | null {
	let rows = 0;
	let sum = 0;
	for (let i = 0; i < scores.length; i++) {
		const miss = 1 - scores[i]!;
		rows += positives[i]! + negatives[i]!;
		sum += positives[i]! * miss * miss + negatives[i]! * scores[i]! * scores[i]!;
	}
	return rows === 0 ? null : sum / rows;
}
