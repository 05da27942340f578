/** Claiming, holding and giving back work. Whoever holds a row's lease token may finish it. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import { submissions, type StoredProblem, type SubmissionRow } from '../schema/submissions.ts';
import type { Notice } from '#scorer/problems';

const PENDING = ['received', 'queued', 'scoring'] as const;

/** Rows that nobody is working on and that may be worked on now. */
export const claimable = (now: number) => sql`
	(status IN ('received', 'queued') AND (not_before IS NULL OR not_before <= ${now}))
	OR (status = 'scoring' AND lease_expires_at <= ${now})`;

/**
 * Takes a submission: the one named, if it may be worked on, or else the next. Files that were taken up often come last, so that one that brings
 * processes down does not hold up the others.
 */
export async function claimNext(
	db: Db,
	lease: { token: string; owner: string; expiresAt: number },
	now: number,
	id?: string,
): Promise<SubmissionRow | undefined> {
	const which = id === undefined ? sql`` : sql`id = ${id} AND`;
	const next = sql`(SELECT id FROM submissions WHERE ${which} (${claimable(now)})
		ORDER BY claims, created_at, id LIMIT 1)`;
	const [row] = await db
		.update(submissions)
		.set({
			status: 'scoring',
			leaseToken: lease.token,
			leaseOwner: lease.owner,
			leaseExpiresAt: lease.expiresAt,
			claims: sql`${submissions.claims} + 1`,
		})
		.where(sql`${submissions.id} = ${next}`)
		.returning();
	return row;
}

/** What may be worked on and nobody has taken up since an instant, oldest first. */
export async function listWaiting(
	db: Db,
	{ now, since, most }: { now: number; since: number; most: number },
): Promise<{ id: string; claims: number; createdAt: number }[]> {
	const { id, claims, createdAt } = submissions;
	return db
		.select({ id, claims, createdAt })
		.from(submissions)
		.where(sql`${createdAt} <= ${since} AND (${claimable(now)})`)
		.orderBy(createdAt)
		.limit(most);
}

/** Marks what waits for a free thread. @returns the ids that changed */
export async function markQueued(db: Db): Promise<string[]> {
	const rows = await db
		.update(submissions)
		.set({ status: 'queued' })
		.where(eq(submissions.status, 'received'))
		.returning({ id: submissions.id });
	return rows.map(({ id }) => id);
}

/** Extends all leases of an owner. */
export async function extendLeases(db: Db, owner: string, expiresAt: number): Promise<void> {
	await db
		.update(submissions)
		.set({ leaseExpiresAt: expiresAt })
		.where(and(eq(submissions.status, 'scoring'), eq(submissions.leaseOwner, owner)));
}

const released = {
	status: 'queued' as const,
	leaseToken: null,
	leaseOwner: null,
	leaseExpiresAt: null,
};

/** Owners of all leases. */
export async function listLeaseOwners(db: Db): Promise<string[]> {
	const rows = await db
		.selectDistinct({ owner: submissions.leaseOwner })
		.from(submissions)
		.where(eq(submissions.status, 'scoring'));
	return rows.flatMap(({ owner }) => (owner === null ? [] : [owner]));
}

/** Gives back everything that these owners hold. @returns the ids that changed */
export async function releaseLeases(db: Db, owners: string[]): Promise<string[]> {
	if (!owners.length) return [];
	const rows = await db
		.update(submissions)
		.set(released)
		.where(and(eq(submissions.status, 'scoring'), inArray(submissions.leaseOwner, owners)))
		.returning({ id: submissions.id });
	return rows.map(({ id }) => id);
}

/** Gives one row back, to be taken up again at once. @returns false if the lease was lost */
export async function releaseClaim(db: Db, token: string): Promise<boolean> {
	const rows = await db
		.update(submissions)
		.set(released)
		.where(and(eq(submissions.leaseToken, token), eq(submissions.status, 'scoring')))
		.returning({ id: submissions.id });
	return rows.length > 0;
}

/** Puts a row back after a crash, to be tried again later. @returns false if the lease was lost */
export async function retryLater(db: Db, token: string, notBefore: number): Promise<boolean> {
	const rows = await db
		.update(submissions)
		.set({ ...released, notBefore, crashes: sql`${submissions.crashes} + 1` })
		.where(and(eq(submissions.leaseToken, token), eq(submissions.status, 'scoring')))
		.returning({ id: submissions.id });
	return rows.length > 0;
}

/** Ends a row without a score and gives the attempt back. @returns false if the lease was lost */
export async function finishWithoutScore(
	db: Db,
	token: string,
	end: {
		status: 'invalid' | 'failed';
		problems: StoredProblem[];
		notices: Notice[];
		failure?: string;
		/** Of the competition when it was judged; a change published since may judge otherwise. */
		scoringRevision?: number;
		now: number;
	},
): Promise<boolean> {
	const { now, scoringRevision, ...values } = end;
	const unchanged =
		scoringRevision === undefined
			? undefined
			: sql`(SELECT c.scoring_revision FROM competitions c
				WHERE c.id = ${submissions.competitionId}) = ${scoringRevision}`;
	const rows = await db
		.update(submissions)
		.set({
			...values,
			attemptReturned: true,
			finishedAt: now,
			leaseToken: null,
			leaseOwner: null,
			leaseExpiresAt: null,
		})
		.where(and(eq(submissions.leaseToken, token), eq(submissions.status, 'scoring'), unchanged))
		.returning({ id: submissions.id });
	return rows.length > 0;
}

/** How many submissions have not ended. */
export async function pendingWork(db: Db): Promise<number> {
	return db.$count(submissions, inArray(submissions.status, [...PENDING]));
}
