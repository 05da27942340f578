/**
 * What is computed from submissions' files when a reader asks for it: comparisons of two, and the
 * intervals that scoring leaves out. One at a time, so that scoring never waits for many of them;
 * results are kept in memory by the evaluations that they are of, which never change.
 */
import { createGate } from '#scorer/service/gate';
import type { Comparison, SplitIntervals, Split } from '#scorer/index';
import type { IntervalsJob, ScorerPool } from '#scorer/service/pool';
import { findSolution } from '#db/queries/competitions';
import type { SubmissionView } from '#db/queries/submissions';
import { specOf } from './competitions/spec.ts';
import { ApiError } from './errors.ts';
import type { Services } from './services.ts';

export type IntervalsBySplit = Partial<Record<Split, SplitIntervals>>;

export interface Analyses {
	/** All splits: callers leave out what the reader may not see. Both are scored, of one competition. */
	compare(a: SubmissionView, b: SubmissionView): Promise<Comparison>;
	/** All splits, as above. */
	intervals(view: SubmissionView): Promise<IntervalsBySplit>;
}

type SolutionJob = Omit<IntervalsJob, 'submissionPath'>;

/** Comparisons carry curves: some 100 KB each. */
const MOST_KEPT = 200;
/** Readers who wait; more are told to come back. */
const MOST_WAITING = 50;

/** Keeps the results that were asked for last; those who ask at the same time share one run. */
function createKept<T>() {
	const kept = new Map<string, Promise<T>>();
	return (key: string, make: () => Promise<T>): Promise<T> => {
		const value = kept.get(key) ?? make();
		kept.delete(key);
		kept.set(key, value);
		value.catch(() => kept.get(key) === value && kept.delete(key));
		if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
		return value;
	};
}

/** The file was scored before, under another version of the solution or the scorer. */
const unreadable = () =>
	new ApiError('conflict', {
		detail: 'A file that was scored before cannot be read under the present solution.',
		remedy: 'Submit the file again.',
	});

export function createAnalyses({
	db,
	files,
	config,
	pool,
}: Pick<Services, 'db' | 'files' | 'config'> & {
	pool: Pick<ScorerPool, 'compare' | 'intervals'>;
}): Analyses {
	const gate = createGate(1);
	const comparisons = createKept<Comparison>();
	const intervals = createKept<IntervalsBySplit>();
	let waiting = 0;

	async function inTurn<T>(work: () => Promise<T>): Promise<T> {
		if (waiting >= MOST_WAITING) {
			throw new ApiError('rate_limited', {
				detail: 'Too many comparisons are being computed.',
				remedy: 'Try again in a minute.',
				headers: { 'retry-after': '60' },
			});
		}
		waiting++;
		try {
			return await gate(work);
		} finally {
			waiting--;
		}
	}

	/** Runs a job on the files of some submissions of one competition. */
	async function on<T>(
		views: SubmissionView[],
		run: (paths: string[], job: SolutionJob) => Promise<T>,
	): Promise<T> {
		const { competition } = views[0]!;
		const { sha256 } = await findSolution(db, competition);
		const wanted = [sha256, ...views.map(({ row }) => row.sha256)];
		return files.withPaths(wanted, ([solutionPath, ...paths]) =>
			inTurn(() =>
				run(paths, {
					solutionPath: solutionPath!,
					solutionHash: sha256,
					spec: specOf(competition),
					maxBytes: config.maxUploadBytes,
				}),
			),
		);
	}

	/** Evaluations never change; what they are measured against is named too. */
	const keyOf = (...views: SubmissionView[]) =>
		[views[0]!.competition.solutionVersion, ...views.map(({ row }) => row.evaluationId)].join(' ');

	return {
		compare: (a, b) =>
			comparisons(keyOf(a, b), () =>
				on([a, b], async ([submissionPathA, submissionPathB], job) => {
					const paths = {
						submissionPathA: submissionPathA!,
						submissionPathB: submissionPathB!,
					};
					const done = await pool.compare({ ...job, ...paths });
					if (!done.ok) throw unreadable();
					return done.comparison;
				}),
			),
		intervals: (view) =>
			intervals(keyOf(view), () =>
				on([view], async ([submissionPath], job) => {
					const done = await pool.intervals({ ...job, submissionPath: submissionPath! });
					if (!done.ok) throw unreadable();
					return done.splits;
				}),
			),
	};
}
