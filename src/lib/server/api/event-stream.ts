import { findStatus } from '#db/queries/submissions';
import type { Services } from '../services.ts';
import { eventOf } from './present/submission.ts';
import { eventStream } from './sse.ts';

const FINAL = new Set(['scored', 'invalid', 'failed']);

/**
 * A submission's changes as server-sent events: the present state at once, then each change, and the
 * end of the stream at a final state.
 */
export function statusStream(
	services: Pick<Services, 'db' | 'events' | 'now' | 'log'>,
	id: string,
): ReadableStream<Uint8Array> {
	const { db, now } = services;
	let last: string | null = null;
	return eventStream(services, {
		topic: id,
		// Another process may do the scoring, and tell of it or not.
		pollMs: services.events.pollMs,
		retryMs: 2000,
		async look(send, end) {
			const status = await findStatus(db, id);
			if (!status) return end();
			if (status.status !== last) send('status', eventOf(id, status, now()));
			last = status.status;
			if (FINAL.has(status.status)) end();
		},
	});
}
