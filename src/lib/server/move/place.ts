/** Where an installation's content lies: a folder, or engines. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@libsql/client';
import { openDatabase } from '#db/client.server';
import type { Engines } from '../settings/engines.ts';
import { openLocalStore } from '../storage/local-store.ts';
import type { FileStore } from '../storage/store.ts';

export interface Place {
	name: string;
	client: Client;
	files: FileStore;
	close(): Promise<void>;
}

const place = (name: string, client: Client, files: FileStore): Place => ({
	...{ name, client, files },
	async close() {
		await files.close();
		client.close();
	},
});

/** A data folder or a backup; made and migrated where needed. */
export async function openFolder(folder: string): Promise<Place> {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const { client } = await openDatabase(join(folder, 'holdout.db'));
	return place(folder, client, openLocalStore(folder));
}

/** What the settings name; what they do not name lies in the data folder. */
export async function openEngines(engines: Engines, dataDir: string): Promise<Place> {
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const { database, storage } = engines;
	const { client } = await openDatabase(
		database ? { ...database, replicaUrl: undefined } : join(dataDir, 'holdout.db'),
	);
	const files = storage
		? await (await import('../storage/s3-store.ts')).openS3Store(storage, dataDir)
		: openLocalStore(dataDir);
	return place('the engines', client, files);
}
