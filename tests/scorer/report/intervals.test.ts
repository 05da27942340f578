import { describe, expect, it } from 'vitest';
import {
	intervalsOf,
	scorePredictions,
	scoreWithEvidence,
	USAGE,
	type Solution,
} from '#scorer/index';
import { sumOfSquares } from '#scorer/stats/influence';
import { wilson } from '#scorer/stats/proportions';
import { randomUnit } from '#scorer/stats/random';
import { drawTestSet } from '../../coverage/worlds.ts';
import { encode, scoresOf, solutionOf, spec } from '../support/cases.ts';

const LABELS = ['a', 'b'];
const WORLD = { rows: 400, prevalences: [0.2, 0.3], areas: [0.75, 0.85], shift: 1 };
const { solution: drawn, predictions } = drawTestSet(WORLD, randomUnit(6));
const ids = Array.from({ length: 400 }, (_, i) => `row-${i}`);
const solution: Solution = {
	...drawn,
	ids,
	rowOf: new Map(ids.map((id, i) => [id, i])),
	usage: drawn.usage.map((_, i) => (i % 4 === 0 ? USAGE.public : USAGE.private)),
};
const patients = { ...solution, groups: Int32Array.from(ids, (_, i) => Math.floor(i / 8)) };
const file = encode(
	['id,a,b', ...ids.map((id, i) => [id, ...predictions.yScore.map((s) => s[i])].join(','))].join(
		'\n',
	),
);
const task = spec({ id: 'id', labels: LABELS, metric: 'mean_auroc' });
const score = (changes = {}, of = solution, intervals: 'none' | 'main' | 'all' = 'main') =>
	scorePredictions(predictions, of, { ...task, ...changes }, { intervals });

describe('a report', () => {
	const { public: open, private: hidden } = score();

	it('has an interval of the score, and says how it was made', () => {
		expect(open.method).toBe('delong');
		expect(open.interval![0]).toBeLessThan(open.score!);
		expect(open.interval![1]).toBeGreaterThan(open.score!);
		expect(open.metrics.mean_auroc).toMatchObject({ interval: open.interval, method: 'delong' });
	});

	it('has narrower ones on more rows', () => {
		const width = ([lo, hi]: readonly [number, number]) => hi - lo;
		expect(width(hidden!.interval!)).toBeLessThan(width(open.interval!));
	});

	it('has intervals per finding, under the figures’ keys', () => {
		for (const label of LABELS) {
			const [lo, hi] = open.label_intervals![label]!.auroc!;
			expect(lo).toBeLessThan(open.labels[label]!.auroc!);
			expect(hi).toBeGreaterThan(open.labels[label]!.auroc!);
		}
	});

	it('takes the rows of a patient together, and counts patients', () => {
		const { public: grouped } = score({}, patients);
		expect(grouped).toMatchObject({ groups: 50, method: 'delong_clustered', score: open.score });
		expect(grouped.interval).not.toEqual(open.interval);
	});

	it('has Wilson intervals of proportions', () => {
		const { public: report } = score({ metric: 'exact_match' });
		expect(report.method).toBe('wilson');
		expect(report.interval).toEqual(wilson(report.score!, report.rows));
	});

	it('has a bootstrap for the ranking metric and the columns alone, until all are asked for', () => {
		const main = score({ columns: ['macro_f1'] }).public.metrics;
		expect(main.macro_f1!.method).toBe('bootstrap');
		expect(main.micro_f1).not.toHaveProperty('interval');
		const all = score({}, solution, 'all').public.metrics;
		for (const [id, { value, interval }] of Object.entries(all)) {
			if (value !== null) expect(interval, id).toHaveLength(2);
		}
	});

	it('gives the same intervals every time', () => {
		const metric = { metric: 'macro_f1' };
		expect(score(metric).public.interval).toEqual(score(metric).public.interval);
	});

	it('has none where no figure is, and none of what no spread is seen in', () => {
		const none = scorePredictions(
			scoresOf([[0.1, 0.9]]),
			solutionOf([[0, 0]]),
			spec({ labels: ['a'] }),
			{
				intervals: 'main',
			},
		).public;
		expect(none).toMatchObject({ score: null, interval: null });
		expect(none.method).toBeUndefined();
		const blind = { ...predictions, yScore: predictions.yScore.map((s) => s.map(() => 0)) };
		const { public: zero } = scorePredictions(
			blind,
			solution,
			{ ...task, metric: 'macro_f1' },
			{ intervals: 'main' },
		);
		expect(zero).toMatchObject({ score: 0, interval: null });
	});

	it('has one of a perfect order, and of a constant score', () => {
		const labels = [0, 0, 0, 0, 1, 1, 1];
		const binary = spec({ task: 'binary', labels: ['a'], metric: 'auroc' });
		const of = (scores: number[]) =>
			scorePredictions(scoresOf([scores]), solutionOf([labels]), binary, { intervals: 'main' })
				.public;
		const perfect = of(labels);
		expect(perfect.interval![0]).toBeGreaterThan(0.2);
		expect(perfect.interval![0]).toBeLessThan(0.8);
		expect(perfect.interval![1]).toBe(1);
		expect(of(labels.map(() => 0.5)).interval).toEqual([0.5, 0.5]);
	});
});

describe('evidence of a submission', () => {
	it('is kept per split, and its squares are the variance', () => {
		const { result, evidence } = scoreWithEvidence(file, solution, task);
		if (!result.ok) throw new Error('not ok');
		for (const split of ['public', 'private'] as const) {
			const of = evidence[split]!;
			expect(of).toMatchObject({ kind: 'influence', score: result.splits[split]!.score });
			expect(of.values).toHaveLength(result.splits[split]!.rows);
			expect(Math.sqrt(sumOfSquares(of.values))).toBeCloseTo(of.se, 6);
		}
	});

	it('is kept by patient where there are patients', () => {
		const { evidence } = scoreWithEvidence(file, patients, task);
		expect(evidence.private!.values).toHaveLength(50);
	});

	it('is of hits for shares of rows, and of replicates for a bootstrap', () => {
		const hits = scoreWithEvidence(file, solution, { ...task, metric: 'exact_match' }).evidence
			.public!;
		expect(hits.kind).toBe('hits');
		expect(new Set(hits.values)).toEqual(new Set([0, 1]));
		const f1 = scoreWithEvidence(file, solution, { ...task, metric: 'macro_f1' }).evidence.public!;
		expect(f1).toMatchObject({ kind: 'replicates', df: Infinity });
		expect(f1.values).toHaveLength(1000);
	});

	it('is none of a file that is not valid', () => {
		const { result, evidence } = scoreWithEvidence(encode('id,a\n'), solution, task);
		expect(result.ok).toBe(false);
		expect(evidence).toEqual({ public: null, private: null });
	});
});

describe('all intervals of a file', () => {
	it('are those of a report that has all', () => {
		const result = intervalsOf(file, patients, task);
		const expected = score({}, patients, 'all');
		if (!result.ok) throw new Error('not ok');
		expect(result.splits.private).toEqual({
			metrics: expected.private!.metrics,
			label_intervals: expected.private!.label_intervals,
		});
		expect(Object.keys(result.splits.public.label_intervals.a!)).toEqual(
			expect.arrayContaining(['auroc', 'f1', 'precision', 'recall']),
		);
	});
});
