/** Simulated participants: teams without members, placed at instants of the past. */
import { and, eq, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Db } from '../client.server.ts';
import { standings } from '../schema/standings.ts';
import { submissions } from '../schema/submissions.ts';
import { teams } from '../schema/teams.ts';

export interface SimulatedEntry {
	competitionId: string;
	team: string;
	note: string;
	fileName: string;
	sha256: string;
	size: number;
	/** UTC ms. */
	at: number;
}

async function ensureTeam(
	db: Db,
	{ competitionId, team, note, at }: SimulatedEntry,
): Promise<string> {
	const [found] = await db
		.select({ id: teams.id })
		.from(teams)
		.where(and(eq(teams.competitionId, competitionId), eq(teams.name, team)));
	if (found) return found.id;
	const id = uuidv7();
	await db
		.insert(teams)
		.values({ id, competitionId, kind: 'participant', name: team, note, createdAt: at });
	return id;
}

/** Makes the team and its submission, in state `received`, where they are missing. */
export async function ensureSimulatedEntry(db: Db, entry: SimulatedEntry): Promise<void> {
	const teamId = await ensureTeam(db, entry);
	const { competitionId, fileName, sha256, size, at } = entry;
	const [found] = await db
		.select({ id: submissions.id })
		.from(submissions)
		.where(and(eq(submissions.teamId, teamId), eq(submissions.fileName, fileName)));
	if (found) return;
	await db.insert(submissions).values({
		id: uuidv7(),
		...{ competitionId, teamId, fileName, sha256, size },
		status: 'received',
		createdAt: at,
	});
}

const simulatedTeams = (competitionId: string) => sql`(
	SELECT id FROM teams t WHERE t.competition_id = ${competitionId} AND t.kind = 'participant'
		AND NOT EXISTS (SELECT 1 FROM team_members m WHERE m.team_id = t.id))`;

/**
 * Rewrites the standings of simulated participants as if each submission had been scored when it was
 * made: one row each time a team improved.
 * @returns how many submissions of the competition are scored
 */
export async function backdateStandings(
	db: Db,
	competitionId: string,
	higherIsBetter: boolean,
): Promise<number> {
	const signed = higherIsBetter ? sql`v.public_score` : sql`-v.public_score`;
	await db.batch([
		db.run(sql`
			DELETE FROM standings WHERE competition_id = ${competitionId}
				AND team_id IN ${simulatedTeams(competitionId)}`),
		db.run(sql`
			INSERT INTO ${standings} (id, competition_id, team_id, submission_id, score,
				submitted_at, achieved_at, superseded_at)
			WITH scored AS (
				SELECT s.id, s.team_id, s.created_at, v.public_score,
					${signed} > coalesce(max(${signed}) OVER (
						PARTITION BY s.team_id ORDER BY s.created_at, s.id
						ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), -1e308) AS improves
				FROM submissions s JOIN evaluations v ON v.id = s.evaluation_id
				WHERE s.competition_id = ${competitionId} AND s.status = 'scored'
					AND v.public_score IS NOT NULL AND s.team_id IN ${simulatedTeams(competitionId)})
			SELECT 'demo-' || id, ${competitionId}, team_id, id, public_score, created_at, created_at,
				lead(created_at) OVER (PARTITION BY team_id ORDER BY created_at, id)
			FROM scored WHERE improves`),
		db.run(sql`
			UPDATE competitions SET board_revision = board_revision + 1 WHERE id = ${competitionId}`),
	]);
	return db.$count(
		submissions,
		and(eq(submissions.competitionId, competitionId), eq(submissions.status, 'scored')),
	);
}
