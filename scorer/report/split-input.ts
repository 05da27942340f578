/** Aligned predictions and labels, cut to the rows of one split. */
import type { Decisions, MetricInput } from '../metrics/define.ts';
import { confusionMatrix } from '../stats/decisions.ts';
import { ascendingOrder } from '../stats/order.ts';
import { MISSING, type Predictions, type Solution, type TaskSpec } from '../types.ts';

/** Name of the class of rows without the label, binary only. */
export const negativeName = (spec: TaskSpec): string => spec.negative ?? `not ${spec.labels[0]}`;

/** Everything of one submission; sorted at most once per label, whatever the number of splits. */
export class Aligned {
	readonly predictions: Predictions;
	readonly solution: Solution;
	readonly spec: TaskSpec;
	private readonly orders: Uint32Array[] = [];

	constructor(predictions: Predictions, solution: Solution, spec: TaskSpec) {
		this.predictions = predictions;
		this.solution = solution;
		this.spec = spec;
	}

	order(k: number): Uint32Array {
		return (this.orders[k] ??= ascendingOrder(this.predictions.yScore[k]!));
	}
}

function gather<T extends Float64Array | Uint8Array>(values: T, rows: Uint32Array): T {
	const out = values.slice(0, rows.length) as T;
	for (let i = 0; i < rows.length; i++) out[i] = values[rows[i]!]!;
	return out;
}

/** Rows of a split in the order of the whole, numbered within the split. */
function restrict(order: Uint32Array, position: Int32Array, n: number): Uint32Array {
	const out = new Uint32Array(n);
	let at = 0;
	for (let i = 0; i < order.length; i++) {
		const row = position[order[i]!]!;
		if (row >= 0) out[at++] = row;
	}
	return out;
}

/** Score >= threshold is positive. */
function decide(scores: Float64Array, threshold: number): Uint8Array {
	const decided = new Uint8Array(scores.length);
	for (let i = 0; i < scores.length; i++) decided[i] = scores[i]! >= threshold ? 1 : 0;
	return decided;
}

/**
 * The metric input of some rows.
 * @param rows row numbers of the solution, ascending
 */
export function splitInput(aligned: Aligned, rows: Uint32Array): MetricInput {
	const { predictions, solution, spec } = aligned;
	const position = new Int32Array(solution.ids.length).fill(-1);
	rows.forEach((row, i) => (position[row] = i));
	const yTrue = solution.yTrue.map((values) => gather(values, rows));
	const yScore =
		predictions.yScore.length === 0
			? null
			: predictions.yScore.map((values) => gather(values, rows));
	const orders: Uint32Array[] = [];
	let decisions: Decisions | undefined;

	const decideAll = (): Decisions => {
		const binary = spec.task === 'binary';
		const classes = binary ? [negativeName(spec), spec.labels[0]!] : spec.labels;
		const truth = binary ? yTrue[0]! : gather(solution.classes!, rows);
		const predicted = binary
			? decide(yScore![0]!, spec.threshold)
			: gather(predictions.classes!, rows);
		return { classes, counts: confusionMatrix(truth, predicted, classes.length) };
	};
	return {
		task: spec.task,
		labels: spec.labels,
		rows: rows.length,
		yTrue,
		yScore,
		order: (k) => (orders[k] ??= restrict(aligned.order(k), position, rows.length)),
		decisions: () => (decisions ??= decideAll()),
	};
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
