/** What must hold of every metric, looped over the registry. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metrics, type MetricDefinition, type Task } from '#scorer/index';
import { runMetric } from '#scorer/metrics/run';
import { scoresOf, solutionOf } from '../support/cases.ts';
import {
	arbitraryCase,
	caseOf,
	inputOf,
	rowsOf,
	valueOf,
	withRows,
	type Case,
} from '../support/arbitrary.ts';

const pairs = metrics.flatMap((metric) =>
	metric.task.map((task) => [metric.id, task, metric] as const),
);

/** Equal but for the rounding of sums in another order. */
function expectSame(actual: number | null, expected: number | null) {
	if (actual === null || expected === null) expect(actual).toBe(expected);
	else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, expected));
}

/** A strictly increasing transform that is exact: the cube of the place among the distinct values. */
function transform(values: Float64Array): Float64Array {
	const distinct = [...new Set(values)].sort((x, y) => x - y);
	const place = new Map(distinct.map((value, i) => [value, (i - 7) ** 3]));
	return values.map((value) => place.get(value)!);
}

const labelsOf = (task: Task) => (task === 'binary' ? ['a'] : ['a', 'b', 'c']);

describe.each(pairs)('%s on a %s task', (_, task, metric) => {
	it('lies in its range, or is undefined and says why; so do its figures per label', () => {
		fc.assert(
			fc.property(arbitraryCase(task), (c) => {
				const { value, reason, labels, labelReasons } = runMetric(metric, inputOf(c, task));
				const [lo, hi] = metric.range;
				const check = (figure: number | null, why: string | undefined) => {
					if (figure === null) expect(why).toMatch(/\.$/);
					else expect(figure >= lo && figure <= hi, String(figure)).toBe(true);
				};
				check(value, reason);
				for (const [label, figure] of Object.entries(labels ?? {})) {
					check(figure, labelReasons?.[label]);
				}
			}),
		);
	});

	it('does not depend on the order of the rows', () => {
		const withOrder = arbitraryCase(task).chain((c) => {
			const rows = rowsOf(c);
			const all = { minLength: rows.length, maxLength: rows.length };
			return fc.tuple(fc.constant(c), fc.shuffledSubarray(rows, all));
		});
		fc.assert(
			fc.property(withOrder, ([c, order]) => {
				expect(valueOf(metric, task, withRows(c, order))).toBe(valueOf(metric, task, c));
			}),
		);
	});

	it('is the same when every row is there twice', () => {
		fc.assert(
			fc.property(arbitraryCase(task), (c) => {
				const twice = withRows(c, [...rowsOf(c), ...rowsOf(c)]);
				expectSame(valueOf(metric, task, twice), valueOf(metric, task, c));
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

	it('is best for the truth itself', () => {
		const classes = [0, 1, 2, 1, 0];
		const yTrue = labelsOf(task).map((_, k) => classes.map((value) => (value === k ? 1 : 0)));
		const perfect: Case = {
			labels: labelsOf(task),
			predictions: { ...scoresOf(yTrue), classes: Uint8Array.from(classes) },
			solution: { ...solutionOf(yTrue), classes: Uint8Array.from(classes) },
		};
		const best = metric.higherIsBetter ? metric.range[1] : metric.range[0];
		expect(valueOf(metric, task, perfect)).toBe(best);
	});
});

const areas = pairs.filter(([id]) => id.includes('auroc'));

describe.each(areas)('%s on a %s task', (_, task, metric) => {
	it('gives ties half credit', () => {
		const yScore = labelsOf(task).map(() => [0.5, 0.5, 0.5, 0.5, 0.5]);
		const constant =
			task === 'multiclass'
				? caseOf(labelsOf(task), yScore, [0, 1, 2, 1, 0])
				: {
						labels: labelsOf(task),
						predictions: scoresOf(yScore),
						solution: solutionOf(yScore.map(() => [1, 0, 0, 1, 0])),
					};
		expect(valueOf(metric, task, constant)).toBe(0.5);
	});

	it('turned round, is what was missing to 1', () => {
		fc.assert(
			fc.property(arbitraryCase(task, { score: exact }), (c) => {
				const yScore = c.predictions.yScore.map((scores) => scores.map((score) => 1 - score));
				const turned = valueOf(metric, task, { ...c, predictions: { ...c.predictions, yScore } });
				const value = valueOf(metric, task, c);
				expectSame(turned, value === null ? null : 1 - value);
			}),
		);
	});
});

/** 1 − score is exact, and no score is the threshold. */
const exact = fc.integer({ min: 0, max: 64 }).map((i) => (i === 32 ? 33 : i) / 64);

const metricOf = (id: string): MetricDefinition => metrics.find((metric) => metric.id === id)!;

/** Metric -> the metric that it becomes when positive and negative change places. */
const MIRROR: Record<string, string> = {
	accuracy: 'accuracy',
	balanced_accuracy: 'balanced_accuracy',
	auroc: 'auroc',
	mcc: 'mcc',
	cohen_kappa: 'cohen_kappa',
	log_loss: 'log_loss',
	brier: 'brier',
	recall: 'specificity',
	specificity: 'recall',
	sensitivity_at_specificity: 'specificity_at_sensitivity',
	specificity_at_sensitivity: 'sensitivity_at_specificity',
};

it.each(Object.entries(MIRROR))('binary %s of the swapped classes is %s', (id, mirror) => {
	fc.assert(
		fc.property(arbitraryCase('binary', { score: exact }), (c) => {
			const swapped: Case = {
				labels: c.labels,
				predictions: { yScore: [c.predictions.yScore[0]!.map((score) => 1 - score)] },
				solution: {
					...c.solution,
					yTrue: [c.solution.yTrue[0]!.map((y) => (y > 1 ? y : 1 - y))],
				},
			};
			const actual = valueOf(metricOf(mirror), 'binary', swapped);
			expectSame(actual, valueOf(metricOf(id), 'binary', c));
		}),
	);
});

/** Order of classes decides ties, so scores of a row are all different here. */
const distinct = fc.double({ min: 0, max: 1, noNaN: true });
/** Those for which classes have no order of their own. */
const ofClasses = pairs.filter(([id, task]) => task === 'multiclass' && id !== 'quadratic_kappa');

it.each(ofClasses)(
	'%s on a %s task does not depend on the order of the classes',
	(_, task, metric) => {
		fc.assert(
			fc.property(arbitraryCase('multiclass', { score: distinct }), (c) => {
				const { yScore } = c.predictions;
				fc.pre(rowsOf(c).every((i) => new Set(yScore.map((scores) => scores[i])).size === 3));
				const order = [2, 0, 1];
				const classes = c.solution.classes!.map((k) => (k > 2 ? k : order.indexOf(k)));
				const turned = caseOf(
					c.labels,
					order.map((k) => Array.from(yScore[k]!)),
					classes,
				);
				expectSame(valueOf(metric, task, turned), valueOf(metric, task, c));
			}),
		);
	},
);

const ofFindings = pairs.filter(([, task]) => task === 'multilabel');

it.each(ofFindings)(
	'%s on a %s task does not depend on the order of the findings',
	(_, task, metric) => {
		fc.assert(
			fc.property(arbitraryCase('multilabel'), (c) => {
				const turned = {
					labels: c.labels,
					predictions: { yScore: [2, 0, 1].map((k) => c.predictions.yScore[k]!) },
					solution: { ...c.solution, yTrue: [2, 0, 1].map((k) => c.solution.yTrue[k]!) },
				};
				expectSame(valueOf(metric, task, turned), valueOf(metric, task, c));
			}),
		);
	},
);

it('top-1 accuracy is the accuracy, ties and all', () => {
	fc.assert(
		fc.property(arbitraryCase('multiclass'), (c) => {
			const input = inputOf(c, 'multiclass', { parameters: { top_k: 1 } });
			const top = runMetric(metricOf('top_k_accuracy'), input).value;
			expect(top).toBe(runMetric(metricOf('accuracy'), input).value);
		}),
	);
});
