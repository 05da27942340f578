/** Small competitions at random, for what must hold of every metric. */
import fc from 'fast-check';
import {
	MISSING,
	type MetricDefinition,
	type Predictions,
	type Solution,
	type Task,
	type TaskSpec,
} from '#scorer/index';
import type { MetricInput } from '#scorer/metrics/define';
import { runMetric } from '#scorer/metrics/run';
import { Aligned, splitInput } from '#scorer/report/split-input';
import { argmax } from '#scorer/submission/classes';
import { multiclassSolution, scoresOf, solutionOf, spec } from './cases.ts';

export interface Case {
	predictions: Predictions;
	solution: Solution;
	labels: string[];
}

const unit = fc.oneof(
	fc.double({ min: 0, max: 1, noNaN: true }),
	// Ties, and the ends.
	fc.constantFrom(0, 0.25, 0.5, 0.75, 1),
);

const column = <T>(value: fc.Arbitrary<T>, n: number) =>
	fc.array(value, { minLength: n, maxLength: n });

export interface Shape {
	score?: fc.Arbitrary<number>;
	missing?: boolean;
	maxRows?: number;
}

/** One finding (binary), or three findings or classes; up to 60 rows, some labels missing. */
export function arbitraryCase(
	task: Task,
	{ score = unit, missing = true, maxRows = 60 }: Shape = {},
): fc.Arbitrary<Case> {
	const labels = task === 'binary' ? ['a'] : ['a', 'b', 'c'];
	const absent = missing ? [MISSING] : [];
	return fc.integer({ min: 1, max: maxRows }).chain((n) => {
		const scores = fc.tuple(...labels.map(() => column(score, n)));
		if (task === 'multiclass') {
			return fc
				.tuple(scores, column(fc.constantFrom(0, 1, 2, ...absent), n))
				.map(([yScore, classes]) => caseOf(labels, yScore, classes));
		}
		const truth = fc.tuple(...labels.map(() => column(fc.constantFrom(0, 0, 1, 1, ...absent), n)));
		return fc.tuple(scores, truth).map(([yScore, yTrue]) => ({
			labels,
			predictions: scoresOf(yScore),
			solution: solutionOf(yTrue),
		}));
	});
}

/** Several classes; the predicted one has the highest score. */
export function caseOf(labels: string[], yScore: number[][], classes: ArrayLike<number>): Case {
	const predictions = scoresOf(yScore);
	return {
		labels,
		predictions: { ...predictions, classes: argmax(predictions.yScore) },
		solution: multiclassSolution(classes, labels.length),
	};
}

/** The metric's input of all rows. */
export function inputOf(
	{ predictions, solution, labels }: Case,
	task: Task,
	changes: Partial<TaskSpec> = {},
): MetricInput {
	const aligned = new Aligned(predictions, solution, spec({ task, labels, ...changes }));
	return splitInput(aligned, new Uint8Array(solution.ids.length).fill(1));
}

export const valueOf = (metric: MetricDefinition, task: Task, c: Case): number | null =>
	runMetric(metric, inputOf(c, task)).value;

function pick<T extends Float64Array | Uint8Array>(values: T, rows: readonly number[]): T {
	const Kind = values.constructor as new (values: number[]) => T;
	return new Kind(rows.map((row) => values[row]!));
}

/** The case with other rows: permuted, repeated or left out. */
export function withRows(c: Case, rows: readonly number[]): Case {
	const { predictions, solution } = c;
	return {
		labels: c.labels,
		predictions: {
			yScore: predictions.yScore.map((values) => pick(values, rows)),
			...(predictions.classes ? { classes: pick(predictions.classes, rows) } : {}),
		},
		solution: {
			...solution,
			ids: rows.map((_, i) => `id-${i}`),
			rowOf: new Map(rows.map((_, i) => [`id-${i}`, i])),
			usage: pick(solution.usage, rows),
			yTrue: solution.yTrue.map((values) => pick(values, rows)),
			...(solution.classes ? { classes: pick(solution.classes, rows) } : {}),
		},
	};
}

export const rowsOf = (c: Case): number[] => c.solution.ids.map((_, i) => i);
