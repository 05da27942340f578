/** Mean losses of probabilities of one label. */
import type { ScoreCounts } from './score-counts.ts';

/**
 * Probabilities are taken to be at least this, the distance from 1 to the next double, as in
 * scikit-learn. A wrong certainty then costs 36.04 and not infinity.
 */
export const SMALLEST_PROBABILITY = Number.EPSILON;

/** The worst log loss, −ln(SMALLEST_PROBABILITY). */
export const WORST_LOG_LOSS = -Math.log(SMALLEST_PROBABILITY);

/** Factors of a product that is never below the smallest double. */
const SMALL = 1e-250;

/**
 * −1/n Σ ln(probability that was given to the truth). Logarithms are slow, so probabilities are
 * multiplied, and a logarithm is taken when the product becomes small: the relative error of a
 * product of m factors is m / 2 times 2^-52, as small as that of adding m logarithms.
 * @param counts of scores within [0, 1]
 * @returns null without rows
 */
export function logLoss({ scores, positives, negatives }: ScoreCounts): number | null {
	let rows = 0;
	let logs = 0;
	let product = 1;
	const add = (probability: number, times: number) => {
		if (times === 0) return;
		rows += times;
		const p = Math.max(probability, SMALLEST_PROBABILITY);
		if (times > 1) logs += times * Math.log(p);
		else product *= p;
		if (product > SMALL) return;
		logs += Math.log(product);
		product = 1;
	};
	for (let i = 0; i < scores.length; i++) {
		add(scores[i]!, positives[i]!);
		add(1 - scores[i]!, negatives[i]!);
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
