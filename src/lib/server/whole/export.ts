/** A competition with everything that belongs to it, streamed. */
import { sql } from 'drizzle-orm';
import { auditPages } from '#db/queries/audit';
import type { CompetitionRow } from '#db/schema/competitions';
import { VERSION } from '../config.ts';
import type { Services } from '../services.ts';
import type { ZipItem } from '../zip-stream.ts';
import {
	AUDIT,
	filePath,
	MANIFEST,
	tablePath,
	USERS,
	WHOLE_FORMAT,
	type Manifest,
	type Row,
	type WholeUser,
} from './format.ts';
import { namesFile, WHOLE_TABLES, type WholeTable } from './tables.ts';

type Needs = Pick<Services, 'db' | 'files' | 'now'>;

const PAGE = 200;
const encode = (text: string) => new TextEncoder().encode(text);
const lines = (rows: unknown[]) => encode(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));

/** Rows of a table as they are stored, a page at a time. */
async function* rowsOf({ db }: Needs, { name, where }: WholeTable, id: string) {
	for (let last = 0; ;) {
		const rows = await db.all<Row & { row_number_: number }>(sql`
			SELECT rowid AS row_number_, * FROM ${sql.identifier(name)}
			WHERE rowid > ${last} AND ${where(id)} ORDER BY rowid LIMIT ${PAGE}`);
		if (!rows.length) return;
		last = rows.at(-1)!.row_number_;
		yield rows.map(({ row_number_: _, ...row }) => row as Row);
	}
}

async function countRows({ db }: Needs, { name, where }: WholeTable, id: string): Promise<number> {
	const [row] = await db.all<{ n: number }>(
		sql`SELECT count(*) AS n FROM ${sql.identifier(name)} WHERE ${where(id)}`,
	);
	return row!.n;
}

/** Everybody whom rows name, once. */
async function usersOf({ db }: Needs, id: string, addresses: boolean): Promise<WholeUser[]> {
	const users = new Map<string, WholeUser>();
	for (const { name, where, people } of WHOLE_TABLES) {
		for (const column of people) {
			const rows = await db.all<WholeUser>(sql`
				SELECT u.id AS id, u.name AS name, u.email AS email FROM user u
				WHERE u.id IN (SELECT ${sql.identifier(column)} FROM ${sql.identifier(name)}
					WHERE ${where(id)})`);
			for (const row of rows) users.set(row.id, addresses ? row : { ...row, email: null });
		}
	}
	return [...users.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * What the zip consists of, one after another; the stored files that rows name come last.
 * @param addresses may whoever exports have people's e-mail addresses?
 */
export async function* wholeItems(
	services: Needs,
	{ id, slug, title }: Pick<CompetitionRow, 'id' | 'slug' | 'title'>,
	addresses: boolean,
): AsyncGenerator<ZipItem> {
	const { db, files, now } = services;
	const rows: Manifest['rows'] = {};
	for (const table of WHOLE_TABLES) rows[table.name] = await countRows(services, table, id);
	const [audit] = await db.all<{ n: number }>(
		sql`SELECT count(*) AS n FROM audit_entries WHERE competition_id = ${id}`,
	);
	const manifest: Manifest = {
		...{ format: WHOLE_FORMAT, version: VERSION, competition: { id, slug, title } },
		...{ exported_at: new Date(now()).toISOString(), addresses, rows, audit: audit!.n },
	};
	yield { name: MANIFEST, content: encode(JSON.stringify(manifest, null, '\t')) };
	yield { name: USERS, content: lines(await usersOf(services, id, addresses)) };
	const named = new Set<string>();
	for (const table of WHOLE_TABLES) {
		const fileColumns = table.columns.filter(namesFile);
		yield {
			name: tablePath(table.name),
			content: () =>
				Promise.resolve(
					(async function* () {
						for await (const page of rowsOf(services, table, id)) {
							for (const row of page)
								for (const column of fileColumns) if (row[column]) named.add(String(row[column]));
							yield lines(page);
						}
					})(),
				),
		};
	}
	yield {
		name: AUDIT,
		content: () =>
			Promise.resolve(
				(async function* () {
					for await (const page of auditPages(db, id)) yield lines(page);
				})(),
			),
	};
	for (const sha256 of [...named].sort()) {
		// Evidence may be gone; then the evaluation is one without, here as there.
		const stream = await files.readStream(sha256).catch(() => null);
		if (stream) yield { name: filePath(sha256), content: () => Promise.resolve(stream) };
	}
}
