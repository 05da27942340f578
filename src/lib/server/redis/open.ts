import type { Logger } from 'pino';
import { createEvents, type SubmissionEvents } from '../events.ts';
import type { RedisEngine } from '../settings/engines.ts';
import { createConnections } from './connect.ts';
import { shareEvents } from './events.ts';
import { createQueue, type ScoringQueue } from './queue.ts';

/** What Redis does for Holdout: it delivers work, and tells other processes of changes. */
export interface RedisServices {
	queue: ScoringQueue;
	events: SubmissionEvents;
	close(): Promise<void>;
}

export async function openRedis(engine: RedisEngine, log: Logger): Promise<RedisServices> {
	const connections = await createConnections(engine, log);
	const queue = await createQueue(connections, log);
	return {
		queue,
		events: await shareEvents(createEvents(), connections, log),
		async close() {
			// Waits for nothing: whatever is not delivered lies in the database.
			await Promise.race([queue.close(), new Promise((done) => setTimeout(done, 500).unref())]);
			connections.close();
		},
	};
}
