/**
 * Takes all content from one place to an empty one: tables, then files, then a comparison of
 * everything. What an interrupted transfer has brought stays, and the next one goes on from there.
 */
import type { Client } from '@libsql/client';
import type { Place } from './place.ts';
import { copyFiles } from './files.ts';
import {
	copyTable,
	listTables,
	stateOf,
	type Reader,
	type Table,
	type TableState,
} from './tables.ts';

/** Something that whoever started the transfer can mend. */
export class TransferError extends Error {
	readonly code: string;
	readonly remedy: string;

	constructor(code: string, message: string, remedy: string) {
		super(message);
		this.code = code;
		this.remedy = remedy;
	}
}

export interface TransferReport {
	tables: Record<string, TableState>;
	files: number;
	/** Of all files. */
	bytes: number;
}

export interface Watcher {
	/** Share of the step that is done, 0 to 1. */
	(step: 'tables' | 'files' | 'comparison', share: number): void;
}

const count = async (reader: Reader, name: string) =>
	Number((await reader.execute(`SELECT count(*) AS n FROM "${name}"`)).rows[0]!.n);

const MARK = 'CREATE TABLE IF NOT EXISTS holdout_move (begun text)';
const isMarked = async (client: Client) =>
	(await client.execute("SELECT 1 FROM sqlite_master WHERE name = 'holdout_move'")).rows.length > 0;

/** Empty, or left half-way by an earlier transfer. */
async function requireRoom(target: Place, tables: Table[]): Promise<void> {
	if (await isMarked(target.client)) return;
	for (const { name } of tables) {
		if ((await count(target.client, name)) === 0) continue;
		throw new TransferError(
			'not_empty',
			`There is content already in ${target.name} (table ${name}).`,
			'Name an empty database or folder: nothing is ever overwritten.',
		);
	}
	await target.client.execute(MARK);
}

async function requireSameVersion(from: Reader, to: Reader): Promise<void> {
	const hashes = async (reader: Reader) =>
		(await reader.execute('SELECT hash FROM __drizzle_migrations ORDER BY created_at')).rows
			.map(({ hash }) => String(hash))
			.join();
	if ((await hashes(from)) === (await hashes(to))) return;
	throw new TransferError(
		'other_version',
		'The two databases are of different versions.',
		'Use the version of Holdout that wrote the newer one.',
	);
}

const changed = (what: string) =>
	new TransferError(
		'changed_meanwhile',
		`${what} differs between the two places.`,
		'Stop every process that writes, empty the target, and start again.',
	);

async function compareTables(
	from: Reader,
	to: Reader,
	tables: Table[],
	done: (share: number) => void,
): Promise<Record<string, TableState>> {
	const states: Record<string, TableState> = {};
	for (const [i, table] of tables.entries()) {
		const [was, is] = [await stateOf(from, table), await stateOf(to, table)];
		if (was.hash !== is.hash) {
			throw changed(`Table ${table.name} (${was.rows} and ${is.rows} rows)`);
		}
		states[table.name] = is;
		done((i + 1) / tables.length);
	}
	const broken = await to.execute('PRAGMA foreign_key_check');
	if (broken.rows.length) throw changed(`A reference of table ${String(broken.rows[0]!.table)}`);
	return states;
}

/** @param reader one state of the source, where it may be changing */
export async function transfer(
	source: Place,
	target: Place,
	watch: Watcher = () => undefined,
	reader: Reader = source.client,
): Promise<TransferReport> {
	const tables = await listTables(reader);
	await requireSameVersion(reader, target.client);
	await requireRoom(target, tables);
	const counts = await Promise.all(tables.map(({ name }) => count(reader, name)));
	const total = Math.max(
		1,
		counts.reduce((sum, n) => sum + n, 0),
	);
	let rows = 0;
	for (const table of tables) {
		await copyTable(reader, target.client, table, (n) => watch('tables', (rows += n) / total));
	}
	const files = await copyFiles(source.files, target.files, (n, of) => watch('files', n / of));
	const states = await compareTables(reader, target.client, tables, (share) =>
		watch('comparison', share),
	);
	await target.client.execute('DROP TABLE holdout_move');
	return {
		tables: states,
		files: files.length,
		bytes: files.reduce((sum, { size }) => sum + size, 0),
	};
}
