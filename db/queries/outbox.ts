/** Mails that wait. A row is claimed before its mail leaves, so that none leaves twice. */
import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import { user } from '../schema/auth.ts';
import { competitions } from '../schema/competitions.ts';
import { outbox, type OutboxRow } from '../schema/notifications.ts';

const DAY_MS = 24 * 3_600_000;
/** Older news is not sent: the server was off, or mail was set up only now. */
const STALE_MS = 2 * DAY_MS;
const KEEP_MS = 30 * DAY_MS;

export interface OutgoingMail extends OutboxRow {
	to: { name: string; email: string; locale: string | null };
	competition: string | null;
}

/** Takes the next mail that may leave. @returns undefined if none waits */
export async function claimMail(db: Db, now: number): Promise<OutgoingMail | undefined> {
	const next = sql`(SELECT id FROM outbox
		WHERE status = 'waiting' AND not_before <= ${now} AND created_at > ${now - STALE_MS}
		ORDER BY not_before, created_at, id LIMIT 1)`;
	const [row] = await db
		.update(outbox)
		.set({ status: 'sending', attempts: sql`${outbox.attempts} + 1` })
		.where(and(sql`${outbox.id} = ${next}`, eq(outbox.status, 'waiting')))
		.returning();
	if (!row) return undefined;
	const [who] = await db
		.select({ name: user.name, email: user.email, locale: user.locale })
		.from(user)
		.where(eq(user.id, row.userId));
	const [about] = row.competitionId
		? await db
				.select({ title: competitions.title })
				.from(competitions)
				.where(eq(competitions.id, row.competitionId))
		: [];
	return { ...row, to: who!, competition: about?.title ?? null };
}

export async function finishMail(db: Db, id: string, now: number): Promise<void> {
	await db
		.update(outbox)
		.set({ status: 'sent', sentAt: now, failure: null })
		.where(eq(outbox.id, id));
}

/** @param again when to try again; null: never */
export async function refuseMail(
	db: Db,
	id: string,
	failure: string,
	again: number | null,
): Promise<void> {
	const next = again === null ? ({ status: 'failed' } as const) : { notBefore: again };
	await db
		.update(outbox)
		.set({ status: 'waiting', failure, ...next })
		.where(eq(outbox.id, id));
}

/** What is stale or was kept long enough is gone. */
export async function dropOldMail(db: Db, now: number): Promise<void> {
	await db
		.delete(outbox)
		.where(and(eq(outbox.status, 'waiting'), lt(outbox.createdAt, now - STALE_MS)));
	await db
		.delete(outbox)
		.where(
			and(
				inArray(outbox.status, ['sent', 'failed', 'sending']),
				lt(outbox.createdAt, now - KEEP_MS),
			),
		);
}
