/**
 * The smallest difference of two AUROCs on the same rows that a test set can tell from chance.
 *
 * Scores are taken to be binormal with equal variances: N(0, 1) of negative rows and N(δ, 1) of
 * positive ones, so that A = Φ(a) with a = δ/√2. Then the probability that one positive row lies
 * above two negative ones is Φ₂(a, a; ½), Φ₂ being the bivariate normal distribution, and the
 * variance of an AUROC (Bamber 1975; what DeLong 1988 estimates from the rows) is
 *
 *   Var(A) = [A(1 − A) + (m + n − 2)(Φ₂(a, a; ½) − A²)] / mn.
 *
 * Two submissions whose scores have correlation ρ within each class share
 *
 *   Cov(A₁, A₂) = [Φ₂(a, a; ρ) − A² + (m + n − 2)(Φ₂(a, a; ρ/2) − A²)] / mn,
 *
 * and a paired test at level 5 % finds a difference of (z₀.₉₇₅ + z₀.₈) √(2 (Var − Cov)) in 80 % of
 * all cases.
 */
import { normalQuantile, normalTail, Z95 } from '../stats/normal.ts';

/** z of a power of 80 %. */
const Z80 = 0.8416212335729143;
/** Steps of Simpson's rule; the integrand is smooth, and 200 leave less than 1e-12. */
const STEPS = 200;

/** Owen's T(h, a) = 1/2π ∫₀ᵃ exp(−h²(1 + x²)/2) / (1 + x²) dx (Owen 1956), by Simpson's rule. */
function owensT(h: number, a: number): number {
	const f = (x: number) => Math.exp((-h * h * (1 + x * x)) / 2) / (1 + x * x);
	let sum = f(0) + f(a);
	for (let i = 1; i < STEPS; i++) sum += f((a * i) / STEPS) * (i % 2 ? 4 : 2);
	return (sum * a) / STEPS / 3 / (2 * Math.PI);
}

/** Φ₂(a, a; ρ) = Φ(a) − 2 T(a, √((1 − ρ)/(1 + ρ))), for 0 ≤ ρ ≤ 1. */
export const bivariateNormal = (a: number, correlation: number): number =>
	normalTail(-a) - 2 * owensT(a, Math.sqrt((1 - correlation) / (1 + correlation)));

export interface DetectableInput {
	/** Independent positive and negative units: patients where rows of one patient are not independent. */
	positives: number;
	negatives: number;
	/** AUROC of both submissions. */
	auroc: number;
	/** Correlation of their scores within a class, 0 to 1. */
	correlation: number;
}

/** Variance of one AUROC, and covariance of two, under the binormal model. */
export function binormalMoments({
	positives: m,
	negatives: n,
	auroc,
	correlation,
}: DetectableInput) {
	const a = normalQuantile(auroc);
	const moment = (own: number, shared: number) =>
		(own - auroc ** 2 + (m + n - 2) * (shared - auroc ** 2)) / (m * n);
	return {
		variance: moment(auroc, bivariateNormal(a, 0.5)),
		covariance: moment(bivariateNormal(a, correlation), bivariateNormal(a, correlation / 2)),
	};
}

/** In AUROC; null where a class is absent. */
export function detectableDifference(input: DetectableInput): number | null {
	if (input.positives < 1 || input.negatives < 1) return null;
	const { variance, covariance } = binormalMoments(input);
	return (Z95 + Z80) * Math.sqrt(2 * Math.max(0, variance - covariance));
}
