/** An open change becomes how the competition is scored: everything in one batch. */
import { eq, sql, type SQL } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { uuidv7 } from 'uuidv7';
import type { Db } from '../client.server.ts';
import { competitions } from '../schema/competitions.ts';
import type { ScoringChangeRow } from '../schema/scoring-changes.ts';
import { withEntry, type NewAuditEntry } from './audit.ts';
import { insertCommitment, type NewCommitment } from './commitments.ts';
import { COUNTS } from './standing-changes.ts';

export interface Publication {
	change: ScoringChangeRow;
	/** Of the metric after the change. */
	higherIsBetter: boolean;
	/** The notice that readers get; null for none. */
	notice: { id: string; title: string; markdown: string; userId: string | null } | null;
	/** Follows the last one; null where nothing was committed to yet. */
	commitment: NewCommitment | null;
	/** UTC ms. */
	now: number;
}

/** Every current standing ends and the best of each team under its new evaluations begins. */
function rebuildStandings(
	db: Db,
	competitionId: string,
	higherIsBetter: boolean,
	now: number,
	when: SQL,
): BatchItem<'sqlite'>[] {
	const order = sql.raw(higherIsBetter ? 'DESC' : 'ASC');
	return [
		db.run(sql`
			UPDATE standings SET superseded_at = ${now}
			WHERE competition_id = ${competitionId} AND superseded_at IS NULL AND ${when}`),
		db.run(sql`
			INSERT INTO standings (id, competition_id, team_id, submission_id, score, evaluation_id,
				submitted_at, achieved_at)
			SELECT lower(hex(randomblob(16))), ${competitionId}, team_id, id, public_score,
				evaluation_id, created_at, ${now}
			FROM (
				SELECT s.team_id, s.id, s.created_at, v.id AS evaluation_id, v.public_score,
					row_number() OVER (PARTITION BY s.team_id
						ORDER BY v.public_score ${order}, s.created_at, s.id) AS place
				FROM submissions s JOIN evaluations v ON v.id = s.evaluation_id
				WHERE s.competition_id = ${competitionId} AND ${COUNTS}
					AND v.public_score IS NOT NULL)
			WHERE place = 1 AND ${when}`),
	];
}

/** Submissions get the evaluations of the change; those that it cannot score become invalid. */
const moveSubmissions = (db: Db, changeId: string, now: number, when: SQL) => [
	db.run(sql`
		UPDATE submissions SET evaluation_id = r.evaluation_id, notices = r.notices
		FROM rescorings r
		WHERE r.change_id = ${changeId} AND r.submission_id = submissions.id
			AND r.state = 'scored' AND submissions.status = 'scored' AND ${when}`),
	db.run(sql`
		UPDATE submissions SET status = 'invalid', evaluation_id = NULL, attempt_returned = 1,
			problems = r.problems, notices = r.notices, finished_at = ${now}
		FROM rescorings r
		WHERE r.change_id = ${changeId} AND r.submission_id = submissions.id
			AND r.state = 'invalid' AND submissions.status = 'scored' AND ${when}`),
];

/**
 * Publishes a change if it has judged every scored submission at this instant; submissions that are
 * being scored by the old rules lose their result (finishWithScore asks for the revision) and are
 * scored anew. Old evaluations and standings stay as they were.
 * @returns false if something is not judged yet, or the change is not open any more
 */
export async function publishChange(
	db: Db,
	{ change, higherIsBetter, notice, commitment, now }: Publication,
	entry: NewAuditEntry,
): Promise<boolean> {
	const { id, competitionId, after, before } = change;
	const token = uuidv7();
	const published = sql`EXISTS (SELECT 1 FROM scoring_changes
		WHERE id = ${id} AND publish_token = ${token})`;
	const statements: BatchItem<'sqlite'>[] = [
		db.run(sql`
			UPDATE scoring_changes SET state = 'published', ended_at = ${now}, publish_token = ${token},
				ended_by = ${entry.actor?.name ?? 'server'}, announcement_id = ${notice?.id ?? null}
			WHERE id = ${id} AND state = 'open' AND NOT EXISTS (
				SELECT 1 FROM submissions s WHERE s.competition_id = ${competitionId}
					AND s.status = 'scored' AND NOT EXISTS (
						SELECT 1 FROM rescorings r WHERE r.change_id = ${id} AND r.submission_id = s.id
							AND r.state IN ('scored', 'invalid')))`),
		...moveSubmissions(db, id, now, published),
		db
			.update(competitions)
			.set({
				...after,
				solutionVersion: change.solutionVersion,
				scoringRevision: sql`${competitions.scoringRevision} + 1`,
				boardRevision: sql`${competitions.boardRevision} + 1`,
			})
			.where(sql`${eq(competitions.id, competitionId)} AND ${published}`),
		...rebuildStandings(db, competitionId, higherIsBetter, now, published),
	];
	if (before.metric !== after.metric) {
		statements.push(
			db.run(sql`UPDATE reported_results SET metric = ${before.metric}
				WHERE competition_id = ${competitionId} AND metric IS NULL AND ${published}`),
		);
	}
	if (notice) {
		statements.push(
			db.run(sql`INSERT INTO announcements
				(id, competition_id, title, body, pinned, user_id, publish_at, created_at)
				SELECT ${notice.id}, ${competitionId}, ${notice.title}, ${notice.markdown}, 0,
					${notice.userId}, ${now}, ${now} WHERE ${published}`),
		);
	}
	if (commitment) statements.push(insertCommitment(db, commitment, published));
	return (await withEntry(db, entry, statements, published)).seq !== null;
}
