/**
 * Delivery through BullMQ. The rows of the database are the queue; a job only says "look at this
 * row", so that jobs may be lost, doubled or late.
 */
import type { Logger } from 'pino';
import type { RedisConnections } from './connect.ts';

/** A row that waits. */
export interface Waiting {
	id: string;
	/** Times that it was taken up: a row that comes back is another job. */
	claims: number;
}

export interface ScoringQueue {
	/** Can jobs be delivered now? */
	ready(): boolean;
	/** Tells scorers of rows. Never throws and never waits for a Redis that is away. */
	deliver(rows: readonly Waiting[]): Promise<void>;
	/**
	 * Hands every job to `take`, so many at once.
	 * @returns the function that takes nothing more and waits for what was taken
	 */
	consume(take: (id: string) => Promise<void>, atOnce: number): Promise<() => Promise<void>>;
	close(): Promise<void>;
}

const NAME = 'submissions';
/** A scorer that died holds its jobs this long; the lease of the row is as long. */
const LOCK_MS = 15_000;
const STALLED_EVERY_MS = 5_000;
/** After an error of the connection. */
const RETRY_MS = 500;
const FORGET = { removeOnComplete: true, removeOnFail: true };

export async function createQueue(
	connections: RedisConnections,
	log: Logger,
): Promise<ScoringQueue> {
	const { Queue, Worker } = await import('bullmq');
	const connection = connections.open('deliver');
	const prefix = connections.name('queue');
	const complain = (error: Error) => log.debug({ reason: error.message }, 'queue');
	const queue = new Queue<Record<string, never>>(NAME, {
		...{ connection, prefix, skipWaitingForReady: true },
		// Nobody reads the stream of events that BullMQ writes.
		streams: { events: { maxLen: 10 } },
	});
	queue.on('error', complain);
	const ready = () => connection.status === 'ready';

	return {
		ready,
		async deliver(rows) {
			if (!rows.length || !ready()) return;
			const jobs = rows.map(({ id, claims }) => ({
				name: 'score',
				data: {},
				// Of equal jobs BullMQ keeps one. What was taken up often comes after everything else.
				opts: {
					jobId: `${id}.${claims}`,
					...FORGET,
					...(claims ? { priority: Math.min(claims, 1000) } : {}),
				},
			}));
			await queue
				.addBulk(jobs)
				.catch((error: Error) => log.warn({ reason: error.message }, 'could not deliver'));
		},
		async consume(take, atOnce) {
			const worker = new Worker<Record<string, never>>(
				NAME,
				async ({ id }) => take(id!.slice(0, id!.lastIndexOf('.'))),
				{
					...{ connection: connections.open('take'), prefix, concurrency: atOnce },
					...{ lockDuration: LOCK_MS, stalledInterval: STALLED_EVERY_MS, runRetryDelay: RETRY_MS },
				},
			);
			worker.on('error', complain);
			return async () => worker.close(!ready());
		},
		async close() {
			await queue.close().catch(complain);
		},
	};
}
