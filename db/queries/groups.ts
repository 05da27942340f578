/** Which team a student of a class is in: their group's, or one of their own. */
import { sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { uuidv7 } from 'uuidv7';
import type { Db } from '../client.server.ts';
import { restateStanding } from './standing-changes.ts';

/** Groups of two sections may have the same name. */
export const groupKey = (section: string | null, group: string): string =>
	JSON.stringify([section, group]);

export interface Placement {
	competitionId: string;
	userId: string;
	/** Of a team of their own. */
	name: string;
	section: string | null;
	group: string | null;
	higherIsBetter: boolean;
	/** UTC ms. */
	now: number;
}

const teamOf = ({ competitionId, userId }: Placement) =>
	sql`(SELECT team_id FROM team_members WHERE competition_id = ${competitionId} AND user_id = ${userId})`;

/** Takes part alone: a team of one where they have none, or are in a group's. */
function placeAlone(db: Db, place: Placement): BatchItem<'sqlite'>[] {
	const { competitionId, name, now } = place;
	const id = uuidv7();
	return [
		db.run(sql`
			INSERT INTO teams (id, competition_id, kind, name, created_at)
			SELECT ${id}, ${competitionId}, 'participant', ${name}, ${now}
			WHERE NOT EXISTS (SELECT 1 FROM teams WHERE id = ${teamOf(place)} AND group_key IS NULL)`),
		joinTeam(db, place, sql`SELECT id FROM teams WHERE id = ${id}`),
		...tidy(db, competitionId),
	];
}

const joinTeam = (
	db: Db,
	{ competitionId, userId, now }: Placement,
	team: ReturnType<typeof sql>,
): BatchItem<'sqlite'> =>
	db.run(sql`
		INSERT INTO team_members (team_id, competition_id, user_id, joined_at)
		SELECT id, ${competitionId}, ${userId}, ${now} FROM (${team}) WHERE true
		ON CONFLICT (competition_id, user_id) DO UPDATE SET team_id = excluded.team_id`);

/** A team that nobody is in and that never submitted leaves no trace. */
const tidy = (db: Db, competitionId: string): BatchItem<'sqlite'>[] => [
	db.run(sql`
		DELETE FROM teams WHERE competition_id = ${competitionId} AND kind = 'participant'
			AND merged_into IS NULL
			AND NOT EXISTS (SELECT 1 FROM team_members WHERE team_id = teams.id)
			AND NOT EXISTS (SELECT 1 FROM submissions WHERE team_id = teams.id)
			AND NOT EXISTS (SELECT 1 FROM teams other WHERE other.merged_into = teams.id)`),
	db.run(sql`
		UPDATE competitions SET board_revision = board_revision + 1 WHERE id = ${competitionId}`),
];

/**
 * Takes part with a group, whose team is made by the first who comes. What they submitted alone comes
 * along; what an earlier group submitted stays with it.
 */
function placeInGroup(db: Db, place: Placement & { group: string }): BatchItem<'sqlite'>[] {
	const { competitionId, section, group, now } = place;
	const key = groupKey(section, group);
	const name = section === null ? group : `${section} · ${group}`;
	// Teams that merged by invitation are the one that is left.
	const into = sql`(SELECT coalesce(merged_into, id) FROM teams
		WHERE competition_id = ${competitionId} AND group_key = ${key})`;
	const alone = sql`(SELECT t.id FROM teams t WHERE t.id = ${teamOf(place)} AND t.group_key IS NULL
		AND t.id <> ${into} AND (SELECT count(*) FROM team_members WHERE team_id = t.id) = 1)`;
	const restated = { competitionId, higherIsBetter: place.higherIsBetter, now };
	const left = sql`(SELECT id FROM teams WHERE merged_into = ${into} AND competition_id = ${competitionId}
		ORDER BY created_at DESC LIMIT 1)`;
	return [
		db.run(sql`
			INSERT INTO teams (id, competition_id, kind, name, group_key, created_at)
			VALUES (${uuidv7()}, ${competitionId}, 'participant', ${name}, ${key}, ${now})
			ON CONFLICT DO NOTHING`),
		db.run(sql`UPDATE submissions SET team_id = ${into} WHERE team_id = ${alone}`),
		db.run(sql`DELETE FROM final_selections WHERE team_id = ${alone}`),
		db.run(sql`UPDATE teams SET merged_into = ${into} WHERE id = ${alone}
			AND EXISTS (SELECT 1 FROM standings WHERE team_id = teams.id)`),
		joinTeam(db, place, sql`SELECT ${into} AS id`),
		...restateStanding(db, { ...restated, teamId: left }),
		...restateStanding(db, { ...restated, teamId: into }),
		...tidy(db, competitionId),
	];
}

/** Statements that put a student who takes part where the class list says. */
export const placeStudent = (db: Db, place: Placement): BatchItem<'sqlite'>[] =>
	place.group === null ? placeAlone(db, place) : placeInGroup(db, { ...place, group: place.group });
