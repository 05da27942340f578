/**
 * The Ladder (Blum and Hardt 2015, "The Ladder: A Reliable Leaderboard for Machine Learning
 * Competitions", algorithm 2, the one without parameters): a team is told a new public score only
 * when it is better than its last one by more than the standard error of their difference. Whoever
 * sends in many files that differ by noise learns next to nothing of the hidden labels.
 */
import { pairedTest } from '../stats/paired.ts';
import type { Evidence } from '../types.ts';

/** What a team was told last, and what the next file is held against. */
export interface Rung {
	/** The score as it was told. */
	released: number;
	/** Of the file that earned it; null where none could be kept. */
	evidence: Evidence | null;
}

export interface Step {
	/** Null while the team has no score yet. */
	rung: Rung | null;
	/** Was a new score told? */
	moved: boolean;
}

export interface LadderOptions {
	higherIsBetter: boolean;
	/** Patients (or rows) of the public split: no finer than one in so many is told. */
	units: number;
	/** Told to so many decimals, where that is coarser. */
	decimals?: number;
}

/** To a multiple of 1/units or of a power of ten, whichever is coarser. */
export function roundReleased(score: number, { units, decimals }: LadderOptions): number {
	const step = Math.max(1 / Math.max(1, units), decimals === undefined ? 0 : 10 ** -decimals);
	const rounded = Math.round(score / step) * step;
	// 0.1 + 0.2 and the like: what is told has no more digits than it means.
	return Number(rounded.toPrecision(12));
}

/**
 * The standard error with the sample's variance, n − 1 below the line: then the gain of one row that
 * nothing else changed is not above it, and nobody reads the labels off row by row.
 */
function marginOf(se: number | undefined, { units }: LadderOptions): number {
	if (se === undefined) return 1 / Math.sqrt(Math.max(1, units));
	return se * Math.sqrt(units / Math.max(1, units - 1)) + 1e-9;
}

/**
 * One submission against the last rung. A score that is undefined (null) never moves. Where no paired
 * test can be made, because evidence is missing or of another kind, the score has to be better by
 * `1/√units`, which no standard error of a difference of two proportions exceeds by much.
 */
export function climb(
	last: Rung | null,
	score: number | null,
	evidence: Evidence | null,
	options: LadderOptions,
): Step {
	if (score === null || Number.isNaN(score)) return { rung: last, moved: false };
	const rung = { released: roundReleased(score, options), evidence };
	if (!last) return { rung, moved: true };
	const gain = (score - last.released) * (options.higherIsBetter ? 1 : -1);
	const paired = evidence && last.evidence ? pairedTest(evidence, last.evidence) : null;
	const moved = gain > marginOf(paired?.se, options) && rung.released !== last.released;
	return moved ? { rung, moved } : { rung: last, moved };
}
