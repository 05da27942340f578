/** Grades: the scheme, what was set by hand, and what was released. */
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Db } from '../client.server.ts';
import {
	gradeOverrides,
	gradeReleases,
	grades,
	gradeSchemes,
	type GradeOverrideRow,
	type GradeReleaseRow,
	type GradeRow,
	type GradeSchemeRow,
} from '../schema/grades.ts';
import { CHANGED, withEntry, type NewAuditEntry } from './audit.ts';

export async function findScheme(db: Db, competitionId: string): Promise<GradeSchemeRow | null> {
	const [row] = await db
		.select()
		.from(gradeSchemes)
		.where(eq(gradeSchemes.competitionId, competitionId));
	return row ?? null;
}

/** @returns false if somebody else saved one since `revision` */
export async function saveScheme(
	db: Db,
	scheme: unknown,
	revision: number,
	entry: NewAuditEntry,
): Promise<boolean> {
	const { competitionId, at } = entry;
	const text = JSON.stringify(scheme);
	const save = db.run(sql`
		INSERT INTO grade_schemes (competition_id, scheme, revision, updated_at)
		SELECT ${competitionId}, ${text}, 1, ${at} WHERE ${revision} = 0
			OR EXISTS (SELECT 1 FROM grade_schemes WHERE competition_id = ${competitionId})
		ON CONFLICT DO UPDATE SET scheme = excluded.scheme, revision = revision + 1,
			updated_at = excluded.updated_at WHERE revision = ${revision}`);
	return (await withEntry(db, entry, [save], CHANGED)).seq !== null;
}

export const listOverrides = (db: Db, competitionId: string): Promise<GradeOverrideRow[]> =>
	db.select().from(gradeOverrides).where(eq(gradeOverrides.competitionId, competitionId));

export async function setOverride(
	db: Db,
	values: Omit<GradeOverrideRow, 'createdAt'>,
	entry: NewAuditEntry,
): Promise<void> {
	const { grade, reason, userName } = values;
	const row = { ...values, createdAt: entry.at };
	await withEntry(db, entry, [
		db
			.insert(gradeOverrides)
			.values(row)
			.onConflictDoUpdate({
				target: [gradeOverrides.competitionId, gradeOverrides.entryId],
				set: { grade, reason, userName, createdAt: entry.at },
			}),
	]);
}

/** @returns false if there is none */
export async function removeOverride(
	db: Db,
	entryId: string,
	entry: NewAuditEntry,
): Promise<boolean> {
	const remove = db.run(sql`
		DELETE FROM grade_overrides
		WHERE competition_id = ${entry.competitionId} AND entry_id = ${entryId}`);
	return (await withEntry(db, entry, [remove], CHANGED)).seq !== null;
}

export type NewGrade = Omit<GradeRow, 'releaseId'>;

/**
 * Releases grades as the next version, all or nothing.
 * @param version the next number as it was seen; another one that was faster wins
 * @returns false if it did
 */
export async function releaseGrades(
	db: Db,
	release: Pick<GradeReleaseRow, 'version' | 'scheme' | 'late' | 'note' | 'userName'>,
	rows: NewGrade[],
	entry: NewAuditEntry,
): Promise<boolean> {
	const { competitionId, at } = entry;
	const id = uuidv7();
	const { version, scheme, late, note, userName } = release;
	const asJson = (value: unknown) => (value === null ? null : JSON.stringify(value));
	const head = db.run(sql`
		INSERT INTO grade_releases (id, competition_id, version, scheme, late, note, user_name, created_at)
		VALUES (${id}, ${competitionId}, ${version}, ${asJson(scheme)}, ${asJson(late)}, ${note},
			${userName}, ${at}) ON CONFLICT DO NOTHING`);
	const body = db.run(sql`
		INSERT INTO grades (release_id, entry_id, user_id, name, email, student_id, section, grade,
			computed, reason, detail)
		SELECT ${id}, value ->> 'entryId', value ->> 'userId', value ->> 'name', value ->> 'email',
			value ->> 'studentId', value ->> 'section', value ->> 'grade', value ->> 'computed',
			value ->> 'reason', value -> 'detail'
		FROM json_each(${JSON.stringify(rows)})
		WHERE EXISTS (SELECT 1 FROM grade_releases WHERE id = ${id})`);
	const when = sql`EXISTS (SELECT 1 FROM grade_releases WHERE id = ${id})`;
	return (await withEntry(db, entry, [head, body], when)).seq !== null;
}

/** Newest first. */
export const listReleases = (db: Db, competitionId: string): Promise<GradeReleaseRow[]> =>
	db
		.select()
		.from(gradeReleases)
		.where(eq(gradeReleases.competitionId, competitionId))
		.orderBy(desc(gradeReleases.version));

/** The one that counts. */
export async function findRelease(db: Db, competitionId: string): Promise<GradeReleaseRow | null> {
	const [row] = await db
		.select()
		.from(gradeReleases)
		.where(and(eq(gradeReleases.competitionId, competitionId), isNull(gradeReleases.withdrawnAt)))
		.orderBy(desc(gradeReleases.version))
		.limit(1);
	return row ?? null;
}

export const listGrades = (db: Db, releaseId: string): Promise<GradeRow[]> =>
	db.select().from(grades).where(eq(grades.releaseId, releaseId)).orderBy(asc(grades.name));

export async function findGrade(
	db: Db,
	releaseId: string,
	userId: string,
): Promise<GradeRow | null> {
	const [row] = await db
		.select()
		.from(grades)
		.where(and(eq(grades.releaseId, releaseId), eq(grades.userId, userId)));
	return row ?? null;
}

/** @returns false if there is no such release, or it is withdrawn */
export async function withdrawRelease(
	db: Db,
	version: number,
	reason: string,
	entry: NewAuditEntry,
): Promise<boolean> {
	const withdraw = db.run(sql`
		UPDATE grade_releases SET withdrawn_at = ${entry.at}, withdrawn_reason = ${reason}
		WHERE competition_id = ${entry.competitionId} AND version = ${version}
			AND withdrawn_at IS NULL`);
	return (await withEntry(db, entry, [withdraw], CHANGED)).seq !== null;
}

export interface LateScore {
	teamId: string;
	submittedAt: number;
	publicScore: number | null;
	privateScore: number | null;
	extendedUntil: number | null;
}

/** What came late, and was scored. For staff only: it names private scores. */
export const listLateScores = (db: Db, competitionId: string): Promise<LateScore[]> =>
	db.all(sql`
		SELECT s.team_id AS teamId, s.created_at AS submittedAt, v.public_score AS publicScore,
			v.private_score AS privateScore,
			(SELECT max(r.extended_until) FROM roster_entries r
				JOIN team_members m ON m.user_id = r.user_id AND m.competition_id = r.competition_id
				WHERE m.team_id = s.team_id) AS extendedUntil
		FROM submissions s JOIN evaluations v ON v.id = s.evaluation_id
			JOIN teams t ON t.id = s.team_id
		WHERE s.competition_id = ${competitionId} AND s.late = 1 AND s.status = 'scored'
			AND s.disqualified_at IS NULL AND t.kind = 'participant'`);
