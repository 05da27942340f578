/** Student's t distribution. */
import { incompleteBeta } from './beta.ts';
import { normalQuantile, normalTwoSided } from './normal.ts';

/** Beyond so many degrees of freedom it is the normal distribution to four digits. */
const NORMAL_FROM = 1e5;

/** Two-sided p value of a t statistic. */
export function tTwoSided(t: number, df: number): number {
	if (!(df < NORMAL_FROM)) return normalTwoSided(t);
	return Math.min(1, incompleteBeta(df / (df + t * t), df / 2, 0.5));
}

const known = new Map<string, number>();

/** t with P(|T| > t) = alpha, e.g. alpha 0.05; df need not be whole. */
export function tCritical(alpha: number, df: number): number {
	const z = normalQuantile(1 - alpha / 2);
	if (!(df < NORMAL_FROM)) return z;
	const key = `${alpha} ${df}`;
	const found = known.get(key);
	if (found !== undefined) return found;
	let lo = z;
	let hi = z;
	while (tTwoSided(hi, df) > alpha && hi < 1e9) hi *= 2;
	for (let i = 0; i < 100 && hi - lo > 1e-14 * hi; i++) {
		const middle = (lo + hi) / 2;
		if (tTwoSided(middle, df) > alpha) lo = middle;
		else hi = middle;
	}
	if (known.size > 5000) known.clear();
	known.set(key, hi);
	return hi;
}
