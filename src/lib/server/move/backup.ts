/** A copy of everything in a folder, of one instant, while the server runs. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient, type Client } from '@libsql/client';
import { openLocalStore } from '../storage/local-store.ts';
import { copyFiles } from './files.ts';
import { openFolder, type Place } from './place.ts';
import { listTables, stateOf, type TableState } from './tables.ts';
import { transfer, TransferError, type TransferReport, type Watcher } from './transfer.ts';

const MANIFEST = 'backup.json';

export interface Manifest extends TransferReport {
	/** ISO 8601, UTC. */
	made: string;
	version: string;
}

/** Of a file: SQLite writes the present state into a new one, and writers go on meanwhile. */
async function snapshotOfFile(client: Client, folder: string): Promise<void> {
	const [draft, path] = [join(folder, 'holdout.db.new'), join(folder, 'holdout.db')];
	for (const end of ['', '-wal', '-shm']) rmSync(draft + end, { force: true });
	await client.execute({ sql: 'VACUUM INTO ?', args: [draft] });
	for (const end of ['-wal', '-shm']) rmSync(path + end, { force: true });
	renameSync(draft, path);
}

/** Of a server: one long read, which sees the state of its begin. */
async function snapshotOfServer(source: Place, folder: string, watch: Watcher): Promise<void> {
	for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `holdout.db${end}`), { force: true });
	const target = await openFolder(folder);
	const reading = await source.client.transaction('read');
	try {
		const noFiles = { ...source.files, list: async function* () {} };
		await transfer({ ...source, files: noFiles }, target, watch, reading);
	} finally {
		reading.close();
		await target.close();
	}
}

async function statesOf(client: Client): Promise<Record<string, TableState>> {
	const states: Record<string, TableState> = {};
	for (const table of await listTables(client)) states[table.name] = await stateOf(client, table);
	return states;
}

/** Opens a backup's database without changing it. */
const openSnapshot = (folder: string) =>
	createClient({ url: `file:${join(folder, 'holdout.db')}`, intMode: 'number' });

/**
 * Writes a backup, or brings one up to date: files that it has already are not copied again. The
 * database comes first; every file that it names was there before its row.
 * @param folder made where it is missing
 */
export async function backUp(
	source: Place,
	folder: string,
	about: { embedded: boolean; version: string; now: number },
	watch: Watcher = () => undefined,
): Promise<Manifest> {
	rmSync(join(folder, MANIFEST), { force: true });
	const files = openLocalStore(folder);
	if (about.embedded) await snapshotOfFile(source.client, folder);
	else await snapshotOfServer(source, folder, watch);
	const copied = await copyFiles(source.files, files, (n, of) => watch('files', n / of));
	const snapshot = openSnapshot(folder);
	try {
		const manifest: Manifest = {
			made: new Date(about.now).toISOString(),
			version: about.version,
			tables: await statesOf(snapshot),
			files: copied.length,
			bytes: copied.reduce((sum, { size }) => sum + size, 0),
		};
		// The last thing: a folder without it is no backup.
		writeFileSync(join(folder, MANIFEST), JSON.stringify(manifest, null, 2), { flush: true });
		return manifest;
	} finally {
		snapshot.close();
	}
}

/** @throws TransferError where the folder is no whole backup */
export function readManifest(folder: string): Manifest {
	const path = join(folder, MANIFEST);
	if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
	throw new TransferError(
		'no_backup',
		`"${folder}" is not a backup, or one that was not finished.`,
		'Name a folder that `holdout backup` wrote.',
	);
}

/** Compares a backup with what was noted when it was made. Files are checked as they are copied. */
async function requireUnchanged(folder: string, { tables }: Manifest): Promise<void> {
	const snapshot = openSnapshot(folder);
	try {
		const states = await statesOf(snapshot);
		for (const [name, state] of Object.entries(tables)) {
			if (states[name]?.hash === state.hash) continue;
			throw new TransferError(
				'damaged_backup',
				`Table ${name} of the backup is not what was backed up.`,
				'Use another backup.',
			);
		}
	} finally {
		snapshot.close();
	}
}

/** Brings a backup into an empty place. It may be of an older version: that is migrated first. */
export async function restore(
	folder: string,
	target: Place,
	watch: Watcher = () => undefined,
): Promise<TransferReport> {
	await requireUnchanged(folder, readManifest(folder));
	const source = await openFolder(folder);
	try {
		return await transfer(source, target, watch);
	} finally {
		await source.close();
	}
}
