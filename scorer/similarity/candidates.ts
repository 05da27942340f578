/** Two submissions column by column. */
import { Random } from '../stats/random.ts';
import { MISSING, type Predictions } from '../types.ts';
import { columnFacts, countEqual, expectedEqual, type ColumnFacts } from './cells.ts';
import { dot, stratifiedRanks } from './stratified-ranks.ts';

/** Beyond this, Fisher's z only says that two columns are the same. */
const MAX_CORRELATION = 0.99999;
/** A rank correlation of one, but for rounding. */
const SAME_ORDER = 1 - 1e-6;
const SEED = 1958;

export interface Column {
	scores: Float64Array;
	ranks: Float32Array | null;
	facts: ColumnFacts;
}

export interface Candidate {
	a: number;
	b: number;
	/** Mean Fisher z over findings. */
	closeness: number | null;
	labels: (number | null)[];
	shared: number[];
	sameOrder: number[];
	equal: { cells: number; of: number; expected: number };
}

/** Row numbers for the correlations: all, or a fixed random subset in ascending order. */
export function sampleRows(n: number, most: number): Uint32Array {
	const rows = Uint32Array.from({ length: n }, (_, i) => i);
	if (n <= most) return rows;
	const random = new Random(SEED);
	for (let i = 0; i < most; i++) {
		const j = i + (random.uint32() % (n - i));
		[rows[i], rows[j]] = [rows[j]!, rows[i]!];
	}
	return rows.subarray(0, most).sort();
}

/** Class columns without scores become decisions, one column a class. */
function scoreColumns({ yScore, classes }: Predictions, labels: number): Float64Array[] {
	if (yScore.length > 0 || !classes) return yScore;
	return Array.from({ length: labels }, (_, k) =>
		Float64Array.from(classes, (c) => (c === k ? 1 : 0)),
	);
}

export function columnsOf(
	predictions: Predictions,
	yTrue: Uint8Array[],
	rows: Uint32Array,
): Column[] {
	return scoreColumns(predictions, yTrue.length).map((scores, k) => {
		const sampled = Float64Array.from(rows, (row) => scores[row]!);
		const stratum = Uint8Array.from(rows, (row) => yTrue[k]?.[row] ?? MISSING);
		return { scores, ranks: stratifiedRanks(sampled, stratum), facts: columnFacts(scores) };
	});
}

export function compareColumns(a: number, b: number, left: Column[], right: Column[]): Candidate {
	const out: Candidate = {
		...{ a, b, closeness: null, labels: [], shared: [], sameOrder: [] },
		equal: { cells: 0, of: 0, expected: 0 },
	};
	let sum = 0;
	let defined = 0;
	left.forEach((x, k) => {
		const y = right[k]!;
		const r = x.ranks && y.ranks ? dot(x.ranks, y.ranks) : null;
		out.labels.push(r);
		if (r !== null) {
			sum += Math.atanh(Math.max(-MAX_CORRELATION, Math.min(MAX_CORRELATION, r)));
			defined++;
		}
		if (!x.facts.telling || !y.facts.telling) return;
		const n = x.scores.length;
		const equal = countEqual(x.scores, y.scores);
		if (equal === n) return void out.shared.push(k);
		if (r !== null && r > SAME_ORDER) out.sameOrder.push(k);
		out.equal.cells += equal;
		out.equal.of += n;
		out.equal.expected += expectedEqual(x.facts, y.facts, n);
	});
	if (defined > 0) out.closeness = sum / defined;
	return out;
}
