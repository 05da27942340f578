/** How far a board moved when the private split was revealed, and how far chance alone would move it. */
import { Random } from '../stats/random.ts';
import type { Evidence } from '../types.ts';
import { BoardNoise, sketch } from './noise.ts';

export interface ShakeUpEntry {
	publicScore: number;
	privateScore: number;
	/** Of the submission behind each score; null where there is none: the entry is then not simulated. */
	publicEvidence: Evidence | null;
	privateEvidence: Evidence | null;
}

export interface ShakeUpOptions {
	higherIsBetter: boolean;
	/** Boards drawn, at most. Default 1,000; of large boards fewer are, see `planOf`. */
	draws?: number;
	seed?: number;
}

/** How a simulation is kept within seconds. */
export interface ShakeUpPlan {
	draws: number;
	/** Numbers per entry that stand for its units; null is all of them. */
	buckets: number | null;
}

/** Products that a simulation may cost: some four seconds on one core. */
const MOST_WORK = 2e9;
const BUCKETS = 512;
const FEWEST_DRAWS = 100;

/**
 * A draw costs entries × units. Where that would take long, units are first summed into sketches,
 * then fewer boards are drawn: at 10,000 entries 195 of them, with which the bounds of a range are
 * uncertain by about one per cent of the boards.
 * @param units of both splits together, per entry
 */
export function planOf(entries: number, units: number, draws = 1000): ShakeUpPlan {
	const isSketched = entries * units * draws > MOST_WORK && units > 2 * BUCKETS;
	const cost = entries * (isSketched ? 2 * BUCKETS : units);
	const most = Math.floor(MOST_WORK / Math.max(1, cost));
	return {
		draws: Math.min(draws, Math.max(FEWEST_DRAWS, most)),
		buckets: isSketched ? BUCKETS : null,
	};
}

export interface EntryMovement {
	publicRank: number;
	privateRank: number;
	/** Private ranks that the public scores let one expect, 95 %; null where it was not simulated. */
	expectedRange: [best: number, worst: number] | null;
	/** The private rank lies outside that range. */
	surprising: boolean | null;
}

export interface ShakeUp {
	entries: EntryMovement[];
	/** Mean number of ranks moved, up or down. */
	meanMovement: number;
	/** What chance alone gives, with its middle 95 %; null where too few entries can be simulated. */
	expectedMovement: { mean: number; range: [number, number] } | null;
	/** How it was found; null where nothing was simulated. */
	plan: ShakeUpPlan | null;
	/** Kendall's tau-b between the two boards. */
	tau: number | null;
}

/** Standard competition ranks. */
function ranksOf(scores: ArrayLike<number>, higherIsBetter: boolean): number[] {
	const order = Array.from(scores, (_, i) => i).sort((a, b) =>
		higherIsBetter ? scores[b]! - scores[a]! : scores[a]! - scores[b]!,
	);
	const ranks: number[] = [];
	order.forEach((entry, at) => {
		const before = order[at - 1];
		ranks[entry] =
			before !== undefined && scores[before] === scores[entry] ? ranks[before]! : at + 1;
	});
	return ranks;
}

/** Kendall's tau-b, for ranks with ties. Null where one board has all equal. O(n²). */
export function kendallTau(x: readonly number[], y: readonly number[]): number | null {
	let [agree, tiedX, tiedY, pairs] = [0, 0, 0, 0];
	for (let i = 0; i < x.length; i++)
		for (let j = i + 1; j < x.length; j++) {
			const [dx, dy] = [Math.sign(x[i]! - x[j]!), Math.sign(y[i]! - y[j]!)];
			agree += dx * dy;
			if (dx === 0) tiedX++;
			if (dy === 0) tiedY++;
			pairs++;
		}
	const scale = Math.sqrt((pairs - tiedX) * (pairs - tiedY));
	return scale > 0 ? agree / scale : null;
}

const mean = (values: ArrayLike<number>) =>
	Array.from(values).reduce((a, b) => a + b, 0) / values.length;
const quantile = (sorted: ArrayLike<number>, p: number) =>
	sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))]!;
const meanDistance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
	mean(Array.from(a, (rank, i) => Math.abs(rank - b[i]!)));

/** Entries whose evidence is of one kind and length, so that one draw moves all of them. */
function comparable(entries: readonly ShakeUpEntry[]): number[] {
	const keyOf = ({ publicEvidence: a, privateEvidence: b }: ShakeUpEntry) =>
		a && b ? `${a.kind} ${a.values.length} ${b.kind} ${b.values.length}` : null;
	const keys = entries.map(keyOf);
	const counts = new Map<string, number>();
	for (const key of keys) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
	const [most] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [null];
	return keys.flatMap((key, i) => (key !== null && key === most ? [i] : []));
}

/**
 * How much of the differences between public scores is skill: one minus the share that errors of that
 * size make by themselves (empirical Bayes; Efron and Morris 1975). What all entries have in common
 * moves no rank and is left out.
 */
function shrinkage(scores: Float64Array, draws: readonly Float64Array[]): number {
	const spread = (values: Float64Array) => {
		const middle = mean(values);
		return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
	};
	const observed = spread(scores);
	const noise = mean(draws.map(spread));
	return observed > 0 ? Math.max(0, 1 - noise / observed) : 0;
}

function simulate(
	entries: readonly ShakeUpEntry[],
	{ higherIsBetter, draws: wanted = 1000, seed = 0 }: ShakeUpOptions,
) {
	const random = new Random(seed);
	const [first] = entries as readonly [ShakeUpEntry];
	const units = first.publicEvidence!.values.length + first.privateEvidence!.values.length;
	const plan = planOf(entries.length, units, wanted);
	const { draws, buckets } = plan;
	const small = (evidence: Evidence, of: number) =>
		buckets === null ? evidence : sketch(evidence, buckets, of);
	const open = new BoardNoise(entries.map(({ publicEvidence }) => small(publicEvidence!, 1)));
	const hidden = new BoardNoise(entries.map(({ privateEvidence }) => small(privateEvidence!, 2)));
	const n = entries.length;
	const errors = (noise: BoardNoise) =>
		Array.from({ length: draws }, () => noise.draw(random, new Float64Array(n)));
	const [publicErrors, privateErrors] = [errors(open), errors(hidden)];
	const scores = Float64Array.from(entries, ({ publicScore }) => publicScore);
	const keep = shrinkage(scores, publicErrors);
	const middle = mean(scores);
	const publicRanks = ranksOf(scores, higherIsBetter);
	// Skill given the public score: shrunk towards the middle, and uncertain by what is left of its error.
	const boards = privateErrors.map((error, b) =>
		ranksOf(
			scores.map(
				(score, i) =>
					middle + keep * (score - middle) + Math.sqrt(keep) * publicErrors[b]![i]! + error[i]!,
			),
			higherIsBetter,
		),
	);
	const movements = boards.map((ranks) => meanDistance(ranks, publicRanks)).sort((a, b) => a - b);
	const ranges = entries.map((_, i): [number, number] => {
		const ranks = boards.map((board) => board[i]!).sort((a, b) => a - b);
		return [quantile(ranks, 0.025), quantile(ranks, 0.975)];
	});
	return { movements, ranges, plan };
}

/**
 * Public against private ranks. What to expect by chance comes from the evidence of the evaluations:
 * errors are drawn for all entries at once, so that submissions that err on the same images move
 * together, and skill is estimated from the public scores alone. Ranks are among the entries given.
 */
export function shakeUp(entries: readonly ShakeUpEntry[], options: ShakeUpOptions): ShakeUp {
	const { higherIsBetter } = options;
	const publicRanks = ranksOf(
		entries.map(({ publicScore }) => publicScore),
		higherIsBetter,
	);
	const privateRanks = ranksOf(
		entries.map(({ privateScore }) => privateScore),
		higherIsBetter,
	);
	const simulated = comparable(entries);
	// Ranks of a part of the board are not ranks of the board.
	const all = simulated.length === entries.length && entries.length > 1;
	const drawn = all ? simulate(entries, options) : null;
	return {
		entries: publicRanks.map((publicRank, i) => {
			const privateRank = privateRanks[i]!;
			const range = drawn?.ranges[i] ?? null;
			const surprising = range && (privateRank < range[0] || privateRank > range[1]);
			return { publicRank, privateRank, expectedRange: range, surprising };
		}),
		meanMovement: entries.length > 0 ? meanDistance(publicRanks, privateRanks) : 0,
		expectedMovement: drawn && {
			mean: mean(drawn.movements),
			range: [quantile(drawn.movements, 0.025), quantile(drawn.movements, 0.975)],
		},
		plan: drawn?.plan ?? null,
		tau: kendallTau(publicRanks, privateRanks),
	};
}
