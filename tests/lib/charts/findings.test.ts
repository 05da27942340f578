import { describe, expect, it } from 'vitest';
import { metricInfo } from '#lib/api/metric-info';
import {
	chartFigure,
	figureKeys,
	figuresOf,
	findings,
	mainFigure,
	rowShares,
} from '#lib/charts/findings';
import { metricsFor } from '#scorer/index';

const report = {
	labels: {
		Hernia: { n: 100, positives: 0, auroc: null, average_precision: null, f1: null },
		Edema: { n: 100, positives: 20, auroc: 0.8, average_precision: 0.4, f1: 0.5 },
		Mass: { n: 100, positives: 10, auroc: 0.9, average_precision: 0.3, f1: 0.2 },
	},
	label_intervals: { Mass: { auroc: [0.85, 0.94] as [number, number] } },
	label_reasons: { Hernia: { auroc: 'No positive rows.' } },
};
const metrics = metricsFor('multilabel').map(({ id }) => metricInfo(id));
const auroc = figuresOf(report, metrics).find(({ key }) => key === 'auroc')!;

describe('findings of a report', () => {
	it('come best first, undefined ones last, with interval and reason', () => {
		const rows = findings(report, auroc, []);
		expect(rows.map(({ label }) => label)).toEqual(['Mass', 'Edema', 'Hernia']);
		expect(rows[0]!.interval).toEqual([0.85, 0.94]);
		expect(rows[1]!.interval).toBeNull();
		expect(rows[2]).toMatchObject({ value: null, reason: 'No positive rows.' });
	});

	it('come lowest first where lower is better', () => {
		const rows = findings(report, { key: 'auroc', higherIsBetter: false }, []);
		expect(rows.map(({ label }) => label)).toEqual(['Edema', 'Mass', 'Hernia']);
	});

	it('carry the references that have a value for them', () => {
		const [mass, edema] = findings(report, auroc, [
			{ name: 'leader', figure: 'auroc', labels: { Mass: 0.95, Edema: null } },
			{ name: 'other figure', figure: 'f1', labels: { Mass: 0.1 } },
		]);
		expect(mass?.marks).toEqual([{ name: 'leader', value: 0.95 }]);
		expect(edema?.marks).toEqual([]);
	});
});

describe('figures per finding', () => {
	it('are named and described by the metrics of the task, each once', () => {
		expect(figureKeys(report)).toEqual(['auroc', 'average_precision', 'f1']);
		expect(figuresOf(report, metrics).map(({ key, name }) => [key, name])).toEqual([
			['auroc', 'AUROC'],
			['average_precision', 'AUPRC'],
			['f1', 'F1'],
		]);
	});

	it('every key of the registry has a name of its own, which is no mean’s', () => {
		for (const task of ['binary', 'multiclass', 'multilabel'] as const)
			for (const { id } of metricsFor(task)) {
				const { key, key_name } = metricInfo(id);
				if (key !== null) expect(key_name, id).not.toMatch(/macro|mean|weighted/i);
			}
	});

	it('the rows show the ranking metric’s, else the first that there is', () => {
		const byId = (id: string) => metrics.find((metric) => metric.id === id)!;
		expect(mainFigure(report, byId('macro_f1'), metrics)).toBe('f1');
		expect(mainFigure(report, byId('hamming_loss'), metrics)).toBe('auroc');
		expect(mainFigure({ labels: {} }, byId('macro_f1'), metrics)).toBeNull();
	});

	it('a chart is summed up by the figure of a metric that it explains', () => {
		expect(chartFigure('roc', report, metrics)?.key).toBe('auroc');
		expect(chartFigure('pr', report, metrics)?.key).toBe('average_precision');
		expect(
			chartFigure('roc', { labels: { a: { n: 1, positives: 1, f1: 1 } } }, metrics),
		).toBeNull();
	});
});

describe('shares of a confusion matrix', () => {
	it('are of the true class, and none where it has no rows', () => {
		const [first, second] = rowShares([
			[226, 130],
			[0, 0],
		]);
		expect(first).toEqual({ total: 356, shares: [226 / 356, 130 / 356] });
		expect(second).toEqual({ total: 0, shares: [null, null] });
	});
});
