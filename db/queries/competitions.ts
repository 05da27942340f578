import { and, asc, desc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { Db } from '../client.server.ts';
import { auditEntries } from '../schema/audit.ts';
import { baselineCards, baselinePictures } from '../schema/baseline-cards.ts';
import { chained, type Actor } from './audit.ts';
import {
	competitionFiles,
	competitionOrganisers,
	competitions,
	reportedResults,
	solutionVersions,
	type CompetitionFileRow,
	type CompetitionRow,
	type NewCompetitionRow,
	type ReportedResultRow,
	type SolutionVersionRow,
} from '../schema/competitions.ts';
import { submissions } from '../schema/submissions.ts';
import { teamMembers, teams } from '../schema/teams.ts';

export async function findCompetition(db: Db, slug: string): Promise<CompetitionRow | undefined> {
	return (await db.select().from(competitions).where(eq(competitions.slug, slug)))[0];
}

/** @throws when there is none: ids come from rows that refer to it */
export async function findCompetitionById(db: Db, id: string): Promise<CompetitionRow> {
	const [row] = await db.select().from(competitions).where(eq(competitions.id, id));
	if (!row) throw new Error(`no competition ${id}`);
	return row;
}

/** Newest first. */
export const listCompetitions = (db: Db): Promise<CompetitionRow[]> =>
	db.select().from(competitions).orderBy(desc(competitions.createdAt), desc(competitions.id));

/** Those that take submissions and close after one instant and until another. */
export const listClosingBetween = (
	db: Db,
	after: number,
	until: number,
): Promise<Pick<CompetitionRow, 'id' | 'slug' | 'closesAt'>[]> =>
	db
		.select({ id: competitions.id, slug: competitions.slug, closesAt: competitions.closesAt })
		.from(competitions)
		.where(
			and(
				eq(competitions.draft, false),
				gt(competitions.closesAt, after),
				lte(competitions.closesAt, until),
				or(isNull(competitions.opensAt), lte(competitions.opensAt, after)),
			),
		);

export interface Counts {
	participants: number;
	submissions: number;
}

/**
 * Participants who joined and their submissions, by competition id. Baselines are few, so theirs are
 * subtracted: counting by team would walk through every submission's team.
 */
export async function countByCompetition(
	db: Db,
	competitionId?: string,
): Promise<Map<string, Counts>> {
	const which = competitionId === undefined ? sql`` : sql`WHERE c.id = ${competitionId}`;
	const rows = await db.all<Counts & { id: string }>(sql`
		SELECT c.id AS id,
			(SELECT count(*) FROM teams t
				WHERE t.competition_id = c.id AND t.kind = 'participant'
					AND t.merged_into IS NULL) AS participants,
			(SELECT count(*) FROM submissions s WHERE s.competition_id = c.id)
				- (SELECT count(*) FROM teams t JOIN submissions s ON s.team_id = t.id
					WHERE t.competition_id = c.id AND t.kind = 'baseline') AS submissions
		FROM competitions c ${which}`);
	return new Map(
		rows.map(({ id, participants, submissions }) => [id, { participants, submissions }]),
	);
}

export const countOfCompetition = async (db: Db, id: string): Promise<Counts | undefined> =>
	(await countByCompetition(db, id)).get(id);

/** Ids of the competitions that a user has joined. */
export async function listJoined(db: Db, userId: string): Promise<Set<string>> {
	const rows = await db
		.select({ id: teamMembers.competitionId })
		.from(teamMembers)
		.where(eq(teamMembers.userId, userId));
	return new Set(rows.map(({ id }) => id));
}

/** The solution that submissions are scored against now. */
export async function findSolution(
	db: Db,
	competition: Pick<CompetitionRow, 'id' | 'solutionVersion'>,
): Promise<SolutionVersionRow> {
	const [row] = await db
		.select()
		.from(solutionVersions)
		.where(
			and(
				eq(solutionVersions.competitionId, competition.id),
				eq(solutionVersions.version, competition.solutionVersion),
			),
		);
	if (!row) throw new Error(`competition ${competition.id} has no solution`);
	return row;
}

/** All current solutions by competition id. */
export async function listSolutions(db: Db): Promise<Map<string, SolutionVersionRow>> {
	const rows = await db
		.select({ solution: solutionVersions })
		.from(solutionVersions)
		.innerJoin(
			competitions,
			and(
				eq(competitions.id, solutionVersions.competitionId),
				eq(competitions.solutionVersion, solutionVersions.version),
			),
		);
	return new Map(rows.map(({ solution }) => [solution.competitionId, solution]));
}

export const listFiles = (db: Db, competitionId: string): Promise<CompetitionFileRow[]> =>
	db
		.select()
		.from(competitionFiles)
		.where(eq(competitionFiles.competitionId, competitionId))
		.orderBy(asc(competitionFiles.position));

/** Figures of papers in the metric that ranks now; those of a metric that did are kept, not shown. */
export const listReported = (
	db: Db,
	{ id, metric }: Pick<CompetitionRow, 'id' | 'metric'>,
): Promise<ReportedResultRow[]> =>
	db
		.select()
		.from(reportedResults)
		.where(
			and(
				eq(reportedResults.competitionId, id),
				or(isNull(reportedResults.metric), eq(reportedResults.metric, metric)),
			),
		)
		.orderBy(asc(reportedResults.position));

/** Whoever caches boards of the competition learns that they may differ. */
export async function touchBoards(db: Db, id: string): Promise<void> {
	await db
		.update(competitions)
		.set({ boardRevision: sql`${competitions.boardRevision} + 1` })
		.where(eq(competitions.id, id));
}

export interface NewCompetition {
	competition: NewCompetitionRow;
	solution: typeof solutionVersions.$inferInsert;
	files: (typeof competitionFiles.$inferInsert)[];
	reported: (typeof reportedResults.$inferInsert)[];
	baselines: {
		team: typeof teams.$inferInsert;
		submission: typeof submissions.$inferInsert;
		card: typeof baselineCards.$inferInsert | null;
		pictures: (typeof baselinePictures.$inferInsert)[];
	}[];
}

/** Inserts a competition with all that belongs to it and its log's first entry, or nothing. */
export async function insertCompetition(
	db: Db,
	rows: NewCompetition,
	actor: Actor = null,
): Promise<void> {
	const first = db.insert(competitions).values(rows.competition);
	const rest: BatchItem<'sqlite'>[] = [db.insert(solutionVersions).values(rows.solution)];
	const owner = rows.competition.createdBy;
	if (owner) {
		const { id, createdAt } = rows.competition;
		rest.push(
			db
				.insert(competitionOrganisers)
				.values({ competitionId: id!, userId: owner, role: 'owner', createdAt }),
		);
	}
	const { id, slug, createdAt } = rows.competition;
	const entry = {
		competitionId: id!,
		at: createdAt,
		actor,
		action: 'competition_imported' as const,
	};
	rest.push(db.insert(auditEntries).values(chained({ ...entry, target: slug }, undefined)));
	// One statement a row: a statement takes a limited number of parameters.
	rest.push(...rows.files.map((file) => db.insert(competitionFiles).values(file)));
	rest.push(...rows.reported.map((result) => db.insert(reportedResults).values(result)));
	for (const { team, submission, card, pictures } of rows.baselines) {
		rest.push(db.insert(teams).values(team), db.insert(submissions).values(submission));
		if (card) rest.push(db.insert(baselineCards).values(card));
		rest.push(...pictures.map((picture) => db.insert(baselinePictures).values(picture)));
	}
	await db.batch([first, ...rest]);
}

/** Files for participants, beside those that the folder brought; a file of the same name is replaced. */
export async function addDataFiles(
	db: Db,
	competitionId: string,
	position: number,
	files: Pick<CompetitionFileRow, 'path' | 'title' | 'description' | 'sha256' | 'size'>[],
): Promise<void> {
	const [first, ...rest] = files.map((file, k) =>
		db
			.insert(competitionFiles)
			.values({ competitionId, role: 'data', position: position + k, ...file })
			.onConflictDoUpdate({
				target: [
					competitionFiles.competitionId,
					competitionFiles.role,
					competitionFiles.path,
					competitionFiles.title,
				],
				set: { sha256: file.sha256, size: file.size, description: file.description },
			}),
	);
	if (first) await db.batch([first, ...rest]);
}
