/** Runs of the comparison of all participants, and what people decided about its findings. */
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import {
	integrityMarks,
	integrityRuns,
	type IntegrityMarkRow,
	type IntegrityRunRow,
} from '../schema/integrity.ts';
import { CHANGED, withEntry, type NewAuditEntry } from './audit.ts';

export interface Comparable {
	id: string;
	teamId: string;
	sha256: string;
	createdAt: number;
}

/** What is compared: of every team its best public submission, its choices and its last one. */
export const listCompared = (db: Db, competitionId: string, most: number): Promise<Comparable[]> =>
	db.all(sql`
		WITH scored AS (
			SELECT s.*, row_number() OVER (PARTITION BY s.team_id ORDER BY s.created_at DESC, s.id DESC)
				AS from_last
			FROM submissions s JOIN teams t ON t.id = s.team_id
			WHERE s.competition_id = ${competitionId} AND s.status = 'scored'
				AND t.kind = 'participant')
		SELECT id, team_id AS teamId, sha256, created_at AS createdAt FROM scored s
		WHERE from_last = 1
			OR id IN (SELECT submission_id FROM final_selections f WHERE f.team_id = s.team_id)
			OR id IN (SELECT submission_id FROM standings b
				WHERE b.team_id = s.team_id AND b.superseded_at IS NULL)
		ORDER BY created_at, id LIMIT ${most}`);

/** All scored submissions of teams with several, by team, oldest first. */
export const listSeries = (db: Db, competitionId: string, most: number): Promise<Comparable[]> =>
	db.all(sql`
		SELECT id, teamId, sha256, createdAt FROM (
			SELECT s.id AS id, s.team_id AS teamId, s.sha256 AS sha256, s.created_at AS createdAt,
				row_number() OVER (PARTITION BY s.team_id ORDER BY s.created_at DESC, s.id DESC) AS n,
				count(*) OVER (PARTITION BY s.team_id) AS of
			FROM submissions s JOIN teams t ON t.id = s.team_id
			WHERE s.competition_id = ${competitionId} AND s.status = 'scored'
				AND t.kind = 'participant')
		WHERE of >= 3 AND n <= ${most} ORDER BY teamId, createdAt, id`);

export async function startRun(
	db: Db,
	run: Pick<IntegrityRunRow, 'id' | 'userName' | 'submissions'>,
	entry: NewAuditEntry,
): Promise<void> {
	const { competitionId, at } = entry;
	await withEntry(db, entry, [
		db.insert(integrityRuns).values({
			...run,
			...{ competitionId, state: 'running', done: 0, of: 0, startedAt: at, beatAt: at },
		}),
	]);
}

export async function changeRun(
	db: Db,
	id: string,
	values: Partial<
		Pick<
			IntegrityRunRow,
			'state' | 'done' | 'of' | 'beatAt' | 'finishedAt' | 'findings' | 'failure'
		>
	>,
): Promise<void> {
	await db.update(integrityRuns).set(values).where(eq(integrityRuns.id, id));
}

/** The newest one. */
export async function findRun(
	db: Db,
	competitionId: string,
	state?: IntegrityRunRow['state'],
): Promise<IntegrityRunRow | null> {
	const [row] = await db
		.select()
		.from(integrityRuns)
		.where(
			and(
				eq(integrityRuns.competitionId, competitionId),
				state === undefined ? undefined : eq(integrityRuns.state, state),
			),
		)
		.orderBy(desc(integrityRuns.startedAt), desc(integrityRuns.id))
		.limit(1);
	return row ?? null;
}

export const listMarks = (db: Db, competitionId: string): Promise<IntegrityMarkRow[]> =>
	db.select().from(integrityMarks).where(eq(integrityMarks.competitionId, competitionId));

export async function setMark(
	db: Db,
	mark: Pick<IntegrityMarkRow, 'key' | 'verdict' | 'note' | 'userName'>,
	entry: NewAuditEntry,
): Promise<void> {
	const { competitionId, at: markedAt } = entry;
	const { verdict, note, userName } = mark;
	await withEntry(db, entry, [
		db
			.insert(integrityMarks)
			.values({ ...mark, competitionId, markedAt })
			.onConflictDoUpdate({
				target: [integrityMarks.competitionId, integrityMarks.key],
				set: { verdict, note, userName, markedAt },
			}),
	]);
}

/** @returns false if there is none */
export async function removeMark(db: Db, key: string, entry: NewAuditEntry): Promise<boolean> {
	const remove = db.run(sql`
		DELETE FROM integrity_marks
		WHERE competition_id = ${entry.competitionId} AND key = ${key}`);
	return (await withEntry(db, entry, [remove], CHANGED)).seq !== null;
}

export interface ComparedView {
	id: string;
	teamId: string;
	teamName: string;
	pseudonym: string | null;
	createdAt: number;
	fileName: string;
	score: number | null;
}

/** What is shown of submissions that a finding names. */
export async function listComparedViews(db: Db, ids: string[]): Promise<Map<string, ComparedView>> {
	const rows = await db.all<ComparedView>(sql`
		SELECT s.id AS id, t.id AS teamId, t.name AS teamName, t.pseudonym AS pseudonym,
			s.created_at AS createdAt, s.file_name AS fileName, v.public_score AS score
		FROM submissions s JOIN teams t ON t.id = s.team_id
			LEFT JOIN evaluations v ON v.id = s.evaluation_id
		WHERE s.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
	return new Map(rows.map((row) => [row.id, row]));
}
