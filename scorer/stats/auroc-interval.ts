/** Intervals of AUROCs and of their averages. */
import type { Interval } from '../types.ts';
import { Z95 } from './normal.ts';
import { tCritical } from './student-t.ts';

/** Symmetric on the logit scale, where the sampling distribution of a high AUROC is less skewed. */
export function logitInterval(value: number, se: number, df: number): Interval {
	const centre = Math.log(value / (1 - value));
	const half = (tCritical(0.05, df) * se) / (value * (1 - value));
	const back = (x: number) => 1 / (1 + Math.exp(-x));
	return [back(centre - half), back(centre + half)];
}

/** The variance of an AUROC under exponential scores (Hanley & McNeil 1982, as Newcombe 2006 has it). */
function modelVariance(area: number, positives: number, negatives: number): number {
	const half = (positives + negatives) / 2 - 1;
	const spread = (half * (1 - area)) / (2 - area) + (half * area) / (1 + area);
	return (area * (1 - area) * (1 + spread)) / (positives * negatives);
}

/**
 * Newcombe's score interval of an AUROC (2006, method 5): the areas from which the observed one is
 * not farther than 1.96 standard errors of a model. It needs no spread in the data, so that it holds
 * for a perfect order and for a single positive row.
 */
export function newcombeInterval(area: number, positives: number, negatives: number): Interval {
	const far = (theta: number) =>
		(area - theta) ** 2 > Z95 * Z95 * modelVariance(theta, positives, negatives);
	const search = (inside: number, outside: number) => {
		if (!far(outside)) return outside;
		let [near, out] = [inside, outside];
		for (let i = 0; i < 60; i++) {
			const middle = (near + out) / 2;
			if (far(middle)) out = middle;
			else near = middle;
		}
		return near;
	};
	return [area === 0 ? 0 : search(area, 0), area === 1 ? 1 : search(area, 1)];
}
