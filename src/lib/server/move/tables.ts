/** Copying tables between two databases of the same version, row by row, and comparing them. */
import { createHash } from 'node:crypto';
import type { Client, InStatement, InValue, Row } from '@libsql/client';

/** Reads of one state: a client, or a transaction of one. */
export type Reader = Pick<Client, 'execute'>;

export interface Table {
	name: string;
	columns: string[];
}

export interface TableState {
	rows: number;
	/** SHA-256 over every value of every row, in the order of their numbers. */
	hash: string;
}

/** Not content: each database keeps its own. */
const OWN = new Set(['__drizzle_migrations', 'write_counter', 'holdout_move']);
const MOST_ROWS = 200;
/** Rows may hold reports of 100 KB; servers limit an answer to 10 MB, and a request too. */
const MOST_BYTES = 4_000_000;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

export async function listTables(reader: Reader): Promise<Table[]> {
	const { rows } = await reader.execute(
		`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
			AND name NOT LIKE 'libsql\\_%' ESCAPE '\\' ORDER BY name`,
	);
	const names = rows.map(({ name }) => String(name)).filter((name) => !OWN.has(name));
	return Promise.all(
		names.map(async (name) => {
			const info = await reader.execute(`SELECT name FROM pragma_table_info('${name}')`);
			return { name, columns: info.rows.map((column) => String(column.name)) };
		}),
	);
}

/** Rows after a row number, as many as are surely small enough together. */
async function* pages(reader: Reader, { name, columns }: Table, after = 0): AsyncGenerator<Row[]> {
	const list = columns.map(quoted).join(', ');
	const size = columns.map((column) => `coalesce(length(${quoted(column)}), 0)`).join(' + ');
	for (let last = after; ;) {
		const ahead = await reader.execute({
			sql: `SELECT rowid AS at, ${size} AS size FROM ${quoted(name)} WHERE rowid > ?
				ORDER BY rowid LIMIT ${MOST_ROWS}`,
			args: [last],
		});
		if (!ahead.rows.length) return;
		let bytes = 0;
		let until = last;
		for (const row of ahead.rows) {
			bytes += Number(row.size);
			if (bytes > MOST_BYTES && until !== last) break;
			until = Number(row.at);
		}
		const { rows } = await reader.execute({
			sql: `SELECT rowid, ${list} FROM ${quoted(name)} WHERE rowid > ? AND rowid <= ? ORDER BY rowid`,
			args: [last, until],
		});
		yield rows;
		last = until;
	}
}

const valuesOf = (row: Row, width: number) =>
	Array.from({ length: width }, (_, i) => row[i] as InValue);

/** A value and its type; a number is written so that it reads back the same. */
function hashable(value: unknown): string {
	if (value instanceof ArrayBuffer) return `b${Buffer.from(value).toString('hex')}`;
	return value === null ? '-' : `${typeof value === 'string' ? 's' : 'n'}${String(value)}`;
}

export async function stateOf(reader: Reader, table: Table): Promise<TableState> {
	const hash = createHash('sha256');
	let rows = 0;
	for await (const page of pages(reader, table)) {
		for (const row of page) {
			const values = valuesOf(row, table.columns.length + 1).map(hashable);
			hash.update(`${JSON.stringify(values)}\n`);
			rows++;
		}
	}
	return { rows, hash: hash.digest('hex') };
}

/** Copies the rows that come after the target's last; row numbers stay. @returns rows copied */
export async function copyTable(
	reader: Reader,
	target: Client,
	table: Table,
	copied: (rows: number) => void,
): Promise<void> {
	const { name, columns } = table;
	const places = columns.map(() => '?').join(', ');
	const sql = `INSERT INTO ${quoted(name)} (rowid, ${columns.map(quoted).join(', ')}) VALUES (?, ${places})`;
	const { rows } = await target.execute(
		`SELECT coalesce(max(rowid), 0) AS last FROM ${quoted(name)}`,
	);
	for await (const page of pages(reader, table, Number(rows[0]!.last))) {
		const inserts = page.map((row): InStatement => ({
			sql,
			args: valuesOf(row, columns.length + 1),
		}));
		// Without foreign keys: tables refer to each other. They are checked at the end.
		await target.migrate(inserts);
		copied(page.length);
	}
}
