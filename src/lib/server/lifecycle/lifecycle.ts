/**
 * What goes on by itself: competitions are committed when they open, submissions are scored, open
 * changes of a scoring judge what has a score. By this process, or by scorer processes behind Redis.
 */
import type { ScorerPool } from '#scorer/service/pool';
import { createCommitter } from '../commitments/committer.ts';
import type { RedisServices } from '../redis/open.ts';
import { createRescorer } from '../rescoring/rescorer.ts';
import type { Services } from '../services.ts';
import { createDispatcher } from './dispatcher.ts';
import { inOrder, type Stage } from './in-order.ts';

/** `web` also stands for commands. */
export type Role = 'web' | 'scorer';

export interface Lifecycle extends Stage {
	wake: Services['wake'];
}

const TIMING = { leaseMs: 15_000, pollMs: 1000 };

export function createLifecycle(
	services: Services & { pool: ScorerPool },
	threads: number,
	redis: RedisServices | null,
	role: Role,
): Lifecycle {
	const rescorer = createRescorer(services, threads);
	const queue = redis && role === 'scorer' ? redis.queue : undefined;
	const dispatcher = createDispatcher(services, threads, TIMING, queue);
	const wakeBoth = () => {
		dispatcher.wake();
		rescorer.wake();
	};
	const committer = createCommitter(services);
	if (role === 'scorer') return { ...inOrder([dispatcher, rescorer]), wake: wakeBoth };
	// Rescoring comes last: it takes up what has a score.
	const here = inOrder([committer, dispatcher, rescorer]);
	if (!redis) return { ...here, wake: wakeBoth };
	return {
		// `drain` still scores here: a command, or a first start, must not need a scorer to be running.
		...here,
		start: () => committer.start(),
		wake(submissionId) {
			wakeBoth();
			// What comes without an id is found by the scorers' own look, within a second or two.
			if (submissionId !== undefined) void redis.queue.deliver([{ id: submissionId, claims: 0 }]);
		},
	};
}
