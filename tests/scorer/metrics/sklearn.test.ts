import { describe, expect, it } from 'vitest';
import { metricsFor, scorePredictions, type SplitReport } from '#scorer/index';
import { argmax } from '#scorer/submission/classes';
import fixtures from '../fixtures/metrics.json' with { type: 'json' };
import { multiclassSolution, scoresOf, solutionOf, spec } from '../support/cases.ts';

/** To 1e-12, and null only where the other is null. */
function expectFigure(actual: number | null | undefined, expected: number | null, what: string) {
	if (expected === null) expect(actual, what).toBeNull();
	else
		expect(Math.abs(actual! - expected), `${what}: ${actual} for ${expected}`).toBeLessThan(1e-12);
}

type ClassFigures = { precision: number | null; recall: number | null; f1: number | null };

function expectClasses(
	report: SplitReport,
	names: string[],
	classes: (ClassFigures & { support: number })[],
) {
	classes.forEach((expected, k) => {
		const actual = report.labels[names[k]!]!;
		expect(actual.positives, names[k]).toBe(expected.support);
		for (const key of ['precision', 'recall', 'f1'] as const) {
			expectFigure(actual[key], expected[key], `${key} of ${names[k]}`);
		}
	});
}

describe(`binary, against scikit-learn ${fixtures.sklearn}`, () => {
	it.each(fixtures.binary)('$name', ({ yTrue, yScore, threshold, expected }) => {
		const task = spec({
			task: 'binary',
			labels: ['ill'],
			negative: 'well',
			metric: 'auroc',
			threshold,
		});
		const { public: report } = scorePredictions(scoresOf([yScore]), solutionOf([yTrue]), task);
		expectFigure(report.score, expected.auroc, 'AUROC');
		expectFigure(report.metrics.accuracy!.value, expected.accuracy, 'accuracy');
		expect(report.confusion).toEqual({ labels: ['well', 'ill'], counts: expected.confusion });
		expectClasses(report, ['well', 'ill'], expected.classes);
		const [, positive] = expected.classes;
		expectFigure(report.metrics.f1!.value, positive!.f1, 'F1');
	});

	it('gives the same AUROCs as findings of one multi-label task', () => {
		const alike = fixtures.binary.filter(({ yTrue }) => yTrue.length === 200);
		const labels = alike.map(({ name }) => name);
		const { public: report } = scorePredictions(
			scoresOf(alike.map(({ yScore }) => yScore)),
			solutionOf(alike.map(({ yTrue }) => yTrue)),
			spec({ labels }),
		);
		for (const { name, expected } of alike) {
			expectFigure(report.labels[name]!.auroc, expected.auroc, name);
		}
		const mean = alike.reduce((sum, { expected }) => sum + expected.auroc!, 0) / alike.length;
		expectFigure(report.score, mean, 'mean');
	});
});

describe(`multi-class, against scikit-learn ${fixtures.sklearn}`, () => {
	it.each(fixtures.multiclass)('$name', ({ yTrue, yScore, expected }) => {
		const labels = yScore.map((_, k) => `class ${k}`);
		const task = spec({ task: 'multiclass', labels, metric: 'accuracy' });
		const scores = scoresOf(yScore);
		const { public: report } = scorePredictions(
			{ ...scores, classes: argmax(scores.yScore) },
			multiclassSolution(yTrue, labels.length),
			task,
		);
		expectFigure(report.score, expected.accuracy, 'accuracy');
		expect(report.confusion).toEqual({ labels, counts: expected.confusion });
		expectClasses(report, labels, expected.classes);
		for (const id of ['macro_precision', 'macro_recall', 'macro_f1'] as const) {
			expectFigure(report.metrics[id]!.value, expected[id], id);
		}
	});
});

it('every metric of a task is in its reports', () => {
	const { public: report } = scorePredictions(scoresOf([[0.1, 0.9]]), solutionOf([[0, 1]]), {
		...spec({ task: 'binary', labels: ['ill'], metric: 'accuracy' }),
	});
	expect(Object.keys(report.metrics)).toEqual(metricsFor('binary').map(({ id }) => id));
});
