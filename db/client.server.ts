import type { Client } from '@libsql/client';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import { openEmbedded } from './engines/embedded.server.ts';
import type { RemoteDatabase } from './engines/remote.server.ts';
import * as schema from './schema/index.ts';

export type Db = LibSQLDatabase<typeof schema>;

export interface OpenDatabase {
	db: Db;
	client: Client;
	close(): void;
}

/** What a server needs is loaded only where there is one. */
async function openServer(server: RemoteDatabase): Promise<Client> {
	const { connectRemote, openRemote } = await import('./engines/remote.server.ts');
	const primary = await openRemote(server);
	if (!server.replicaUrl) return primary;
	const { withReplica } = await import('./engines/replica.server.ts');
	return withReplica(primary, connectRemote(server.replicaUrl, server.token));
}

/**
 * Opens a database, migrating it where needed.
 * @param where a file's path, which is created where it is missing, or a libSQL server
 */
export async function openDatabase(where: string | RemoteDatabase): Promise<OpenDatabase> {
	const client = typeof where === 'string' ? await openEmbedded(where) : await openServer(where);
	return { db: drizzle(client, { schema }), client, close: () => client.close() };
}
