/**
 * How similar a pair is beyond what its two members share with everyone. Images are easy or hard for
 * all models, and models see that more or less well: with one common factor (Spearman 1904) two models
 * of loadings a and b correlate by a·b. That is what is expected; what is left over is the pair's own.
 */
import { quantile } from '../stats/bootstrap.ts';

/** Of a normal distribution: standard deviation over the absolute deviation's median and 90 % point. */
const MEDIAN_TO_SD = 1 / 0.674489750196082;
const TAIL_TO_SD = 1 / 1.644853626951473;
/** Rounds of fitting one loading after the other; it settles in a few. */
const ROUNDS = 20;
const MAX_LOADING = 0.999;

/** The loading x that makes the sum of |value − x · other| least: a weighted median of the ratios. */
function bestLoading(points: readonly { value: number; other: number }[]): number {
	const ratios = points
		.filter(({ other }) => other > 0)
		.map(({ value, other }) => ({ ratio: value / other, weight: other }))
		.sort((a, b) => a.ratio - b.ratio);
	const half = ratios.reduce((sum, { weight }) => sum + weight, 0) / 2;
	let sum = 0;
	for (const { ratio, weight } of ratios) {
		sum += weight;
		if (sum >= half) return Math.max(0, Math.min(MAX_LOADING, ratio));
	}
	return 0;
}

/**
 * Least absolute deviations, so that copies, which are few, do not move the fit.
 * @param n members
 * @param pairs of members, each once
 * @param correlations one for each pair
 * @returns the correlation expected of each pair
 */
export function expectedCorrelations(
	n: number,
	pairs: readonly (readonly [a: number, b: number])[],
	correlations: readonly number[],
): number[] {
	const others = Array.from({ length: n }, () => [] as { other: number; value: number }[]);
	pairs.forEach(([a, b], i) => {
		others[a]!.push({ other: b, value: correlations[i]! });
		others[b]!.push({ other: a, value: correlations[i]! });
	});
	const middle = quantile(Float64Array.from(correlations).sort(), 0.5);
	const loading = new Float64Array(n).fill(Math.sqrt(Math.max(0.01, middle)));
	for (let round = 0; round < ROUNDS; round++)
		for (let member = 0; member < n; member++)
			loading[member] = bestLoading(
				others[member]!.map(({ other, value }) => ({ value, other: loading[other]! })),
			);
	return pairs.map(([a, b]) => loading[a]! * loading[b]!);
}

/**
 * Robust standard deviation of residuals. Families of models (one backbone, one tutorial) give longer
 * tails than a normal distribution has: the 90 % point sees them, and copies among fewer than a tenth
 * of the pairs move neither it nor the median.
 */
export function robustSpread(residuals: readonly number[]): number {
	const sizes = Float64Array.from(residuals, Math.abs).sort();
	return Math.max(MEDIAN_TO_SD * quantile(sizes, 0.5), TAIL_TO_SD * quantile(sizes, 0.9));
}
