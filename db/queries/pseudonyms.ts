/** What the teams of a class are called on boards that show no names. */
import { sql } from 'drizzle-orm';
import type { Db } from '../client.server.ts';

/** Teams that have none yet. */
export const listNameless = (db: Db, competitionId: string): Promise<{ id: string }[]> =>
	db.all(sql`
		SELECT id FROM teams WHERE competition_id = ${competitionId} AND kind = 'participant'
			AND pseudonym IS NULL AND merged_into IS NULL ORDER BY id`);

export async function listPseudonyms(db: Db, competitionId: string): Promise<Set<string>> {
	const rows = await db.all<{ pseudonym: string }>(sql`
		SELECT pseudonym FROM teams
		WHERE competition_id = ${competitionId} AND pseudonym IS NOT NULL`);
	return new Set(rows.map(({ pseudonym }) => pseudonym));
}

/** @returns false if another team of the competition has it */
export async function setPseudonym(
	db: Db,
	team: { id: string; competitionId: string },
	pseudonym: string,
): Promise<boolean> {
	const [rows] = await db.batch([
		db.all<{ id: string }>(sql`
			UPDATE teams SET pseudonym = ${pseudonym} WHERE id = ${team.id} AND NOT EXISTS (
				SELECT 1 FROM teams o WHERE o.competition_id = ${team.competitionId}
					AND o.id <> ${team.id}
					AND (o.pseudonym = ${pseudonym} COLLATE NOCASE
						OR (o.kind = 'baseline' AND o.name = ${pseudonym} COLLATE NOCASE)))
			RETURNING id`),
		db.run(sql`
			UPDATE competitions SET board_revision = board_revision + 1
			WHERE id = ${team.competitionId}`),
	]);
	return rows.length > 0;
}

export interface NamedTeam {
	teamId: string;
	/** Names of the members, as the class list or their accounts have them. */
	people: string[];
	section: string | null;
}

/** Who is behind the teams of a class. For staff only. */
export async function listPeople(db: Db, competitionId: string): Promise<Map<string, NamedTeam>> {
	const rows = await db.all<{ teamId: string; name: string; section: string | null }>(sql`
		SELECT m.team_id AS teamId, coalesce(r.name, u.name) AS name, r.section AS section
		FROM team_members m JOIN user u ON u.id = m.user_id
			LEFT JOIN roster_entries r
				ON r.competition_id = m.competition_id AND r.user_id = m.user_id
		WHERE m.competition_id = ${competitionId} ORDER BY m.joined_at, m.user_id`);
	const teams = new Map<string, NamedTeam>();
	for (const { teamId, name, section } of rows) {
		const team = teams.get(teamId) ?? { teamId, people: [], section };
		team.people.push(name);
		teams.set(teamId, team);
	}
	return teams;
}
