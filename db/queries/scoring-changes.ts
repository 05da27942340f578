/** Proposals to score a competition differently, and what is known of them. */
import { and, asc, desc, eq, gt, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Db } from '../client.server.ts';
import type { solutionVersions } from '../schema/competitions.ts';
import { rescorings, scoringChanges, type ScoringChangeRow } from '../schema/scoring-changes.ts';
import { CHANGED, withEntry, type NewAuditEntry } from './audit.ts';

export type NewChange = Omit<
	typeof scoringChanges.$inferInsert,
	'number' | 'state' | 'endedAt' | 'endedBy' | 'publishToken' | 'announcementId'
> & { id: string };

/** The next number of a competition's solution; versions of discarded changes are not used again. */
export async function nextSolutionVersion(db: Db, competitionId: string): Promise<number> {
	const [row] = await db.all<{ n: number }>(sql`
		SELECT max(version) + 1 AS n FROM solution_versions WHERE competition_id = ${competitionId}`);
	return row!.n;
}

const asJson = (value: unknown) => (value == null ? null : JSON.stringify(value));

/**
 * Opens a change, with its solution where it brings one.
 * @param revision of the competition's scoring that it was checked against
 * @returns its number; null where another one is open, or the scoring has changed meanwhile
 */
export async function openChange(
	db: Db,
	change: NewChange,
	solution: typeof solutionVersions.$inferInsert | null,
	revision: number,
	entry: NewAuditEntry,
): Promise<number | null> {
	const { competitionId } = change;
	const insert = db.all(sql`
		INSERT INTO scoring_changes (id, competition_id, number, state, reason, solution_version,
			solution_before, solution_change, before, after, notices, user_id, user_name, created_at)
		SELECT ${change.id}, ${competitionId}, coalesce((SELECT max(number) FROM scoring_changes
				WHERE competition_id = ${competitionId}), 0) + 1,
			'open', ${change.reason}, ${change.solutionVersion}, ${change.solutionBefore},
			${asJson(change.solutionChange)}, ${asJson(change.before)}, ${asJson(change.after)},
			${asJson(change.notices)}, ${change.userId ?? null}, ${change.userName}, ${change.createdAt}
		WHERE NOT EXISTS (SELECT 1 FROM scoring_changes
				WHERE competition_id = ${competitionId} AND state = 'open')
			AND (SELECT scoring_revision FROM competitions WHERE id = ${competitionId}) = ${revision}
		RETURNING number`);
	const opened = sql`EXISTS (SELECT 1 FROM scoring_changes WHERE id = ${change.id})`;
	const version = solution
		? [
				db.run(sql`
					INSERT INTO solution_versions (id, competition_id, version, sha256, format_sha256,
						rows_public, rows_private, rows_ignored, created_at)
					SELECT ${solution.id ?? uuidv7()}, ${competitionId}, ${solution.version},
						${solution.sha256}, ${solution.formatSha256}, ${solution.rowsPublic},
						${solution.rowsPrivate}, ${solution.rowsIgnored}, ${solution.createdAt}
					WHERE ${opened}`),
			]
		: [];
	const { results } = await withEntry(db, entry, [insert, ...version], opened);
	return (results[0] as { number: number }[])[0]?.number ?? null;
}

/** Newest first. */
export const listChanges = (db: Db, competitionId: string): Promise<ScoringChangeRow[]> =>
	db
		.select()
		.from(scoringChanges)
		.where(eq(scoringChanges.competitionId, competitionId))
		.orderBy(desc(scoringChanges.number));

export async function findChange(
	db: Db,
	competitionId: string,
	number: number,
): Promise<ScoringChangeRow | undefined> {
	const [row] = await db
		.select()
		.from(scoringChanges)
		.where(and(eq(scoringChanges.competitionId, competitionId), eq(scoringChanges.number, number)));
	return row;
}

export async function findChangeById(db: Db, id: string): Promise<ScoringChangeRow | undefined> {
	return (await db.select().from(scoringChanges).where(eq(scoringChanges.id, id)))[0];
}

/** The first change that was published after an instant (UTC ms): its `before` was in force then. */
export async function findChangeAfter(
	db: Db,
	competitionId: string,
	instant: number,
): Promise<ScoringChangeRow | undefined> {
	const [row] = await db
		.select()
		.from(scoringChanges)
		.where(
			and(
				eq(scoringChanges.competitionId, competitionId),
				eq(scoringChanges.state, 'published'),
				gt(scoringChanges.endedAt, instant),
			),
		)
		.orderBy(asc(scoringChanges.number))
		.limit(1);
	return row;
}

export interface ChangeProgress {
	/** Submissions that have a score now. */
	total: number;
	/** Of them, those that the change has scored or found invalid. */
	done: number;
	invalid: number;
	/** Our fault: they keep the change from being published. */
	failed: number;
}

export async function findProgress(
	db: Db,
	change: Pick<ScoringChangeRow, 'id' | 'competitionId'>,
): Promise<ChangeProgress> {
	const [row] = await db.all<ChangeProgress>(sql`
		SELECT count(*) AS total,
			count(*) FILTER (WHERE r.state IN ('scored', 'invalid')) AS done,
			count(*) FILTER (WHERE r.state = 'invalid') AS invalid,
			count(*) FILTER (WHERE r.state = 'failed') AS failed
		FROM submissions s
			LEFT JOIN rescorings r ON r.change_id = ${change.id} AND r.submission_id = s.id
		WHERE s.competition_id = ${change.competitionId} AND s.status = 'scored'`);
	return row!;
}

/** Submissions that the change cannot score, with the reasons, of each kind the first. */
export const listUnscored = (
	db: Db,
	changeId: string,
	state: 'invalid' | 'failed',
	limit: number,
): Promise<{ submissionId: string; team: string; problems: string | null }[]> =>
	db.all(sql`
		SELECT r.submission_id AS submissionId, t.name AS team, r.problems AS problems
		FROM rescorings r JOIN submissions s ON s.id = r.submission_id JOIN teams t ON t.id = s.team_id
		WHERE r.change_id = ${changeId} AND r.state = ${state}
		ORDER BY r.submission_id LIMIT ${limit}`);

/** @returns false if it is not open any more */
export async function discardChange(db: Db, id: string, entry: NewAuditEntry): Promise<boolean> {
	const discard = db
		.update(scoringChanges)
		.set({ state: 'discarded', endedAt: entry.at, endedBy: entry.actor?.name ?? 'server' })
		.where(and(eq(scoringChanges.id, id), eq(scoringChanges.state, 'open')));
	return (await withEntry(db, entry, [discard], CHANGED)).seq !== null;
}

/** Takes those that failed up again. */
export async function retryFailed(db: Db, changeId: string): Promise<void> {
	await db
		.delete(rescorings)
		.where(and(eq(rescorings.changeId, changeId), eq(rescorings.state, 'failed')));
}
