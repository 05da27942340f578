import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	getMetric,
	metrics,
	MISSING,
	scorePredictions,
	type MetricDefinition,
	type Predictions,
	type Solution,
	type Task,
} from '#scorer/index';
import { argmax } from '#scorer/submission/classes';
import { multiclassSolution, scoresOf, solutionOf, spec } from '../support/cases.ts';

const FOLDER = join(import.meta.dirname, '../../../scorer/metrics');
const metricFiles = readdirSync(FOLDER).filter((file) =>
	readFileSync(join(FOLDER, file), 'utf8').includes('export default defineMetric('),
);

describe('the registry', () => {
	it.each(metricFiles)('%s is registered under its own name', async (file) => {
		const { default: metric } = (await import(join(FOLDER, file))) as { default: MetricDefinition };
		expect(file).toBe(`${metric.id.replaceAll('_', '-')}.ts`);
		expect(getMetric(metric.id)).toBe(metric);
	});

	it('holds nothing else, and no id twice', () => {
		expect(metrics).toHaveLength(metricFiles.length);
		expect(new Set(metrics.map(({ id }) => id)).size).toBe(metrics.length);
	});

	it('no file outside scorer/metrics names a metric id in code that decides', () => {
		const folders = [
			'csv',
			'archive',
			'submission',
			'solution',
			'stats',
			'report',
			'ranking',
			'service',
		];
		const ids = metrics.map(({ id }) => id).filter((id) => id.includes('_') || id === 'accuracy');
		for (const folder of folders) {
			const path = join(FOLDER, '..', folder);
			for (const file of readdirSync(path)) {
				const code = readFileSync(join(path, file), 'utf8');
				for (const id of ids) expect(code, `${folder}/${file}`).not.toContain(`'${id}'`);
			}
		}
	});

	it.each(metrics.map((metric) => [metric.id, metric] as const))(
		'%s is fully described',
		(_, metric) => {
			expect(metric.description.length).toBeGreaterThan(20);
			expect(metric.range[0]).toBeLessThan(metric.range[1]);
			expect(metric.task.length).toBeGreaterThan(0);
		},
	);
});

interface Case {
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

function arbitraryCase(task: Task): fc.Arbitrary<Case> {
	const labels = task === 'binary' ? ['a'] : ['a', 'b', 'c'];
	return fc.integer({ min: 1, max: 60 }).chain((n) => {
		const scores = fc.tuple(...labels.map(() => column(unit, n)));
		if (task === 'multiclass') {
			return fc
				.tuple(scores, column(fc.constantFrom(0, 1, 2, MISSING), n))
				.map(([yScore, classes]) => {
					const predictions = scoresOf(yScore);
					return {
						labels,
						predictions: { ...predictions, classes: argmax(predictions.yScore) },
						solution: multiclassSolution(classes, 3),
					};
				});
		}
		const truth = fc.tuple(...labels.map(() => column(fc.constantFrom(0, 0, 1, 1, MISSING), n)));
		return fc.tuple(scores, truth).map(([yScore, yTrue]) => ({
			labels,
			predictions: scoresOf(yScore),
			solution: solutionOf(yTrue),
		}));
	});
}

function valueOf(metric: MetricDefinition, task: Task, { predictions, solution, labels }: Case) {
	const { public: report } = scorePredictions(
		predictions,
		solution,
		spec({ task, labels, metric: metric.id }),
	);
	return report.score;
}

const permute = <T extends Float64Array | Uint8Array>(values: T, order: number[]): T =>
	values.map((_, i) => values[order[i]!]!) as T;

/** A strictly increasing transform that is exact: the cube of the place among the distinct values. */
function transform(values: Float64Array): Float64Array {
	const distinct = [...new Set(values)].sort((x, y) => x - y);
	const place = new Map(distinct.map((value, i) => [value, (i - 7) ** 3]));
	return values.map((value) => place.get(value)!);
}

const pairs = metrics.flatMap((metric) =>
	metric.task.map((task) => [metric.id, task, metric] as const),
);

describe.each(pairs)('%s on a %s task', (_, task, metric) => {
	it('lies in its range, or is undefined and says why', () => {
		fc.assert(
			fc.property(arbitraryCase(task), (c) => {
				const { public: report } = scorePredictions(
					c.predictions,
					c.solution,
					spec({ task, labels: c.labels, metric: metric.id }),
				);
				if (report.score === null) return report.reason !== undefined && report.reason.length > 0;
				return report.score >= metric.range[0] && report.score <= metric.range[1];
			}),
		);
	});

	it('does not depend on the order of the rows', () => {
		const withOrder = arbitraryCase(task).chain((c) => {
			const n = c.solution.ids.length;
			const rows = Array.from({ length: n }, (_, i) => i);
			return fc.tuple(fc.constant(c), fc.shuffledSubarray(rows, { minLength: n, maxLength: n }));
		});
		fc.assert(
			fc.property(withOrder, ([c, order]) => {
				const { predictions, solution } = c;
				const permuted = {
					labels: c.labels,
					predictions: {
						yScore: predictions.yScore.map((values) => permute(values, order)),
						...(predictions.classes ? { classes: permute(predictions.classes, order) } : {}),
					},
					solution: {
						...solution,
						yTrue: solution.yTrue.map((values) => permute(values, order)),
						...(solution.classes ? { classes: permute(solution.classes, order) } : {}),
					},
				};
				expect(valueOf(metric, task, permuted)).toBe(valueOf(metric, task, c));
			}),
		);
	});

	if (metric.rankBased)
		it('does not change under a strictly increasing transform', () => {
			fc.assert(
				fc.property(arbitraryCase(task), (c) => {
					const yScore = c.predictions.yScore.map(transform);
					const transformed = { ...c, predictions: { ...c.predictions, yScore } };
					expect(valueOf(metric, task, transformed)).toBe(valueOf(metric, task, c));
				}),
			);
		});

	if (metric.charts.includes('roc'))
		it('gives ties half credit', () => {
			const labels = task === 'binary' ? ['a'] : ['a', 'b', 'c'];
			const constant = {
				labels,
				predictions: scoresOf(labels.map(() => [0.5, 0.5, 0.5, 0.5, 0.5])),
				solution: solutionOf(labels.map(() => [1, 0, 0, 1, 0])),
			};
			expect(valueOf(metric, task, constant)).toBe(0.5);
		});

	it('is best for the truth itself', () => {
		const labels = task === 'binary' ? ['a'] : ['a', 'b', 'c'];
		const classes = [0, 1, 2, 1, 0];
		const yTrue = labels.map((_, k) => classes.map((value) => (value === k ? 1 : 0)));
		const predictions = scoresOf(yTrue);
		const perfect = {
			labels,
			predictions: { ...predictions, classes: Uint8Array.from(classes) },
			solution: { ...solutionOf(yTrue), classes: Uint8Array.from(classes) },
		};
		const best = metric.higherIsBetter ? metric.range[1] : metric.range[0];
		expect(valueOf(metric, task, perfect)).toBe(best);
	});
});
