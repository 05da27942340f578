import { and, eq, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Db } from '../client.server.ts';
import { competitions } from '../schema/competitions.ts';
import { teamMembers, teams, type TeamRow } from '../schema/teams.ts';

/** The team that a user submits with in a competition. */
export async function findTeamOf(
	db: Db,
	competitionId: string,
	userId: string,
): Promise<TeamRow | null> {
	const rows = await db
		.select({ team: teams })
		.from(teamMembers)
		.innerJoin(teams, eq(teams.id, teamMembers.teamId))
		.where(and(eq(teamMembers.competitionId, competitionId), eq(teamMembers.userId, userId)));
	return rows[0]?.team ?? null;
}

/**
 * Makes a team of one, unless the user has a team in this competition already: joining twice, even
 * at once, leaves one team.
 */
export async function createTeamOfOne(
	db: Db,
	values: { competitionId: string; userId: string; name: string; now: number },
): Promise<TeamRow> {
	const { competitionId, userId, name, now } = values;
	const id = uuidv7();
	const hasNone = sql`NOT EXISTS (
		SELECT 1 FROM team_members WHERE competition_id = ${competitionId} AND user_id = ${userId})`;
	await db.batch([
		db.run(sql`
			INSERT INTO teams (id, competition_id, kind, name, created_at)
			SELECT ${id}, ${competitionId}, 'participant', ${name}, ${now} WHERE ${hasNone}`),
		db.run(sql`
			INSERT INTO team_members (team_id, competition_id, user_id, joined_at)
			SELECT id, competition_id, ${userId}, ${now} FROM teams WHERE id = ${id}`),
		db
			.update(competitions)
			.set({ boardRevision: sql`${competitions.boardRevision} + 1` })
			.where(eq(competitions.id, competitionId)),
	]);
	return (await findTeamOf(db, competitionId, userId))!;
}

/** The team of a baseline; made where there is none of this name. */
export async function ensureBaseline(
	db: Db,
	values: { competitionId: string; name: string; now: number },
): Promise<TeamRow> {
	const { competitionId, name, now } = values;
	await db.run(sql`
		INSERT INTO teams (id, competition_id, kind, name, created_at)
		VALUES (${uuidv7()}, ${competitionId}, 'baseline', ${name}, ${now})
		ON CONFLICT DO NOTHING`);
	const [team] = await db
		.select()
		.from(teams)
		.where(
			and(eq(teams.competitionId, competitionId), eq(teams.kind, 'baseline'), eq(teams.name, name)),
		);
	return team!;
}
