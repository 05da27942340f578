/** A database file in this process: the default. */
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient, type Client } from '@libsql/client';
import { migrateOnce } from '../migrate.server.ts';

/** How long a statement waits for another process's write before it fails. */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * One connection: PRAGMAs belong to a connection, and the client opens further ones, with defaults,
 * whenever two calls overlap. Statements on an embedded file run synchronously anyway.
 */
function connect(path: string): Client {
	const client = createClient({
		url: pathToFileURL(resolve(path)).href,
		concurrency: 1,
		timeout: BUSY_TIMEOUT_MS,
	});
	// drizzle starts its batches as readers, and a reader that turns writer while another process
	// writes fails at once instead of waiting. Ours always write.
	const batch = client.batch.bind(client);
	client.batch = (statements, mode = 'write') => batch(statements, mode);
	return client;
}

/** Two processes may open a new file at the same time; the slower one looks again. */
async function useLog(client: Client, attempts = 5): Promise<void> {
	try {
		await client.execute('PRAGMA journal_mode = WAL');
	} catch (error) {
		if (attempts <= 1) throw error;
		await new Promise((done) => setTimeout(done, 50 + Math.random() * 100));
		await useLog(client, attempts - 1);
	}
}

/**
 * Opens the file, creating and migrating it where needed.
 *
 * WAL lets readers and one writer of several processes work at once. synchronous=FULL syncs the log
 * at every commit: what was acknowledged survives a kill and, as far as the disk keeps its promise,
 * a power cut (NORMAL would survive only the kill).
 */
export async function openEmbedded(path: string): Promise<Client> {
	mkdirSync(dirname(resolve(path)), { recursive: true });
	const client = connect(path);
	try {
		await useLog(client);
		await migrateOnce(client);
		// After migrating: the client's migrate() switches foreign keys off and on again.
		await client.execute('PRAGMA foreign_keys = ON');
		await client.execute('PRAGMA synchronous = FULL');
		return client;
	} catch (error) {
		client.close();
		throw error;
	}
}
