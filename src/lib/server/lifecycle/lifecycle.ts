/** Where submissions are scored: by this process, or by scorer processes behind Redis. */
import type { ScorerPool } from '#scorer/service/pool';
import type { RedisServices } from '../redis/open.ts';
import type { Services } from '../services.ts';
import { createDispatcher, type Dispatcher } from './dispatcher.ts';

/** `web` also stands for commands. */
export type Role = 'web' | 'scorer';

export interface Lifecycle extends Pick<Dispatcher, 'start' | 'drain' | 'stop'> {
	wake: Services['wake'];
}

const TIMING = { leaseMs: 15_000, pollMs: 1000 };

export function createLifecycle(
	services: Services & { pool: ScorerPool },
	threads: number,
	redis: RedisServices | null,
	role: Role,
): Lifecycle {
	if (!redis) return createDispatcher(services, threads, TIMING);
	if (role === 'scorer') return createDispatcher(services, threads, TIMING, redis.queue);
	// `drain` still scores here: a command, or a first start, must not need a scorer to be running.
	const own = createDispatcher(services, threads, TIMING);
	return {
		start: () => Promise.resolve(),
		drain: () => own.drain(),
		stop: () => own.stop(),
		wake(submissionId) {
			own.wake();
			// What comes without an id is found by the scorers' own look, within a second or two.
			if (submissionId !== undefined) void redis.queue.deliver([{ id: submissionId, claims: 0 }]);
		},
	};
}
