import { createRoute, z } from '@hono/zod-openapi';
import type { AuditEntry } from '#lib/api/schemas/audit';
import { AuditCheck, AuditLog } from '#lib/api/schemas/audit';
import { Page } from '#lib/api/schemas/common';
import {
	AUDIT_ACTIONS,
	auditPages,
	listAuditActors,
	listAuditEntries,
	verifyAudit,
	withEntry,
	type AuditFilter,
} from '#db/queries/audit';
import type { ChainState } from '#db/audit-chain';
import type { AuditRow } from '#db/schema/audit';
import { requireCompetition, requireOrganiser } from '../access.ts';
import { entryBy } from '../competitions/entry.ts';
import { csvFile } from '../csv.ts';
import type { Services } from '../services.ts';
import { newApp, ok, sends, SlugParam } from './context.ts';
import { attachment } from './download.ts';

const tags = ['Audit log'];

const Filter = z.object({
	action: z.enum(AUDIT_ACTIONS).optional(),
	actor: z.string().max(100).optional(),
	q: z.string().trim().max(100).default(''),
});

const list = createRoute({
	method: 'get',
	path: '/competitions/{slug}/audit',
	tags,
	summary: 'Who did what when, newest first (its organisers)',
	request: { params: SlugParam, query: Page.extend(Filter.shape) },
	responses: ok(AuditLog, 'One page'),
});

const check = createRoute({
	method: 'get',
	path: '/competitions/{slug}/audit/check',
	tags,
	summary: 'Is the chain of the log whole, and where does it break (its organisers)',
	request: {
		params: SlugParam,
		query: z.object({
			head: z
				.string()
				.regex(/^[0-9a-f]{64}$/)
				.optional()
				.openapi({ description: 'A hash that the log had: without it the log has been cut' }),
		}),
	},
	responses: ok(AuditCheck, 'Every hash was computed again'),
});

const csv = createRoute({
	method: 'get',
	path: '/competitions/{slug}/audit.csv',
	tags,
	summary: 'The log as a table, oldest first',
	request: { params: SlugParam, query: Filter },
	responses: sends('text/csv', 'The file'),
});

const json = createRoute({
	method: 'get',
	path: '/competitions/{slug}/audit.json',
	tags,
	summary: 'The log with every hash, oldest first',
	request: { params: SlugParam, query: Filter },
	responses: sends('application/json', 'A list of AuditEntry'),
});

export const presentEntry = (row: AuditRow): AuditEntry => ({
	seq: row.seq,
	at: new Date(row.at).toISOString(),
	actor: { id: row.actorId, name: row.actorName },
	action: row.action,
	target: row.target,
	detail: JSON.parse(row.detail) as Record<string, unknown>,
	previous: row.previous,
	hash: row.hash,
});

export const presentCheck = ({ brokenAt, ...state }: ChainState): AuditCheck => ({
	...state,
	broken_at: brokenAt,
});

const HEAD = ['seq', 'at', 'actor_id', 'actor', 'action', 'target', 'detail', 'previous', 'hash'];

async function allRows(services: Services, id: string, filter: AuditFilter): Promise<AuditRow[]> {
	const rows: AuditRow[] = [];
	for await (const page of auditPages(services.db, id, filter)) rows.push(...page);
	return rows;
}

export function auditRoutes(services: Services) {
	const { db, now } = services;
	const seatOf = async (
		c: { var: { viewer: Parameters<typeof requireCompetition>[1] } },
		slug: string,
	) => {
		const seat = await requireCompetition(services, c.var.viewer, slug);
		const { user } = requireOrganiser(seat);
		return { seat, user, id: seat.competition.id };
	};
	const app = newApp();
	app.openapi(list, async (c) => {
		const { id } = await seatOf(c, c.req.valid('param').slug);
		const { page, page_size, ...filter } = c.req.valid('query');
		const { rows, total } = await listAuditEntries(db, id, filter, { page, page_size });
		const actors = await listAuditActors(db, id);
		const answer = { entries: rows.map(presentEntry), total, page, page_size, actors };
		return c.json({ ...answer, actions: [...AUDIT_ACTIONS] }, 200);
	});
	app.openapi(check, async (c) => {
		const { id } = await seatOf(c, c.req.valid('param').slug);
		return c.json(presentCheck(await verifyAudit(db, id, c.req.valid('query').head)), 200);
	});
	app.openapi(csv, async (c) => {
		const { seat, user, id } = await seatOf(c, c.req.valid('param').slug);
		const rows = await allRows(services, id, c.req.valid('query'));
		await withEntry(db, entryBy(seat, user, 'audit_log_downloaded', now()));
		const cells = rows.map((row) => [
			...[row.seq, new Date(row.at).toISOString(), row.actorId, row.actorName, row.action],
			...[row.target, row.detail, row.previous, row.hash],
		]);
		return c.body(csvFile([HEAD, ...cells]), 200, {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': attachment(`${seat.competition.slug}-audit.csv`),
		}) as never;
	});
	app.openapi(json, async (c) => {
		const { seat, user, id } = await seatOf(c, c.req.valid('param').slug);
		const rows = await allRows(services, id, c.req.valid('query'));
		await withEntry(db, entryBy(seat, user, 'audit_log_downloaded', now()));
		return c.body(JSON.stringify(rows.map(presentEntry), null, '\t'), 200, {
			'content-type': 'application/json',
			'content-disposition': attachment(`${seat.competition.slug}-audit.json`),
		}) as never;
	});
	return app;
}
