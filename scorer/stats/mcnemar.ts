/** McNemar's test of two proportions over the same rows. */
import { incompleteBeta, logGamma } from './beta.ts';
import { normalTwoSided } from './normal.ts';

/** Up to so many rows that one got right and the other did not, the test is exact. */
export const EXACT_UP_TO = 1000;

const logBinomial = (n: number, k: number): number =>
	logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);

/**
 * Two-sided p value of McNemar's test (1947) from the discordant rows: b that only the first got
 * right, c that only the second did. Exact binomial with mid-p (Fagerland, Lydersen & Laake 2013),
 * which keeps 5 % where the plain exact test is too careful; z with many.
 */
export function mcnemar(b: number, c: number): number {
	const n = b + c;
	if (n === 0 || b === c) return 1;
	if (n > EXACT_UP_TO) return normalTwoSided((b - c) / Math.sqrt(n));
	const k = Math.min(b, c);
	// P(X <= k) of Binomial(n, 1/2), and half of P(X = k) taken away.
	const below = incompleteBeta(0.5, n - k, k + 1);
	const at = Math.exp(logBinomial(n, k) - n * Math.LN2);
	return Math.min(1, 2 * below - at);
}
