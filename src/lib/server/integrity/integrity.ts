/**
 * Compares all participants' predictions, on threads of its own, so that scoring never waits for it.
 * A run is a row: its progress is a sign of life, and its result is kept.
 */
import type { Logger } from 'pino';
import { uuidv7 } from 'uuidv7';
import type { ScorerPool } from '#scorer/service/pool';
import type { IntegrityFindings, PairEvidence } from '#scorer/service/similarity-job';
import { findSolution } from '#db/queries/competitions';
import {
	changeRun,
	findRun,
	listCompared,
	listSeries,
	startRun,
	type Comparable,
} from '#db/queries/integrity';
import type { CompetitionRow } from '#db/schema/competitions';
import type { NewAuditEntry } from '#db/queries/audit';
import { specOf } from '../competitions/spec.ts';
import type { Services } from '../services.ts';

export interface Integrity {
	/** Begins a run, unless one is running, and resolves once its row is there. */
	start(competition: CompetitionRow, entry: NewAuditEntry): Promise<void>;
	/** One finding of two submissions; null where a file cannot be read any more. */
	pair(
		competition: CompetitionRow,
		files: { a: string; b: string; label: number },
	): Promise<PairEvidence | null>;
	/** Ends what runs; it shows as interrupted. */
	stop(): Promise<void>;
}

/** Pairs grow with the square of it. */
const MOST_COMPARED = 400;
const MOST_OF_A_TEAM = 60;
const BEAT_MS = 1000;
/** Without a sign of life for so long, a run was interrupted. */
export const SILENCE_MS = 60_000;

export const isAlive = (run: { state: string; beatAt: number }, now: number): boolean =>
	run.state === 'running' && now - run.beatAt < SILENCE_MS;

function byTeam(series: Comparable[]): Map<string, Comparable[]> {
	const teams = new Map<string, Comparable[]>();
	for (const one of series) teams.set(one.teamId, [...(teams.get(one.teamId) ?? []), one]);
	return teams;
}

type Needs = Pick<Services, 'db' | 'files' | 'config' | 'now'> & { log: Logger; pool: ScorerPool };

export function createIntegrity({ db, files, config, now, log, pool }: Needs): Integrity {
	let stopped = false;

	async function jobOf(competition: CompetitionRow) {
		const { sha256 } = await findSolution(db, competition);
		const job = {
			solutionHash: sha256,
			spec: specOf(competition),
			maxBytes: config.maxUploadBytes,
		};
		return { sha256, job };
	}

	async function compare(
		competition: CompetitionRow,
		id: string,
		compared: Comparable[],
	): Promise<IntegrityFindings> {
		const teams = byTeam(await listSeries(db, competition.id, MOST_OF_A_TEAM));
		const { sha256, job } = await jobOf(competition);
		const wanted = [...new Set([...compared, ...[...teams.values()].flat()].map((s) => s.sha256))];
		const progress = new SharedArrayBuffer(8);
		const steps = new Int32Array(progress);
		const beat = setInterval(() => {
			const values = { done: Atomics.load(steps, 0), of: steps[1]!, beatAt: now() };
			changeRun(db, id, values).catch((error) => log.warn({ error: String(error) }, 'no beat'));
		}, BEAT_MS);
		try {
			return await files.withPaths([sha256, ...wanted], ([solutionPath, ...paths]) => {
				const pathOf = new Map(wanted.map((sha, i) => [sha, paths[i]!]));
				return pool.similarity({
					...job,
					solutionPath: solutionPath!,
					progress,
					entries: compared.map((one) => ({ path: pathOf.get(one.sha256)!, owner: one.teamId })),
					teams: [...teams].map(([owner, series]) => ({
						owner,
						paths: series.map((one) => pathOf.get(one.sha256)!),
					})),
				});
			});
		} finally {
			clearInterval(beat);
		}
	}

	/** Patterns name submissions of the team's series: they are kept by id. */
	async function named(competition: CompetitionRow, { probing, ...rest }: IntegrityFindings) {
		const teams = byTeam(await listSeries(db, competition.id, MOST_OF_A_TEAM));
		return {
			...rest,
			probing: probing.map(({ submissions, ...pattern }) => ({
				...pattern,
				ids: submissions.flatMap((i) => teams.get(pattern.owner)?.[i]?.id ?? []),
			})),
		};
	}

	return {
		async start(competition, entry) {
			const last = await findRun(db, competition.id);
			if (last && isAlive(last, now())) return;
			const compared = await listCompared(db, competition.id, MOST_COMPARED);
			const id = uuidv7();
			const submissions = compared.map((one) => one.id);
			await startRun(db, { id, submissions, userName: entry.actor?.name ?? 'server' }, entry);
			void compare(competition, id, compared)
				.then((found) => named(competition, found))
				.then((findings) => changeRun(db, id, { state: 'done', findings, finishedAt: now() }))
				.catch((error) => {
					// The row stays without a sign of life, and shows as interrupted.
					if (stopped) return;
					log.error({ error: String(error?.cause ?? error) }, 'a comparison failed');
					return changeRun(db, id, { state: 'failed', failure: String(error), finishedAt: now() });
				})
				.catch(() => undefined);
		},
		async pair(competition, { a, b, label }) {
			const { sha256, job } = await jobOf(competition);
			return files.withPaths([sha256, a, b], ([solutionPath, pathA, pathB]) =>
				pool.pair({
					...{ ...job, label },
					...{ solutionPath: solutionPath!, pathA: pathA!, pathB: pathB! },
				}),
			);
		},
		stop() {
			stopped = true;
			return pool.end();
		},
	};
}
