import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createScorerPool, ScorerServiceError, type ScorerPool } from '#scorer/service/pool';
import type { TaskSpec } from '#scorer/types';

const SPEC: TaskSpec = {
	task: 'multilabel',
	id: 'image',
	labels: Array.from({ length: 14 }, (_, k) => `finding ${k}`),
	metric: 'mean_auroc',
	threshold: 0.5,
	missingLabels: 'error',
};
const ROWS = 120_000;

/** A fixed sequence that looks random (Park & Miller 1988). */
function* uniform(): Generator<number, never> {
	for (let state = 20_161; ;) {
		state = (state * 48_271) % 2_147_483_647;
		yield state / 2_147_483_647;
	}
}

describe('the scorer on worker threads', () => {
	let folder: string;
	let pool: ScorerPool;
	const path = (name: string) => join(folder, name);
	const job = (submission: string) => ({
		submissionPath: path(submission),
		solutionPath: path('solution.csv'),
		solutionHash: createHash('sha256').update('solution').digest('hex'),
		spec: SPEC,
		maxBytes: 100_000_000,
	});

	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'holdout-pool-'));
		const random = uniform();
		const next = () => random.next().value;
		const header = ['image', ...SPEC.labels].join(',');
		const solution = [`${header},Usage`];
		const submission = [header];
		for (let i = 0; i < ROWS; i++) {
			const truth = SPEC.labels.map(() => (next() < 0.1 ? 1 : 0));
			solution.push([i, ...truth, next() < 0.3 ? 'Public' : 'Private'].join(','));
			submission.push([i, ...truth.map((y) => ((y + next()) / 2).toString())].join(','));
		}
		writeFileSync(path('solution.csv'), solution.join('\n'));
		writeFileSync(path('good.csv'), submission.join('\n'));
		writeFileSync(path('bad.csv'), submission.slice(0, 10).join('\n'));
		pool = createScorerPool({ threads: 1 });
	});
	afterAll(async () => {
		await pool.close();
		rmSync(folder, { recursive: true, force: true });
	});

	let second: ScorerPool | undefined;
	afterEach(() => second?.close());

	it('keeps the event loop free while a file of 30 MB is scored', async () => {
		await pool.score(job('bad.csv'));
		const delay = monitorEventLoopDelay({ resolution: 5 });
		delay.enable();
		const result = await pool.score(job('good.csv'));
		delay.disable();
		expect(result.ok).toBe(true);
		// On this thread the longest pause would be the scoring itself; a busy machine slows both alike.
		expect(delay.max / 1e6).toBeLessThan(Math.max(150, result.durationMs / 4));
		expect(result.durationMs).toBeGreaterThan(100);
	}, 120_000);

	it('resolves with the problems of a bad file', async () => {
		const result = await pool.score(job('bad.csv'));
		expect(result.ok).toBe(false);
		expect(!result.ok && result.problems[0]?.code).toBe('missing_id');
	});

	it('rejects with a safe message when a file is gone, and goes on', async () => {
		const failed = await pool.score(job('gone.csv')).catch((error: unknown) => error);
		expect(failed).toBeInstanceOf(ScorerServiceError);
		expect(failed).toMatchObject({ code: 'worker_failed' });
		expect((failed as Error).message).not.toContain(folder);
		expect((await pool.score(job('bad.csv'))).ok).toBe(false);
	});

	it('stops a job that takes too long, and goes on', async () => {
		second = createScorerPool({ threads: 1, timeoutMs: 50 });
		await expect(second.score(job('good.csv'))).rejects.toMatchObject({ code: 'timeout' });
		await expect(second.score(job('good.csv'))).rejects.toMatchObject({ code: 'timeout' });
	});

	it('survives a thread that runs out of memory', async () => {
		second = createScorerPool({ threads: 1, maxHeapMb: 48 });
		await expect(second.score(job('good.csv'))).rejects.toMatchObject({ code: 'worker_failed' });
		const again = await second.score(job('gone.csv')).catch((error: unknown) => error);
		expect(again).toMatchObject({ code: 'worker_failed' });
	});

	it('rejects what comes after it was closed', async () => {
		const closed = createScorerPool({ threads: 1 });
		await closed.close();
		await expect(closed.score(job('bad.csv'))).rejects.toMatchObject({ code: 'closed' });
	});
});
