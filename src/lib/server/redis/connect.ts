/** Connections to Redis. The client is loaded here only, so that the default never loads it. */
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { RedisEngine } from '../settings/engines.ts';

const SLOWEST_RETRY_MS = 1000;

export interface RedisConnections {
	/** A connection of its own; it comes back by itself after an outage. */
	open(purpose: string): Redis;
	/** A key or channel of this installation. */
	name(part: string): string;
	/** Ends all of them. */
	close(): void;
}

/** Opens nothing yet: a Redis that is away does not keep a server from starting. */
export async function createConnections(
	{ url, prefix }: RedisEngine,
	log: Logger,
): Promise<RedisConnections> {
	const { Redis: Client } = await import('ioredis');
	const all: Redis[] = [];
	return {
		name: (part) => `${prefix}:${part}`,
		open(purpose) {
			const connection = new Client(url, {
				// BullMQ asks for it; whoever must not wait looks at `status` first.
				maxRetriesPerRequest: null,
				connectionName: `${prefix}-${purpose}`,
				retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 10), SLOWEST_RETRY_MS),
			});
			let away = false;
			connection.on('error', (error: Error) => {
				// Each try to reconnect fails again; one line for an outage is enough.
				if (!away) log.warn({ purpose, reason: error.message }, 'Redis cannot be reached');
				away = true;
			});
			connection.on('ready', () => {
				if (away) log.warn({ purpose }, 'Redis is back');
				away = false;
			});
			all.push(connection);
			return connection;
		},
		close: () => all.forEach((connection) => connection.disconnect()),
	};
}
