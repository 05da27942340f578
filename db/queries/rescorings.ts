/** The work of open changes: which submissions wait for them, who has them, what came out. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { Notice } from '#scorer/problems';
import type { Db } from '../client.server.ts';
import type { evaluations } from '../schema/evaluations.ts';
import { rescorings } from '../schema/scoring-changes.ts';
import type { StoredProblem } from '../schema/submissions.ts';
import { insertEvaluation } from './evaluations.ts';

export interface RescoringClaim {
	changeId: string;
	submissionId: string;
	competitionId: string;
	/** Of the submitted file. */
	sha256: string;
	crashes: number;
	leaseToken: string;
}

/** Scored submissions that an open change has not judged and nobody is working on. */
const waiting = (now: number) => sql`
	SELECT c.id AS change_id, s.id AS submission_id
	FROM scoring_changes c JOIN submissions s ON s.competition_id = c.competition_id
		LEFT JOIN rescorings r ON r.change_id = c.id AND r.submission_id = s.id
	WHERE c.state = 'open' AND s.status = 'scored'
		AND (r.state IS NULL OR (r.state = 'scoring' AND r.lease_expires_at <= ${now}))`;

/** Takes the next submissions of open changes: at most so many, of one change or several. */
export async function claimRescorings(
	db: Db,
	lease: { token: string; owner: string; expiresAt: number },
	limit: number,
	now: number,
): Promise<RescoringClaim[]> {
	const results = await db.batch([
		db.run(sql`
			INSERT INTO rescorings
				(change_id, submission_id, state, lease_token, lease_owner, lease_expires_at)
			SELECT change_id, submission_id, 'scoring', ${lease.token}, ${lease.owner}, ${lease.expiresAt}
			FROM (${waiting(now)} LIMIT ${limit}) WHERE true
			ON CONFLICT (change_id, submission_id) DO UPDATE SET lease_token = excluded.lease_token,
				lease_owner = excluded.lease_owner, lease_expires_at = excluded.lease_expires_at`),
		db.all<RescoringClaim>(sql`
			SELECT r.change_id AS changeId, r.submission_id AS submissionId,
				s.competition_id AS competitionId, s.sha256 AS sha256, r.crashes AS crashes,
				r.lease_token AS leaseToken
			FROM rescorings r JOIN submissions s ON s.id = r.submission_id
			WHERE r.lease_token = ${lease.token}`),
	]);
	return results[1];
}

export type RescoringEnd = Pick<RescoringClaim, 'changeId' | 'submissionId' | 'leaseToken'> &
	(
		| {
				state: 'scored';
				notices: Notice[];
				evaluation: Omit<
					typeof evaluations.$inferInsert,
					'submissionId' | 'leaseToken' | 'createdAt'
				> & { id: string };
		  }
		| { state: 'invalid'; problems: StoredProblem[]; notices: Notice[] }
		| { state: 'failed'; failure: string }
		| { state: 'again'; notBefore: number }
	);

const released = { leaseToken: null, leaseOwner: null, leaseExpiresAt: null };

function endOf(db: Db, end: RescoringEnd, now: number): BatchItem<'sqlite'>[] {
	const mine = and(
		eq(rescorings.changeId, end.changeId),
		eq(rescorings.submissionId, end.submissionId),
		eq(rescorings.leaseToken, end.leaseToken),
		eq(rescorings.state, 'scoring'),
		// Of a change that was discarded meanwhile nothing more is written.
		sql`(SELECT state FROM scoring_changes WHERE id = ${end.changeId}) = 'open'`,
	)!;
	const update = (values: Partial<typeof rescorings.$inferInsert>) =>
		db.update(rescorings).set(values).where(mine);
	if (end.state === 'invalid') {
		const { problems, notices } = end;
		return [update({ ...released, state: 'invalid', problems, notices })];
	}
	if (end.state === 'failed') {
		return [update({ ...released, state: 'failed', failure: end.failure })];
	}
	if (end.state === 'again') {
		const crashes = sql`${rescorings.crashes} + 1` as unknown as number;
		return [update({ ...released, leaseExpiresAt: end.notBefore, crashes })];
	}
	const { evaluation, notices, submissionId } = end;
	// A token of its own for each evaluation: a claim takes several submissions.
	const leaseToken = `${end.leaseToken}:${submissionId}`;
	const held = sql`EXISTS (SELECT 1 FROM rescorings WHERE ${mine})`;
	return [
		db.run(insertEvaluation({ ...evaluation, submissionId, leaseToken, createdAt: now }, held)),
		update({ ...released, state: 'scored', evaluationId: evaluation.id, notices }),
	];
}

/** Writes what came out of several claims; those whose lease was lost write nothing. */
export async function finishRescorings(db: Db, ends: RescoringEnd[], now: number): Promise<void> {
	const [first, ...rest] = ends.flatMap((end) => endOf(db, end, now));
	if (first) await db.batch([first, ...rest]);
}

/** Extends all leases of an owner. */
export async function extendRescorings(db: Db, owner: string, expiresAt: number): Promise<void> {
	await db
		.update(rescorings)
		.set({ leaseExpiresAt: expiresAt })
		.where(and(eq(rescorings.state, 'scoring'), eq(rescorings.leaseOwner, owner)));
}

export async function listRescoringOwners(db: Db): Promise<string[]> {
	const rows = await db
		.selectDistinct({ owner: rescorings.leaseOwner })
		.from(rescorings)
		.where(eq(rescorings.state, 'scoring'));
	return rows.flatMap(({ owner }) => (owner === null ? [] : [owner]));
}

/** Gives back everything that these owners hold. */
export async function releaseRescorings(db: Db, owners: string[]): Promise<void> {
	if (!owners.length) return;
	await db
		.update(rescorings)
		.set({ ...released, leaseExpiresAt: 0 })
		.where(and(eq(rescorings.state, 'scoring'), inArray(rescorings.leaseOwner, owners)));
}

/** How many submissions open changes have yet to judge; those that wait after a crash count. */
export async function pendingRescorings(db: Db, changeId?: string): Promise<number> {
	const which = changeId === undefined ? sql`` : sql`AND c.id = ${changeId}`;
	const [row] = await db.all<{ n: number }>(sql`
		SELECT count(*) AS n
		FROM scoring_changes c JOIN submissions s ON s.competition_id = c.competition_id
			LEFT JOIN rescorings r ON r.change_id = c.id AND r.submission_id = s.id
		WHERE c.state = 'open' ${which} AND s.status = 'scored'
			AND (r.state IS NULL OR r.state = 'scoring')`);
	return row!.n;
}
