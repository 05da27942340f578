/** Runs on a worker thread: files in, a plain result out. */
import { readFile } from 'node:fs/promises';
import { scoreSubmission } from '../index.ts';
import type { ScoreResult, TaskSpec } from '../types.ts';
import { loadSolution } from './solution-cache.ts';

export interface ScoreJob {
	submissionPath: string;
	solutionPath: string;
	/** Of the solution's bytes; parsed solutions are kept by it. */
	solutionHash: string;
	spec: TaskSpec;
	/** Most bytes that a compressed submission may unpack to. */
	maxBytes: number;
}

/** The result, and how long the thread was busy with it, in ms. */
export type ScoredJob = ScoreResult & { durationMs: number };

export async function score(job: ScoreJob): Promise<ScoredJob> {
	const start = performance.now();
	const solution = await loadSolution(job.solutionPath, job.solutionHash, job.spec);
	const bytes = new Uint8Array(await readFile(job.submissionPath));
	const result = scoreSubmission(bytes, solution, job.spec, { maxBytes: job.maxBytes });
	return { ...result, durationMs: performance.now() - start };
}
