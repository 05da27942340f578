/** Intervals, comparisons and tie groups on worker threads. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeEvidence, separate } from '#scorer/index';
import { createScorerPool, type ScorerPool } from '#scorer/service/pool';
import { randomUnit } from '#scorer/stats/random';
import { rival } from '../../coverage/levels.ts';
import { drawTestSet } from '../../coverage/worlds.ts';
import { spec } from '../support/cases.ts';

const WORLD = { rows: 300, prevalences: [0.3, 0.4], areas: [0.8, 0.8], shift: 1 };
const SPEC = spec({ id: 'id', labels: ['a', 'b'], metric: 'mean_auroc', columns: ['macro_f1'] });

describe('jobs of the pool', () => {
	let folder: string;
	let pool: ScorerPool;
	const path = (name: string) => join(folder, name);
	const against = () => ({
		solutionPath: path('solution.csv'),
		solutionHash: 'of the solution',
		spec: SPEC,
		maxBytes: 1e6,
	});
	const scored = (name: string) => pool.score({ ...against(), submissionPath: path(name) });

	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'holdout-jobs-'));
		pool = createScorerPool({ threads: 1 });
		const first = drawTestSet(WORLD, randomUnit(2));
		const second = rival(first, WORLD, randomUnit(3));
		const lines = (
			columns: readonly ArrayLike<number>[],
			more: (i: number) => string[] = () => [],
		) =>
			Array.from({ length: WORLD.rows }, (_, i) =>
				[`row-${i}`, ...columns.map((values) => values[i]), ...more(i)].join(','),
			);
		const usage = (i: number) => [i % 2 ? 'Public' : 'Private'];
		const truth = ['id,a,b,Usage', ...lines(first.solution.yTrue, usage)];
		writeFileSync(path('solution.csv'), truth.join('\n'));
		writeFileSync(path('a.csv'), ['id,a,b', ...lines(first.predictions.yScore)].join('\n'));
		writeFileSync(path('b.csv'), ['id,a,b', ...lines(second.predictions.yScore)].join('\n'));
		writeFileSync(path('bad.csv'), 'id,a,b\n');
	});
	afterAll(async () => {
		await pool.close();
		rmSync(folder, { recursive: true, force: true });
	});

	it('score, with the evidence of each split in bytes', async () => {
		const { evidence, ...result } = await scored('a.csv');
		if (!result.ok) throw new Error('not ok');
		const { public: open, private: hidden } = result.splits;
		expect(decodeEvidence(evidence.public!)!.score).toBe(open.score);
		expect(decodeEvidence(evidence.private!)!.score).toBe(hidden!.score);
		expect(open.interval).toHaveLength(2);
		const bad = await scored('bad.csv');
		expect(bad).toMatchObject({ ok: false, evidence: { public: null, private: null } });
	});

	it('give all intervals', async () => {
		const result = await pool.intervals({ ...against(), submissionPath: path('a.csv') });
		expect(result.ok && result.splits.private!.metrics.micro_f1!.interval).toHaveLength(2);
		expect(result.durationMs).toBeGreaterThan(0);
	});

	it('compare two files', async () => {
		const job = { ...against(), submissionPathA: path('a.csv'), submissionPathB: path('b.csv') };
		const result = await pool.compare(job);
		expect(result.ok && Object.keys(result.comparison.splits.public.metrics)).toEqual([
			'mean_auroc',
			'macro_f1',
		]);
		const bad = await pool.compare({ ...job, submissionPathB: path('bad.csv') });
		expect(bad).toMatchObject({ ok: false, side: 'b' });
	});

	it('separate a board from files of evidence; one that is gone or none counts as untested', async () => {
		const made = await Promise.all(['a.csv', 'b.csv'].map(scored));
		made.forEach(({ evidence }, i) => writeFileSync(path(`${i}.evidence`), evidence.public!));
		writeFileSync(path('cut.evidence'), made[0]!.evidence.public!.subarray(0, 100));
		const entries = made
			.map((result, i) => ({
				score: result.ok ? result.splits.public.score! : NaN,
				evidencePath: path(`${i}.evidence`),
				evidence: decodeEvidence(result.evidence.public!),
			}))
			.sort((a, b) => b.score - a.score);
		const options = { higherIsBetter: true };
		expect(await pool.separate({ entries, ...options })).toEqual(separate(entries, options));
		const gone = ['gone.evidence', 'solution.csv', 'cut.evidence'].map((name) => ({
			score: 0,
			evidencePath: path(name),
		}));
		const found = await pool.separate({
			entries: [...entries, ...gone, { score: 0, evidencePath: null }],
			...options,
		});
		expect(found.slice(2).map(({ tiedWithFirst }) => tiedWithFirst)).toEqual(Array(4).fill(null));
	});
});
