import { describe, expect, it } from 'vitest';
import { compareFiles, compareSubmissions, scorePredictions, USAGE } from '#scorer/index';
import { pairedTest } from '#scorer/stats/paired';
import { randomUnit } from '#scorer/stats/random';
import { rival } from '../../coverage/levels.ts';
import { estimateOf } from '../../coverage/measure.ts';
import { drawTestSet } from '../../coverage/worlds.ts';
import { encode, spec } from '../support/cases.ts';

const LABELS = ['a', 'b', 'c'];
const WORLD = { rows: 600, prevalences: [0.1, 0.2, 0.3], areas: [0.7, 0.8, 0.9], shift: 1 };
const unit = randomUnit(9);
const first = drawTestSet(WORLD, unit);
const second = rival(first, WORLD, unit);
const task = spec({
	id: 'id',
	labels: LABELS,
	metric: 'mean_auroc',
	columns: ['macro_f1', 'exact_match'],
});
const compare = (changes = {}) =>
	compareSubmissions(first.predictions, second.predictions, first.solution, {
		...task,
		...changes,
	});

describe('a comparison of two submissions', () => {
	const { public: open } = compare().splits;
	const scores = [first, second].map(
		({ predictions }) => scorePredictions(predictions, first.solution, task).public,
	);

	it('has the figures of both reports and their difference, a − b', () => {
		expect(Object.keys(open.metrics)).toEqual(['mean_auroc', 'macro_f1', 'exact_match']);
		for (const [id, { a, b, difference }] of Object.entries(open.metrics)) {
			expect([a, b]).toEqual(scores.map(({ metrics }) => metrics[id]!.value));
			expect(difference).toBeCloseTo(a! - b!, 12);
		}
	});

	it('tests each metric by its kind', () => {
		const tests = Object.values(open.metrics).map(({ test }) => test);
		expect(tests).toEqual(['delong', 'paired_bootstrap', 'mcnemar']);
		for (const { difference, interval, p } of Object.values(open.metrics)) {
			expect(interval![0]).toBeLessThan(difference!);
			expect(interval![1]).toBeGreaterThan(difference!);
			expect(p).toBeGreaterThan(0);
		}
	});

	it('is the paired test of the two estimates', () => {
		const [x, y] = [first, second].map((set) => estimateOf(set, task));
		const test = pairedTest(
			{ ...x!.estimate!, score: x!.result.value! },
			{ ...y!.estimate!, score: y!.result.value! },
		)!;
		expect(open.metrics.mean_auroc).toMatchObject({ p: test.p, interval: test.interval });
	});

	it('goes finding by finding, corrected over the findings', () => {
		expect(open.figure).toBe('auroc');
		expect(Object.keys(open.labels!)).toEqual(LABELS);
		const ps = Object.values(open.labels!).map(({ p }) => p!);
		const least = Object.values(open.labels!)[ps.indexOf(Math.min(...ps))]!;
		expect(least.p_holm).toBeCloseTo(Math.min(1, 3 * least.p!), 12);
		expect(open.labels!.a).toMatchObject({ n: 600, positives: scores[0]!.labels.a!.positives });
	});

	it('has both ROC curves', () => {
		expect(open.roc!.a).toEqual(scores[0]!.roc);
		expect(open.roc!.b).toEqual(scores[1]!.roc);
	});

	it('turns its sign with its sides', () => {
		const back = compareSubmissions(second.predictions, first.predictions, first.solution, task);
		const [there, here] = [open.metrics.mean_auroc!, back.splits.public.metrics.mean_auroc!];
		expect(here.difference).toBe(-there.difference!);
		expect(here.p).toBe(there.p);
	});

	it('of the same predictions is 0 with p 1 throughout', () => {
		const same = compareSubmissions(first.predictions, first.predictions, first.solution, task);
		const { metrics, labels } = same.splits.public;
		for (const of of [...Object.values(metrics), ...Object.values(labels!)]) {
			expect(of).toMatchObject({ difference: 0, p: 1, interval: [0, 0] });
		}
	});

	it('compares groups of rows, not rows, where there are patients', () => {
		const groups = Int32Array.from({ length: 600 }, (_, i) => Math.floor(i / 4));
		const { splits } = compareSubmissions(
			first.predictions,
			second.predictions,
			{ ...first.solution, groups },
			{ ...task, columns: ['exact_match'] },
		);
		expect(splits.public.groups).toBe(150);
		expect(splits.public.metrics.exact_match!.test).toBe('paired_rows');
	});

	it('says why a finding cannot be compared', () => {
		const yTrue = [new Uint8Array(600), ...first.solution.yTrue.slice(1)];
		const { splits } = compareSubmissions(
			first.predictions,
			second.predictions,
			{ ...first.solution, yTrue },
			task,
		);
		expect(splits.public.labels!.a).toMatchObject({ a: null, difference: null, p: null });
		expect(splits.public.labels!.a!.reason).toContain('rows with and without');
	});

	it('keeps splits apart', () => {
		const usage = first.solution.usage.map((_, i) => (i % 2 ? USAGE.public : USAGE.private));
		const { splits } = compareSubmissions(
			first.predictions,
			second.predictions,
			{ ...first.solution, usage },
			task,
		);
		expect([splits.public.rows, splits.private!.rows, splits.all!.rows]).toEqual([300, 300, 600]);
		expect(splits.all!.metrics.mean_auroc).toEqual(open.metrics.mean_auroc);
	});
});

describe('a comparison of files', () => {
	const small = spec({ task: 'binary', id: 'id', labels: ['ill'], metric: 'auroc' });
	const solution = {
		...first.solution,
		ids: ['x', 'y', 'z'],
		rowOf: new Map([
			['x', 0],
			['y', 1],
			['z', 2],
		]),
		usage: Uint8Array.of(1, 1, 1),
		yTrue: [Uint8Array.of(0, 1, 0)],
	};
	const good = encode('id,ill\nx,0.1\ny,0.9\nz,0.4\n');
	const bad = encode('id,ill\nx,0.1\n');

	it('reads both', () => {
		const result = compareFiles(good, good, solution, small);
		expect(result.ok && result.comparison.splits.public.metrics.auroc!.p).toBe(1);
	});

	it('says which of them is not valid, and why', () => {
		expect(compareFiles(bad, good, solution, small)).toMatchObject({ ok: false, side: 'a' });
		const result = compareFiles(good, bad, solution, small);
		expect(result).toMatchObject({ ok: false, side: 'b' });
		expect(!result.ok && result.problems[0]!.code).toBe('missing_id');
	});
});
