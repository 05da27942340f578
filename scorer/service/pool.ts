/** Scoring on worker threads, so that the event loop stays free. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { createGate } from './gate.ts';
import type { Separation } from '../ranking/separate.ts';
import type { IntegrityFindings, PairEvidence, PairJob, SimilarityJob } from './similarity-job.ts';
import type { ShakeUp } from '../ranking/shake-up.ts';
import type {
	CompareDone,
	CompareJob,
	IntervalsDone,
	IntervalsJob,
	ScoredJob,
	ScoreJob,
	SeparateJob,
	ShakeUpJob,
} from './worker.ts';

export type {
	CompareDone,
	CompareJob,
	IntervalsDone,
	IntervalsJob,
	ScoredJob,
	ScoreJob,
	SeparateJob,
	ShakeUpJob,
} from './worker.ts';

/** What the worker does, by name. */
interface Jobs {
	score: [ScoreJob, ScoredJob];
	intervals: [IntervalsJob, IntervalsDone];
	compare: [CompareJob, CompareDone];
	separate: [SeparateJob, Separation[]];
	similarity: [SimilarityJob, IntegrityFindings];
	pair: [PairJob, PairEvidence | null];
	shakeUp: [ShakeUpJob, ShakeUp];
}

/**
 * Bad input resolves with its problems; a job that crashed, ran out of memory or time rejects with a
 * ScorerServiceError.
 */
export interface ScorerPool {
	/** Scores a file; with its evidence, to be kept. */
	score(job: ScoreJob): Promise<ScoredJob>;
	/** Intervals of every figure of a file, those by bootstrap too. */
	intervals(job: IntervalsJob): Promise<IntervalsDone>;
	/** Compares two files on the same rows. */
	compare(job: CompareJob): Promise<CompareDone>;
	/**
	 * Tie groups and rank ranges of a board, from files of evidence; most of them are not read. An
	 * entry whose file is gone or is no evidence counts as one without.
	 */
	separate(job: SeparateJob): Promise<Separation[]>;
	/** Compares all participants' predictions; takes as long as it takes, see `timeoutMs`. */
	similarity(job: SimilarityJob): Promise<IntegrityFindings>;
	/** One finding of two submissions side by side. */
	pair(job: PairJob): Promise<PairEvidence | null>;
	/** How far a board moved at the close, from files of evidence. */
	shakeUp(job: ShakeUpJob): Promise<ShakeUp>;
	/** Waits for the jobs under way and ends the threads. */
	close(): Promise<void>;
	/** Ends the threads at once, and with them what they do. */
	end(): Promise<void>;
}

export interface ScorerPoolOptions {
	/** Default: one less than the machine has cores, at least one. */
	threads?: number;
	/** The built worker. Default: found beside this file. */
	workerFile?: string;
	/** Longest that one job may take, in ms. Default 2 minutes. */
	timeoutMs?: number;
	/** Heap of one thread, in MB. Default 1,024: enough for a CSV of 250 MB. */
	maxHeapMb?: number;
}

export type ScorerServiceCode = 'timeout' | 'worker_failed' | 'closed';

const MESSAGES: Record<ScorerServiceCode, string> = {
	timeout: 'Scoring took too long and was stopped.',
	worker_failed: 'Scoring failed inside the scorer.',
	closed: 'The scorer has been shut down.',
};

/** Our fault, not the file's. The message is safe to show; `cause` is for the log. */
export class ScorerServiceError extends Error {
	readonly code: ScorerServiceCode;

	constructor(code: ScorerServiceCode, cause?: unknown) {
		super(MESSAGES[code], { cause });
		this.name = 'ScorerServiceError';
		this.code = code;
	}
}

/** The worker to start: the one named, the source beside this file, or what the build made of it. */
function workerPath(workerFile?: string): string {
	if (workerFile) return workerFile;
	const here = dirname(fileURLToPath(import.meta.url));
	const found = [
		join(here, 'worker-from-source.js'),
		join(here, 'scorer-worker.js'),
		join(dirname(here), 'scorer-worker.js'),
	].find((path) => existsSync(path));
	if (!found) throw new Error('The scorer worker was not built: run `npm run build`.');
	return found;
}

/** Starts no thread before the first job; idle threads end after half a minute. */
export function createScorerPool(options: ScorerPoolOptions = {}): ScorerPool {
	const threads = options.threads ?? Math.max(1, availableParallelism() - 1);
	const timeoutMs = options.timeoutMs ?? 120_000;
	const pool = new Piscina({
		filename: workerPath(options.workerFile),
		// Not what this process was started with: loaders and flags of its own would be loaded again.
		execArgv: [],
		minThreads: 0,
		maxThreads: threads,
		idleTimeout: 30_000,
		resourceLimits: { maxOldGenerationSizeMb: options.maxHeapMb ?? 1024 },
	});
	// A thread that dies before it takes a job leaves the job waiting for ever: end what is waiting.
	const running = new Set<AbortController>();
	pool.on('error', (error) => running.forEach((controller) => controller.abort(error)));
	// The time limit of a job starts when a thread takes it, not while it waits for one.
	const gate = createGate(threads);
	let closed = false;

	async function run<N extends keyof Jobs>(name: N, job: Jobs[N][0]): Promise<Jobs[N][1]> {
		if (closed) throw new ScorerServiceError('closed');
		const controller = new AbortController();
		let timedOut = false;
		const timer = setTimeout(() => {
			timedOut = true;
			controller.abort();
		}, timeoutMs);
		running.add(controller);
		try {
			return (await pool.run(job, { name, signal: controller.signal })) as Jobs[N][1];
		} catch (error) {
			if (timedOut) throw new ScorerServiceError('timeout');
			throw new ScorerServiceError('worker_failed', controller.signal.reason ?? error);
		} finally {
			clearTimeout(timer);
			running.delete(controller);
		}
	}
	return {
		score: (job) => gate(() => run('score', job)),
		intervals: (job) => gate(() => run('intervals', job)),
		compare: (job) => gate(() => run('compare', job)),
		separate: (job) => gate(() => run('separate', job)),
		similarity: (job) => gate(() => run('similarity', job)),
		pair: (job) => gate(() => run('pair', job)),
		shakeUp: (job) => gate(() => run('shakeUp', job)),
		async close() {
			closed = true;
			await pool.close();
		},
		async end() {
			closed = true;
			await pool.destroy();
		},
	};
}
