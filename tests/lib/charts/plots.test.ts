import { describe, expect, it } from 'vitest';
import { axisOver } from '#lib/charts/axis';
import { forestSvg, matrixSvg } from '#lib/charts/forest-svg';
import { decimalsOf, makeFrame, upTo } from '#lib/charts/frame';
import { medianBin, outline, peakBefore } from '#lib/charts/histogram';
import { namePrCurves, precisionAt } from '#lib/charts/pr';
import * as tables from '#lib/charts/tables';
import { slugOf, toCsv } from '#lib/format/csv';

describe('the frame of a plot', () => {
	it('puts the ends of its domains at the ends of its axes, upwards and to the right', () => {
		const { x, y, width, height, xTicks } = makeFrame({ x: [0, 2], y: [-1, 1] });
		expect(x(0)).toBeGreaterThan(30);
		expect(x(2)).toBeLessThan(width);
		expect(x(1)).toBeCloseTo((x(0) + x(2)) / 2);
		expect(y(-1)).toBeLessThan(height);
		expect(y(1)).toBeLessThan(y(-1));
		expect(xTicks).toContain(1);
	});

	it('makes room for as many digits as its ticks have', () => {
		expect(makeFrame({ y: [0, 0.0025] }).x(0)).toBeGreaterThan(makeFrame().x(0) + 15);
		expect(decimalsOf([0, 0.25, 0.5])).toBe(2);
		expect(decimalsOf([0, 1])).toBe(0);
	});

	it('ends at a round number above every value, and never above its limit', () => {
		expect(upTo([0.013, 0.04])).toEqual([0, 0.04]);
		expect(upTo([0.97, NaN], 1)).toEqual([0, 1]);
		expect(upTo([0])).toEqual([0, 1]);
	});
});

describe('a precision-recall curve', () => {
	const curve = { recall: [0, 0.5, 1], precision: [1, 0.6, 0.2] };

	it('is read straight between its points', () => {
		expect(precisionAt(curve, 0)).toBe(1);
		expect(precisionAt(curve, 0.25)).toBeCloseTo(0.8);
		expect(precisionAt(curve, 0.75)).toBeCloseTo(0.4);
		expect(precisionAt({ recall: [0], precision: [0.3] }, 0.5)).toBe(0.3);
	});

	it('names lie above low curves and below high ones, in stairs without crossings', () => {
		const low = namePrCurves([
			{ curve, area: 0.2 },
			{ curve, area: 0.3 },
		]);
		// The better curve is named first: further left and higher.
		expect(low[1]!.anchor.x).toBeLessThan(low[0]!.anchor.x);
		expect(low[1]!.anchor.y).toBeGreaterThan(low[0]!.anchor.y);
		for (const { point, anchor } of low) {
			expect(anchor.x).toBe(point.x);
			expect(anchor.y).toBeGreaterThan(point.y);
			expect(point.y).toBeCloseTo(precisionAt(curve, point.x));
		}
		const [high] = namePrCurves([{ curve, area: 0.9 }]);
		expect(high!.anchor.y).toBeLessThan(high!.point.y);
	});
});

describe('a histogram', () => {
	it('holds shares of its class, closed on the axis', () => {
		const { points, total, peak } = outline([0, 0.5, 1], [3, 1]);
		expect({ total, peak }).toEqual({ total: 4, peak: 0.75 });
		expect(points).toEqual([
			[0, 0],
			[0, 0.75],
			[0.5, 0.75],
			[0.5, 0.25],
			[1, 0.25],
			[1, 0],
		]);
		expect(outline([0, 1], [0])).toMatchObject({ total: 0, peak: 0 });
	});

	it('has its middle in the bin where half of the rows are reached', () => {
		expect(medianBin([0, 0.5, 1], [1, 3])).toBe(0.75);
		expect(medianBin([0, 0.5, 1], [0, 0])).toBe(0);
		const bins = { edges: [0, 0.5, 1], positives: [1, 3], negatives: [2, 2] };
		expect(peakBefore(bins, 0.5)).toBe(0.5);
		expect(peakBefore(bins, 1)).toBe(0.75);
	});
});

describe('downloads', () => {
	const axis = axisOver([0.7, 0.9], [0, 1]);
	const row = { label: 'A & <B>', detail: '3 of 9', text: '0.80', value: 0.8, interval: null };

	it('a forest plot is an SVG by itself, with the texts escaped', () => {
		const svg = forestSvg({
			columns: ['Finding', 'Positive', 'AUROC'],
			axis,
			rows: [
				{ ...row, interval: [0.7, 0.9] },
				{ ...row, label: 'none', value: null },
			],
			lines: [{ name: 'Prevalence', value: 0.75 }],
			tick: String,
		});
		expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
		expect(svg).toContain('A &amp; &lt;B&gt;');
		expect(svg.match(/<circle/g)).toHaveLength(1);
		expect(svg).not.toMatch(/NaN|undefined|class=/);
	});

	it('a confusion matrix has every count once', () => {
		const write = { count: String, share: (share: number) => `${Math.round(share * 100)} %` };
		const svg = matrixSvg(
			['none', 'opacity'],
			[
				[226, 130],
				[0, 0],
			],
			write,
		);
		expect(svg).toContain('>226<');
		expect(svg).toContain('>63 %<');
		expect(svg).not.toContain('NaN');
	});

	it('tables have a header and all digits', () => {
		const bins = { edges: [0, 0.5, 1], positives: [1, 2], negatives: [3, 0] };
		expect(toCsv(tables.distributionTable('a,b', bins))).toBe(
			'label,from,to,positives,negatives\r\n"a,b",0,0.5,1,3\r\n"a,b",0.5,1,2,0\r\n',
		);
		const roc = [{ label: 'x', curve: { fpr: [0, 1], tpr: [0, 1] } }];
		expect(tables.rocTable(roc)).toEqual([
			['label', 'fpr', 'tpr'],
			['x', 0, 0],
			['x', 1, 1],
		]);
	});

	it('no cell is run as a formula, and names of files are plain', () => {
		expect(toCsv([['=1+1', -0.5, null]])).toBe('"\'=1+1",-0.5,\r\n');
		expect(slugOf('Équipe Müller / v2')).toBe('equipe-muller-v2');
		expect(slugOf('…')).toBe('file');
	});
});
