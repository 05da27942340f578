/** A libSQL server (`sqld`) or Turso, over HTTP or a web socket. */
import { createClient, type Client, type InStatement } from '@libsql/client';
import { migrateOnce } from '../migrate.server.ts';
import { isRead } from './statements.ts';

export interface RemoteDatabase {
	url: string;
	token?: string | undefined;
	replicaUrl?: string | undefined;
}

/** A server that restarts is back within this time, as a rule. */
const PATIENCE_MS = 10_000;
const FIRST_PAUSE_MS = 25;
/** Requests in flight from this process. */
const AT_ONCE = 32;

/** All messages of an error and of what caused it. */
function wordsOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const inner = error instanceof AggregateError ? error.errors.map(wordsOf).join(' ') : '';
	const { code } = error as NodeJS.ErrnoException;
	const cause = error.cause === undefined ? '' : wordsOf(error.cause);
	return `${code ?? ''} ${error.message} ${inner} ${cause}`;
}

/** The request cannot have arrived. */
const neverArrived = (error: unknown) => /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/.test(wordsOf(error));
/** The answer got lost; whether the request was carried out is not known. */
const connectionBroke = (error: unknown) =>
	/fetch failed|ECONNRESET|UND_ERR|socket|other side closed|WEBSOCKET|HRANA_CLOSED|EPIPE/i.test(
		wordsOf(error),
	);

/** Is the database away, as opposed to a statement being wrong? */
export const isUnreachable = (error: unknown) => neverArrived(error) || connectionBroke(error);

/** Repeats what cannot have had an effect; a write whose answer was lost is never sent twice. */
async function patiently<T>(repeatable: boolean, work: () => Promise<T>): Promise<T> {
	const until = Date.now() + PATIENCE_MS;
	for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, 500)) {
		try {
			return await work();
		} catch (error) {
			const again = neverArrived(error) || (repeatable && connectionBroke(error));
			if (!again || Date.now() + pause > until) throw error;
			await new Promise((done) => setTimeout(done, pause));
		}
	}
}

/** A client that outlasts a restart of its server. */
export function connectRemote(url: string, token?: string): Client {
	const client = createClient({
		url,
		concurrency: AT_ONCE,
		...(token === undefined ? {} : { authToken: token }),
	});
	const execute = client.execute.bind(client) as (
		statement: InStatement,
	) => ReturnType<Client['execute']>;
	const batch = client.batch.bind(client);
	client.execute = ((statement: InStatement) =>
		patiently(isRead(statement), () => execute(statement))) as Client['execute'];
	// Write transactions from their start, as with a file.
	client.batch = (statements, mode = 'write') =>
		patiently(mode === 'read', () => batch(statements, mode));
	return client;
}

/** Opens a server's database, migrating it where needed. It may still be starting. */
export async function openRemote({ url, token }: RemoteDatabase): Promise<Client> {
	const client = connectRemote(url, token);
	try {
		await migrateOnce(client);
		const { rows } = await client.execute('PRAGMA foreign_keys');
		if (Number(rows[0]?.foreign_keys) !== 1) {
			throw new Error('the database server does not enforce foreign keys');
		}
		return client;
	} catch (error) {
		client.close();
		throw error;
	}
}
