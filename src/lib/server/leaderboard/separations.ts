/**
 * Which participants of a board a paired test tells apart. The tests of a large board take longer
 * than a reader should wait, so they run on a scorer thread and are kept until the board differs.
 */
import type { ScorerPool } from '#scorer/service/pool';
import type { Separation } from '#scorer/index';
import type { Services } from '../services.ts';
import type { BoardEntry } from './place.ts';

export type Separated = Separation;

/** Family-wise error of one entry's comparisons. */
export const LEVEL = 0.05;
/** Ranges of ranks are found for so many from the top. */
export const RANGES_FOR = 200;
/** How long an answer waits for tests that are still running. */
const PATIENCE_MS = 150;
/** Tests that failed are tried again, but not for every reader. */
const RETRY_AFTER_MS = 60_000;
const UNTESTED: Separation = { tiedWithFirst: null, rankRange: null };

export interface Separations {
	/**
	 * One result per participant, in their order; null while the tests of this board still run, and
	 * where they failed.
	 * @param key of the board, such as competition and split
	 */
	of(
		key: string,
		participants: readonly BoardEntry[],
		higherIsBetter: boolean,
	): Promise<Separated[] | null>;
}

interface Run {
	participants: readonly BoardEntry[];
	ended: boolean;
	done: Promise<Separated[] | null>;
}

const nothing = (ms: number) =>
	new Promise<null>((resolve) => setTimeout(() => resolve(null), ms).unref());

/** Boards with the same counting submissions in the same order have the same tests. */
const isSame = (a: readonly BoardEntry[], b: readonly BoardEntry[]): boolean =>
	a === b ||
	(a.length === b.length &&
		a.every(({ evidence, score }, i) => evidence === b[i]!.evidence && score === b[i]!.score));

/** At most one run a board at a time: a board that changes often does not pile up work. */
export function createSeparations({
	files,
	pool,
	log,
}: Pick<Services, 'files' | 'log'> & { pool: Pick<ScorerPool, 'separate'> }): Separations {
	const latest = new Map<string, Run>();

	function test(entries: readonly BoardEntry[], higherIsBetter: boolean): Promise<Separated[]> {
		const kept = entries.flatMap(({ evidence }) => evidence ?? []);
		// Nothing to test with, as with evaluations of earlier versions: no thread is started for that.
		if (!kept.length) return Promise.resolve(entries.map(() => UNTESTED));
		return files.withPaths(kept, (paths) => {
			let next = 0;
			return pool.separate({
				entries: entries.map(({ score, evidence }) => ({
					score,
					evidencePath: evidence === null ? null : paths[next++]!,
				})),
				...{ higherIsBetter, level: LEVEL, rangesFor: RANGES_FOR },
			});
		});
	}

	function start(key: string, participants: readonly BoardEntry[], higherIsBetter: boolean): Run {
		const done = test(participants, higherIsBetter).catch((error) => {
			log.warn({ board: key, reason: String(error) }, 'a board could not be tested');
			return null;
		});
		const run: Run = { participants, ended: false, done };
		latest.set(key, run);
		void done.then((result) => {
			run.ended = true;
			const forget = () => void (latest.get(key) === run && latest.delete(key));
			if (result === null) setTimeout(forget, RETRY_AFTER_MS).unref();
		});
		return run;
	}

	return {
		async of(key, participants, higherIsBetter) {
			const enough = nothing(PATIENCE_MS);
			const earlier = latest.get(key);
			// The tests of an earlier board end first; the next reader after them starts the new ones.
			if (earlier && !isSame(earlier.participants, participants)) {
				await Promise.race([earlier.done, enough]);
			}
			const run = latest.get(key);
			if (run && isSame(run.participants, participants)) return Promise.race([run.done, enough]);
			if (run && !run.ended) return null;
			return Promise.race([start(key, participants, higherIsBetter).done, enough]);
		},
	};
}
