/** What a pair's figures are worth among those of all pairs. */
import { holm } from '../stats/holm.ts';
import { tTwoSided } from '../stats/student-t.ts';
import { expectedCorrelations, robustSpread } from './one-factor.ts';
import type { Candidate } from './candidates.ts';
import type { Sign } from './types.ts';

/** Fewer pairs have no distribution that one of them could stand out from. */
const MIN_PAIRS = 10;
/** Of pairs without a plain sign, for the spread to be theirs alone. */
const MIN_HONEST = 5;
/** Residuals smaller than this are no spread: identical submissions would otherwise divide by zero. */
const MIN_SPREAD = 0.02;
/** Equal cells are a sign from this share of cells above coincidence, and this number. */
const EQUAL_SHARE = 0.05;
const MIN_EQUAL = 20;

export const SIGN_ORDER: Sign[] = [
	'shared_columns',
	'same_order',
	'equal_cells',
	'closer_than_chance',
];

/** @param p adjusted, where the pair has been judged */
export function signsOf(candidate: Candidate, p: number | null = null, alpha = 0): Sign[] {
	const { shared, sameOrder, equal } = candidate;
	const above = equal.cells - equal.expected;
	const has: Record<Sign, boolean> = {
		shared_columns: shared.length > 0,
		same_order: sameOrder.length > 0,
		equal_cells: above >= MIN_EQUAL && above >= EQUAL_SHARE * equal.of,
		closer_than_chance: p !== null && p < alpha,
	};
	return SIGN_ORDER.filter((sign) => has[sign]);
}

export interface Judged {
	fitted: number | null;
	spread: number;
	z: number | null;
	p: number | null;
}

/** Each pair's closeness against what its two members make one expect. */
export function judge(n: number, candidates: Candidate[]): { judged: Judged[]; withheld?: string } {
	const none = candidates.map(() => ({ fitted: null, spread: 0, z: null, p: null }));
	const defined = candidates.flatMap((c, i) => (c.closeness === null ? [] : [i]));
	if (defined.length < MIN_PAIRS) {
		const withheld = `With ${defined.length} pairs to compare there is no distribution to stand out from; ${MIN_PAIRS} are needed.`;
		return { judged: none, withheld };
	}
	const closeness = defined.map((i) => candidates[i]!.closeness!);
	const fitted = expectedCorrelations(
		n,
		defined.map((i) => [candidates[i]!.a, candidates[i]!.b] as const),
		closeness.map(Math.tanh),
	).map(Math.atanh);
	const residuals = closeness.map((value, at) => value - fitted[at]!);
	// What is a copy to the eye says nothing about chance.
	const honest = residuals.filter((_, at) => signsOf(candidates[defined[at]!]!).length === 0);
	const spread = robustSpread(honest.length >= MIN_HONEST ? honest : residuals);
	const width = Math.max(spread, MIN_SPREAD);
	const scores = residuals.map((residual) => residual / width);
	// One loading a member was estimated from the pairs.
	const df = Math.max(1, defined.length - n);
	const tail = (t: number) => (t > 0 ? tTwoSided(t, df) / 2 : 1);
	const adjusted = holm(scores.map(tail));
	const judged: Judged[] = none;
	defined.forEach((i, at) => {
		judged[i] = { fitted: fitted[at]!, spread: width, z: scores[at]!, p: adjusted[at]! };
	});
	return { judged };
}
