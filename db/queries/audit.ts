/** The audit log. Whatever an organiser does is written together with its entry, or not at all. */
import { and, asc, desc, eq, gt, like, or, sql, type SQL } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { auditHash, GENESIS, verifyChain, type ChainState } from '../audit-chain.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { Db } from '../client.server.ts';
import { auditEntries, type AuditRow } from '../schema/audit.ts';
import { competitions } from '../schema/competitions.ts';

/** Who acts; null is the server itself, or a command on the data folder. */
export type Actor = { id: string; name: string } | null;

export const AUDIT_ACTIONS = [
	'competition_imported',
	'competition_published',
	'competition_exported',
	'settings_changed',
	'settings_restored',
	'page_edited',
	'page_restored',
	'organiser_added',
	'organiser_role_changed',
	'organiser_removed',
	'announcement_posted',
	'announcement_edited',
	'announcement_deleted',
	'baseline_submitted',
	'baseline_card_set',
	'baseline_card_removed',
	'submission_disqualified',
	'submission_reinstated',
	'submissions_downloaded',
	'participant_approved',
	'participant_declined',
	'private_board_revealed',
	'roster_changed',
	'roster_downloaded',
	'student_changed',
	'student_removed',
	'extension_given',
	'extension_withdrawn',
	'grade_scheme_changed',
	'grade_overridden',
	'grade_override_removed',
	'grades_released',
	'grades_withdrawn',
	'grades_exported',
	'integrity_run_started',
	'integrity_marked',
	'integrity_mark_removed',
	'competition_cloned',
	'rescoring_proposed',
	'rescoring_published',
	'rescoring_discarded',
	'commitment_made',
	'commitment_revealed',
	'competition_exported_whole',
	'competition_restored',
	'audit_log_downloaded',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export interface NewAuditEntry {
	competitionId: string;
	/** UTC ms. */
	at: number;
	actor: Actor;
	action: AuditAction;
	target?: string | null;
	/** No personal data but ids and names: an entry is never deleted. */
	detail?: Record<string, unknown>;
}

type Head = Pick<AuditRow, 'seq' | 'hash'>;

/** The entry as the next one after a head. */
export function chained(entry: NewAuditEntry, head: Head | undefined): AuditRow {
	const row = {
		competitionId: entry.competitionId,
		seq: (head?.seq ?? 0) + 1,
		at: entry.at,
		actorId: entry.actor?.id ?? null,
		actorName: entry.actor?.name ?? 'server',
		action: entry.action,
		target: entry.target ?? null,
		detail: canonicalJson(entry.detail ?? {}),
		previous: head?.hash ?? GENESIS,
	};
	return { ...row, hash: auditHash(row) };
}

async function findHead(db: Db, competitionId: string): Promise<Head | undefined> {
	const [head] = await db
		.select({ seq: auditEntries.seq, hash: auditEntries.hash })
		.from(auditEntries)
		.where(eq(auditEntries.competitionId, competitionId))
		.orderBy(desc(auditEntries.seq))
		.limit(1);
	return head;
}

const insertEntry = (row: AuditRow, when: SQL) => sql`
	INSERT INTO audit_entries (competition_id, seq, at, actor_id, actor_name, action, target, detail,
		previous, hash)
	SELECT ${row.competitionId}, ${row.seq}, ${row.at}, ${row.actorId}, ${row.actorName},
		${row.action}, ${row.target}, ${row.detail}, ${row.previous}, ${row.hash}
	WHERE ${when}`;

/** Somebody else appended between our look at the head and our write. */
function isOvertaken(error: unknown): boolean {
	for (let at = error; at instanceof Error; at = at.cause) {
		if (/UNIQUE.*audit_entries/.test(at.message)) return true;
	}
	return false;
}

const MOST_TRIES = 200;

/** The statement before it changed something. */
export const CHANGED = sql`changes() > 0`;

/**
 * Runs statements and appends their entry in one batch. Two writers cannot append after the same
 * head: the later one's batch is rolled back as a whole, and tried again after the new head.
 * @param when evaluated after the statements; if it is false nothing is appended. `CHANGED` asks the last
 * @param after statements that follow from the others, and do not decide about the entry
 * @returns the results of the statements, and the entry's number if it was appended
 */
export async function withEntry(
	db: Db,
	entry: NewAuditEntry,
	statements: BatchItem<'sqlite'>[] = [],
	when: SQL = sql`1 = 1`,
	after: BatchItem<'sqlite'>[] = [],
): Promise<{ results: unknown[]; seq: number | null }> {
	for (let tries = 1; ; tries++) {
		const row = chained(entry, await findHead(db, entry.competitionId));
		const append = db.all<{ seq: number }>(sql`${insertEntry(row, when)} RETURNING seq`);
		try {
			const [first, ...rest] = [...statements, append, ...after];
			const results: unknown[] = await db.batch([first!, ...rest]);
			const [appended] = results[statements.length] as { seq: number }[];
			return { results, seq: appended?.seq ?? null };
		} catch (error) {
			if (!isOvertaken(error) || tries >= MOST_TRIES) throw error;
			await new Promise((done) => setTimeout(done, Math.random() * Math.min(tries, 20)));
		}
	}
}

export interface AuditFilter {
	action?: AuditAction;
	/** User id. */
	actor?: string;
	/** Part of a name or a target. */
	q?: string;
}

function whereOf(competitionId: string, { action, actor, q }: AuditFilter): SQL | undefined {
	const pattern = `%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
	const contains = (column: typeof auditEntries.target | typeof auditEntries.actorName) =>
		sql`${like(column, pattern)} ESCAPE '\\'`;
	return and(
		eq(auditEntries.competitionId, competitionId),
		action && eq(auditEntries.action, action),
		actor === undefined ? undefined : eq(auditEntries.actorId, actor),
		q
			? or(
					contains(auditEntries.actorName),
					contains(auditEntries.target),
					sql`${auditEntries.detail} LIKE ${pattern} ESCAPE '\\'`,
				)
			: undefined,
	);
}

/** One page, newest first. */
export async function listAuditEntries(
	db: Db,
	competitionId: string,
	filter: AuditFilter,
	page: { page: number; page_size: number },
): Promise<{ rows: AuditRow[]; total: number }> {
	const where = whereOf(competitionId, filter);
	const rows = await db
		.select()
		.from(auditEntries)
		.where(where)
		.orderBy(desc(auditEntries.seq))
		.limit(page.page_size)
		.offset((page.page - 1) * page.page_size);
	return { rows, total: await db.$count(auditEntries, where) };
}

/** Everyone who appears in a log. */
export const listAuditActors = (
	db: Db,
	competitionId: string,
): Promise<{ id: string | null; name: string }[]> =>
	db
		.selectDistinct({ id: auditEntries.actorId, name: auditEntries.actorName })
		.from(auditEntries)
		.where(eq(auditEntries.competitionId, competitionId))
		.orderBy(asc(auditEntries.actorName));

const PAGE = 2000;

/** A whole log, oldest first, a page at a time. */
export async function* auditPages(
	db: Db,
	competitionId: string,
	filter: AuditFilter = {},
): AsyncGenerator<AuditRow[]> {
	for (let last = 0; ;) {
		const rows = await db
			.select()
			.from(auditEntries)
			.where(and(whereOf(competitionId, filter), gt(auditEntries.seq, last)))
			.orderBy(asc(auditEntries.seq))
			.limit(PAGE);
		if (rows.length) yield rows;
		if (rows.length < PAGE) return;
		last = rows.at(-1)!.seq;
	}
}

/** Is the log of a competition whole? See db/audit-chain.ts. */
export const verifyAudit = (
	db: Db,
	competitionId: string,
	expectedHead?: string,
): Promise<ChainState> => verifyChain(auditPages(db, competitionId), expectedHead);

/** Every log, of deleted competitions too (slug null). */
export const listAudited = (db: Db): Promise<{ id: string; slug: string | null }[]> =>
	db
		.selectDistinct({ id: auditEntries.competitionId, slug: competitions.slug })
		.from(auditEntries)
		.leftJoin(competitions, eq(competitions.id, auditEntries.competitionId))
		.orderBy(asc(auditEntries.competitionId));
