/** The very same scores in the same rows: copies that were touched up. */

/** Columns of fewer distinct values than this share of their rows are decisions; agreeing on them says little. */
const DISTINCT_SHARE = 0.2;
/** Nor do columns of fewer distinct values than this. */
const MIN_DISTINCT = 10;

export interface ColumnFacts {
	/** How often each score occurs. */
	counts: Map<number, number>;
	/** True where equal cells say something. */
	telling: boolean;
}

export function columnFacts(scores: Float64Array): ColumnFacts {
	const counts = new Map<number, number>();
	for (const score of scores) counts.set(score, (counts.get(score) ?? 0) + 1);
	const telling = counts.size >= Math.max(MIN_DISTINCT, DISTINCT_SHARE * scores.length);
	return { counts, telling };
}

export function countEqual(a: Float64Array, b: Float64Array): number {
	let equal = 0;
	for (let i = 0; i < a.length; i++) if (a[i] === b[i]) equal++;
	return equal;
}

/** Rows that would agree if the scores of one column were shuffled. */
export function expectedEqual(a: ColumnFacts, b: ColumnFacts, n: number): number {
	const [small, large] = a.counts.size < b.counts.size ? [a, b] : [b, a];
	let sum = 0;
	for (const [score, count] of small.counts) sum += count * (large.counts.get(score) ?? 0);
	return sum / n;
}
