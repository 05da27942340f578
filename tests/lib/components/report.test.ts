import { describe, expect, it } from 'vitest';
import { layoutOf, rangeText } from '#lib/components/leaderboard/layout';
import { lacksIntervals, withIntervals } from '#lib/components/submission/intervals.svelte';
import { scoreSentence, tieText } from '#lib/components/submission/sentence';
import { metricInfo } from '#lib/api/metric-info';
import type { SplitReportJson } from '#lib/api/schemas/submissions';
import * as numbers from '#lib/format/numbers';
import type { Format } from '#lib/format/format.svelte';

const format = {
	count: (n: number) => numbers.count(n, 'en-GB'),
	score: (value: number, decimals: number) => numbers.fixed(value, decimals, 'en-GB'),
} as Format;

const report: SplitReportJson = {
	rows: 1117,
	groups: 345,
	score: 0.8221,
	interval: [0.815, 0.829],
	averagedOver: { defined: 13, total: 14, left_out: ['Hernia'] },
	metrics: {
		mean_auroc: { value: 0.8221, interval: [0.815, 0.829], method: 'delong_clustered' },
		macro_f1: { value: 0.4 },
		micro_f1: { value: null, reason: 'No decisions.' },
	},
	labels: {},
	label_intervals: { Edema: { auroc: [0.7, 0.8] } },
};

describe('the sentence above a report', () => {
	it('says over what, on what, how sure, and tied with whom', () => {
		const scored = { metric: metricInfo('mean_auroc'), task: 'multilabel' as const };
		expect(scoreSentence(scored, report, 'public', format, 'tied with ranks 2 to 4')).toBe(
			'Mean AUROC over 13 of 14 findings on 1,117 public rows of 345 patients, 95 % interval 0.8150 to 0.8290; tied with ranks 2 to 4.',
		);
	});

	it('names the ranks on both sides, and none where the tests leave one', () => {
		expect(tieText({ rank: 1, rank_range: [1, 4] })).toBe('tied with ranks 2 to 4');
		expect(tieText({ rank: 4, rank_range: [1, 4] })).toBe('tied with ranks 1 to 3');
		expect(tieText({ rank: 2, rank_range: [1, 4] })).toBe('tied with rank 1 and ranks 3 and 4');
		expect(tieText({ rank: 2, rank_range: [2, 2] })).toBe('');
		expect(tieText({ rank: 2, rank_range: null })).toBe('');
		expect(tieText(null)).toBe('');
	});
});

describe('intervals that come after the page', () => {
	const later = {
		metrics: {
			macro_f1: {
				value: 0.4,
				interval: [0.3, 0.5] as [number, number],
				method: 'bootstrap' as const,
			},
			mean_auroc: { value: 0.8221, interval: [0, 1] as [number, number] },
		},
		label_intervals: { Edema: { f1: [0.1, 0.2] as [number, number] } },
	};

	it('are asked for only where a defined figure lacks one', () => {
		expect(lacksIntervals(report)).toBe(true);
		expect(lacksIntervals(withIntervals(report, later))).toBe(false);
	});

	it('fill in what is absent and change nothing that was there', () => {
		const full = withIntervals(report, later);
		expect(full.metrics.macro_f1).toMatchObject({ interval: [0.3, 0.5], method: 'bootstrap' });
		expect(full.metrics.mean_auroc).toEqual(report.metrics.mean_auroc);
		expect(full.metrics.micro_f1!.interval).toBeUndefined();
		expect(full.label_intervals!.Edema).toEqual({ f1: [0.1, 0.2], auroc: [0.7, 0.8] });
		expect(withIntervals(report, undefined)).toBe(report);
	});
});

describe('the layout of a board', () => {
	const separation = {
		test: 'paired DeLong test',
		level: 0.05,
		ready: true,
		ranges_for: 200,
		tied_with_first: 1,
	};
	const base = { separation, ranking: 'metric' as const, columns: [] };

	it('keeps a place for ties while they are tested, and where there are any', () => {
		expect(layoutOf({ ...base, separation: null })).toMatchObject({ tests: false, tie: false });
		expect(layoutOf(base)).toMatchObject({ tests: true, tie: false });
		expect(layoutOf({ ...base, separation: { ...separation, ready: false } }).tie).toBe(true);
		expect(layoutOf({ ...base, separation: { ...separation, tied_with_first: 2 } }).tie).toBe(true);
	});

	it('has columns for a few further metrics, else a second line', () => {
		const columns = (n: number) => Array.from({ length: n }, () => metricInfo('macro_f1'));
		expect(layoutOf({ ...base, columns: columns(3) }).inline).toBe(true);
		expect(layoutOf({ ...base, columns: columns(4) }).inline).toBe(false);
		const meanRank = { ...base, ranking: 'mean_rank' as const };
		expect(layoutOf({ ...meanRank, columns: columns(2) }).inline).toBe(true);
		expect(layoutOf({ ...meanRank, columns: columns(3) }).inline).toBe(false);
	});

	it('writes a range only where it is wider than one rank', () => {
		expect(rangeText([1, 4])).toBe('1–4');
		expect(rangeText([2, 2])).toBe('');
		expect(rangeText(null)).toBe('');
	});
});
