import { describe, expect, it } from 'vitest';
import type { SplitReportJson } from '#lib/api/schemas/submissions';
import { figureKeys, findings, mainFigure, rowShares } from '#lib/charts/findings';

const report = {
	rows: 10,
	score: 0.7,
	interval: null,
	metrics: {},
	labels: {
		Edema: { n: 10, positives: 3, auroc: 0.7, auprc: 0.4 },
		Hernia: { n: 10, positives: 0, auroc: null, auprc: null },
		Mass: { n: 10, positives: 5, auroc: 0.9, auprc: 0.6 },
	},
} as unknown as SplitReportJson;

describe('findings of a report', () => {
	it('come best first, undefined ones last', () => {
		expect(findings(report, 'auroc', []).map(({ label }) => label)).toEqual([
			'Mass',
			'Edema',
			'Hernia',
		]);
	});

	it('carry the references that have a value for them', () => {
		const [mass, edema] = findings(report, 'auroc', [
			{ name: 'leader', figure: 'auroc', labels: { Mass: 0.95, Edema: null } },
			{ name: 'other figure', figure: 'f1', labels: { Mass: 0.1 } },
		]);
		expect(mass?.marks).toEqual([{ name: 'leader', value: 0.95 }]);
		expect(edema?.marks).toEqual([]);
	});

	it('show the figure that tells most', () => {
		expect(figureKeys(report)).toEqual(['auroc', 'auprc']);
		expect(mainFigure(report)).toBe('auroc');
		expect(mainFigure({ ...report, labels: {} })).toBeNull();
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
