/** Runs on a worker thread: files in, plain results out. */
import { readFile } from 'node:fs/promises';
import {
	compareFiles,
	decodeEvidence,
	encodeEvidence,
	intervalsOf,
	scoreWithEvidence,
	separate as separateEntries,
	shakeUp as shakeUpOf,
	type CompareResult,
	type Evidence,
	type IntervalsResult,
	type ScoreResult,
	type SeparateOptions,
	type Separation,
	type ShakeUp,
	type ShakeUpOptions,
	type TaskSpec,
} from '../index.ts';
import { sketch } from '../ranking/noise.ts';
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

export interface ShakeUpJob extends ShakeUpOptions {
	entries: readonly {
		publicScore: number;
		privateScore: number;
		publicPath: string | null;
		privatePath: string | null;
	}[];
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
/** Evidence of a large board is sketched as it is read, so that never all of it is in memory. */
const SKETCH_FROM = 2000;
const SKETCHED = 512;

async function readEvidence(path: string | null, isLarge: boolean, seed: number) {
	if (path === null) return null;
	const bytes = await bytesOf(path).catch(() => null);
	const evidence = bytes && decodeEvidence(bytes);
	return evidence && isLarge ? sketch(evidence, SKETCHED, seed) : evidence;
}

export async function shakeUp({ entries, ...options }: ShakeUpJob): Promise<ShakeUp> {
	const isLarge = entries.length > SKETCH_FROM;
	const read = [];
	for (const { publicPath, privatePath, ...scores } of entries) {
		const publicEvidence = await readEvidence(publicPath, isLarge, 1);
		const privateEvidence = await readEvidence(privatePath, isLarge, 2);
		read.push({ ...scores, publicEvidence, privateEvidence });
	}
	return shakeUpOf(read, options);
}
