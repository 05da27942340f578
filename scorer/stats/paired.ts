/** Tests of the difference of two submissions on the same rows. */
import type { Interval } from '../types.ts';
import { meanAndSd } from './bootstrap.ts';
import type { Estimate } from './estimate.ts';
import { mcnemar } from './mcnemar.ts';
import { tCritical, tTwoSided } from './student-t.ts';

/** What a test needs of each side. */
export type Side = Pick<Estimate, 'kind' | 'se' | 'df'> & {
	score: number;
	values: Float64Array | Float32Array;
};

export interface PairedResult {
	difference: number;
	/** Standard error of the difference. */
	se: number;
	df: number;
	/** Two-sided. */
	p: number;
	interval: Interval;
	/** Proportions whose denominators differ, compared as ratios. */
	ratio?: true;
}

/**
 * Of the two, so that a difference is known to be clear from its standard errors' bound alone, before
 * any value is read. Measured in tests/coverage: 5 % with many positive rows, less with few.
 */
export const pairedDf = (a: Pick<Side, 'se' | 'df'>, b: Pick<Side, 'se' | 'df'>): number =>
	// A side without spread, such as a perfect order, adds nothing to the variance that they are of.
	a.se === 0 ? b.df : b.se === 0 ? a.df : Math.min(a.df, b.df);

function tTest(difference: number, se: number, df: number): PairedResult {
	const half = se === 0 ? 0 : tCritical(0.05, df) * se;
	// No spread at all: the same predictions, or a difference that every row agrees on.
	const p = difference === 0 ? 1 : se === 0 ? 0 : tTwoSided(difference / se, df);
	return { difference, se, df, p, interval: [difference - half, difference + half] };
}

function squaredDistance(x: Side['values'], y: Side['values']): number {
	let squares = 0;
	for (let i = 0; i < x.length; i++) {
		const difference = x[i]! - y[i]!;
		squares += difference * difference;
	}
	return squares;
}

function pairedInfluences(a: Side, b: Side): PairedResult {
	const squares = squaredDistance(a.values, b.values);
	return tTest(a.score - b.score, Math.sqrt(squares), pairedDf(a, b));
}

/** Replicates in which either side is undefined are left out. */
function pairedReplicates(a: Side, b: Side): PairedResult {
	const differences = Float64Array.from(a.values, (value, i) => value - b.values[i]!);
	return tTest(a.score - b.score, meanAndSd(differences).sd, Infinity);
}

interface Hits {
	/** Rows that only this side got right. */
	onlyA: number;
	onlyB: number;
	nA: number;
	nB: number;
	/** Are the same rows in both denominators? */
	same: boolean;
}

function countHits(a: Side['values'], b: Side['values']): Hits {
	const hits = { onlyA: 0, onlyB: 0, nA: 0, nB: 0, same: true };
	for (let i = 0; i < a.length; i++) {
		const [x, y] = [a[i]!, b[i]!];
		const [inA, inB] = [!Number.isNaN(x), !Number.isNaN(y)];
		if (inA) hits.nA++;
		if (inB) hits.nB++;
		if (inA !== inB) hits.same = false;
		else if (inA && x > y) hits.onlyA++;
		else if (inA && y > x) hits.onlyB++;
	}
	return hits;
}

/** Proportions over other rows each (precision): both linearised as ratios, row by row. */
function pairedRatios(a: Side, b: Side, { nA, nB }: Hits): PairedResult {
	let squares = 0;
	for (let i = 0; i < a.values.length; i++) {
		const [x, y] = [a.values[i]!, b.values[i]!];
		const partA = Number.isNaN(x) ? 0 : (x - a.score) / nA;
		const partB = Number.isNaN(y) ? 0 : (y - b.score) / nB;
		squares += (partA - partB) ** 2;
	}
	return { ...tTest(a.score - b.score, Math.sqrt(squares), pairedDf(a, b)), ratio: true };
}

/** Is this the McNemar case: independent rows, the same denominators? */
function pairedHits(a: Side, b: Side): PairedResult {
	const hits = countHits(a.values, b.values);
	if (!hits.same) return pairedRatios(a, b, hits);
	const { onlyA, onlyB, nA: n } = hits;
	const difference = a.score - b.score;
	const se = Math.sqrt(Math.max(0, onlyA + onlyB - (onlyA - onlyB) ** 2 / n)) / n;
	return { ...tTest(difference, se, pairedDf(a, b)), p: mcnemar(onlyA, onlyB) };
}

/**
 * Compares two sides of one kind over the same units; null where they are not. Identical values have
 * difference 0 and p 1.
 */
export function pairedTest(a: Side, b: Side): PairedResult | null {
	if (a.kind !== b.kind || a.values.length !== b.values.length) return null;
	if (a.kind === 'influence') return pairedInfluences(a, b);
	if (a.kind === 'hits') return pairedHits(a, b);
	return pairedReplicates(a, b);
}
