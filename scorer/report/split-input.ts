/** Aligned predictions and labels, cut to the rows of one split. */
import { own } from '../own.ts';
import type { Decisions, MetricInput } from '../metrics/define.ts';
import { parameterOf } from '../metrics/parameters.ts';
import { binaryCounts, confusionMatrix } from '../stats/decisions.ts';
import { denseGroups } from '../stats/groups.ts';
import { ascendingOrder } from '../stats/order.ts';
import { RadixSpace } from '../stats/radix.ts';
import { countScores, type ScoreCounts, type SortedScores } from '../stats/score-counts.ts';
import {
	MISSING,
	type BinaryCounts,
	type Predictions,
	type Solution,
	type TaskSpec,
} from '../types.ts';

/** Name of the class of rows without the label, binary only. */
export const negativeName = (spec: Pick<TaskSpec, 'negative' | 'labels'>): string =>
	spec.negative ?? `not ${spec.labels[0]}`;

/** Everything of one submission; sorted at most once per label, whatever the number of splits. */
export class Aligned {
	readonly predictions: Predictions;
	readonly solution: Solution;
	readonly spec: TaskSpec;
	private readonly sorted: SortedScores[] = [];
	private space: RadixSpace | undefined;

	constructor(predictions: Predictions, solution: Solution, spec: TaskSpec) {
		this.predictions = predictions;
		this.solution = solution;
		this.spec = spec;
	}

	sortedScores(k: number): SortedScores {
		const yScore = this.predictions.yScore[k]!;
		this.space ??= new RadixSpace(yScore.length);
		return (this.sorted[k] ??= { yScore, rows: ascendingOrder(yScore, this.space) });
	}
}

export function gather<T extends Float64Array | Uint8Array | Int32Array>(
	values: T,
	rows: Uint32Array,
): T {
	const out = values.slice(0, rows.length) as T;
	for (let i = 0; i < rows.length; i++) out[i] = values[rows[i]!]!;
	return out;
}

/** Score >= threshold is positive. */
function decide(scores: Float64Array, threshold: number): Uint8Array {
	const decided = new Uint8Array(scores.length);
	for (let i = 0; i < scores.length; i++) decided[i] = scores[i]! >= threshold ? 1 : 0;
	return decided;
}

function decisionsOf(
	spec: TaskSpec,
	input: Pick<MetricInput, 'labelDecisions' | 'classes'>,
): Decisions {
	if (spec.task === 'binary') {
		const { tp, fp, fn, tn } = input.labelDecisions(0);
		const counts = [
			[tn, fp],
			[fn, tp],
		];
		return { classes: [negativeName(spec), spec.labels[0]!], counts };
	}
	const { yTrue, yPred } = input.classes();
	return { classes: spec.labels, counts: confusionMatrix(yTrue, yPred, spec.labels.length) };
}

/** The threshold of label k. */
const thresholdOf = ({ thresholds, threshold, labels }: TaskSpec, k: number): number =>
	own(thresholds, labels[k]!) ?? threshold;

/** Rows of label k whose class is `positive` as 1, those of class `negative` as 0, others MISSING. */
function between(classes: Uint8Array, positive: number, negative: number): Uint8Array {
	const yTrue = new Uint8Array(classes.length).fill(MISSING);
	for (let i = 0; i < classes.length; i++) {
		if (classes[i] === positive) yTrue[i] = 1;
		else if (classes[i] === negative) yTrue[i] = 0;
	}
	return yTrue;
}

/**
 * The metric input of some rows.
 * @param included 1 for each row of the solution that belongs to the split
 */
export function splitInput(aligned: Aligned, included: Uint8Array): MetricInput {
	const { predictions, solution, spec } = aligned;
	const rows = rowsOf(included);
	// Of all rows nothing has to be copied.
	const whole = rows.length === included.length;
	const cut = <T extends Float64Array | Uint8Array | Int32Array>(values: T): T =>
		whole ? values : gather(values, rows);
	const yTrue = solution.yTrue.map(cut);
	const counted = whole ? null : included;
	const scores: Float64Array[] = [];
	const orders: Uint32Array[] = [];
	const counts: ScoreCounts[] = [];
	const perLabel: BinaryCounts[] = [];
	let decisions: Decisions | undefined;
	let classes: ReturnType<MetricInput['classes']> | undefined;
	const input: MetricInput = {
		task: spec.task,
		labels: spec.labels,
		rows: rows.length,
		weights: null,
		groups: solution.groups ? denseGroups(cut(solution.groups)) : null,
		yTrue,
		hasScores: predictions.yScore.length > 0,
		yScore: (k) => (scores[k] ??= cut(predictions.yScore[k]!)),
		sortedRows: (k) => (orders[k] ??= sortedWithin(aligned.sortedScores(k).rows, included, rows)),
		scoreCounts: (k) =>
			(counts[k] ??= countScores(aligned.sortedScores(k), solution.yTrue[k]!, counted)),
		scoreCountsBetween: (k, positive, negative) =>
			countScores(aligned.sortedScores(k), between(solution.classes!, positive, negative), counted),
		threshold: (k) => thresholdOf(spec, k),
		labelDecisions: (k) =>
			(perLabel[k] ??= binaryCounts(yTrue[k]!, decide(input.yScore(k), thresholdOf(spec, k)))),
		classes: () =>
			(classes ??= {
				yTrue: cut(solution.classes!),
				yPred: cut(predictions.classes!),
			}),
		decisions: () => (decisions ??= decisionsOf(spec, input)),
		parameter: (name) => parameterOf(spec, name),
	};
	return input;
}

/** The rows of a split in the order of all rows, by their number within the split. */
function sortedWithin(order: Uint32Array, included: Uint8Array, rows: Uint32Array): Uint32Array {
	if (rows.length === order.length) return order;
	const within = new Uint32Array(included.length);
	for (let i = 0; i < rows.length; i++) within[rows[i]!] = i;
	const sorted = new Uint32Array(rows.length);
	let n = 0;
	for (const row of order) if (included[row] === 1) sorted[n++] = within[row]!;
	return sorted;
}

function rowsOf(included: Uint8Array): Uint32Array {
	const rows = new Uint32Array(included.length);
	let n = 0;
	for (let row = 0; row < included.length; row++) if (included[row] === 1) rows[n++] = row;
	return rows.subarray(0, n);
}

/** Rows with a known label, and how many of them are positive. */
export function countLabel(values: Uint8Array): { n: number; positives: number } {
	let n = 0;
	let positives = 0;
	for (let i = 0; i < values.length; i++) {
		if (values[i] === MISSING) continue;
		n++;
		positives += values[i]!;
	}
	return { n, positives };
}
