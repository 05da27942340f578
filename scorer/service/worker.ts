/** Runs on a worker thread: files in, plain results out. */
import { readFile } from 'node:fs/promises';
import {
	compareFiles,
	encodeEvidence,
	intervalsOf,
	scoreWithEvidence,
	separate as separateEntries,
	type CompareResult,
	type Evidence,
	type IntervalsResult,
	type ScoreResult,
	type SeparateOptions,
	type Separation,
	type TaskSpec,
} from '../index.ts';
import { EvidenceFiles } from './evidence-files.ts';
import { loadSolution } from './solution-cache.ts';

/** What a job measures against. */
export interface SolutionJob {
	solutionPath: string;
	/** Of the solution's bytes; parsed solutions are kept by it. */
	solutionHash: string;
	spec: TaskSpec;
	/** Most bytes that a compressed submission may unpack to. */
	maxBytes: number;
}

export interface ScoreJob extends SolutionJob {
	submissionPath: string;
}

export interface CompareJob extends SolutionJob {
	submissionPathA: string;
	submissionPathB: string;
}

export interface SeparateJob extends SeparateOptions {
	/** Best first. */
	entries: readonly { score: number; evidencePath: string | null }[];
}

/** How long the thread was busy with a job, in ms. */
type Timed<T> = T & { durationMs: number };

/** The result, and the evidence of each split, encoded; null where there is none. */
export type ScoredJob = Timed<ScoreResult> & {
	evidence: { public: Uint8Array | null; private: Uint8Array | null };
};
export type IntervalsJob = ScoreJob;
export type IntervalsDone = Timed<IntervalsResult>;
export type CompareDone = Timed<CompareResult>;

const bytesOf = async (path: string) => new Uint8Array(await readFile(path));
const solutionOf = (job: SolutionJob) => loadSolution(job.solutionPath, job.solutionHash, job.spec);
const limits = ({ maxBytes }: SolutionJob) => ({ maxBytes });
const encoded = (evidence: Evidence | null) => evidence && encodeEvidence(evidence);

async function timed<T extends object>(work: () => Promise<T>): Promise<Timed<T>> {
	const start = performance.now();
	const result = await work();
	return { ...result, durationMs: performance.now() - start };
}

export const score = (job: ScoreJob): Promise<ScoredJob> =>
	timed(async () => {
		const solution = await solutionOf(job);
		const bytes = await bytesOf(job.submissionPath);
		const { result, evidence } = scoreWithEvidence(bytes, solution, job.spec, limits(job));
		const { public: open, private: hidden } = evidence;
		return { ...result, evidence: { public: encoded(open), private: encoded(hidden) } };
	});

export const intervals = (job: IntervalsJob): Promise<IntervalsDone> =>
	timed(async () => {
		const solution = await solutionOf(job);
		return intervalsOf(await bytesOf(job.submissionPath), solution, job.spec, limits(job));
	});

export const compare = (job: CompareJob): Promise<CompareDone> =>
	timed(async () => {
		const solution = await solutionOf(job);
		const [a, b] = [await bytesOf(job.submissionPathA), await bytesOf(job.submissionPathB)];
		return compareFiles(a, b, solution, job.spec, limits(job));
	});

export async function separate({ entries, ...options }: SeparateJob): Promise<Separation[]> {
	const files = new EvidenceFiles();
	const opened = entries.map(({ score, evidencePath }) => ({
		score,
		evidence: evidencePath === null ? null : files.open(evidencePath),
	}));
	return separateEntries(opened, options);
}

export { pair, similarity } from './similarity-job.ts';
