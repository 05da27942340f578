import { findStatus } from '#db/queries/submissions';
import type { Services } from '../services.ts';
import { eventOf } from './present/submission.ts';

const FINAL = new Set(['scored', 'invalid', 'failed']);
/** Proxies cut connections on which nothing moves. */
const HEARTBEAT_MS = 15_000;

/**
 * A submission's changes as server-sent events: the present state at once, then each change, and the
 * end of the stream at a final state. Whatever was opened is closed when the reader leaves.
 */
export function statusStream(
	{ db, events, now, log }: Pick<Services, 'db' | 'events' | 'now' | 'log'>,
	id: string,
): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	let stop = () => {};
	return new ReadableStream({
		start(controller) {
			let last: string | null = null;
			let looking: Promise<void> | null = null;
			let again = false;
			let stopped = false;
			const send = (text: string) => controller.enqueue(encoder.encode(text));

			async function look(): Promise<void> {
				do {
					again = false;
					const status = await findStatus(db, id);
					if (stopped) return;
					if (!status) return end();
					if (status.status !== last) {
						last = status.status;
						send(`event: status\ndata: ${JSON.stringify(eventOf(id, status, now()))}\n\n`);
					}
					if (FINAL.has(status.status)) return end();
				} while (again);
			}
			function refresh(): void {
				again = true;
				looking ??= look()
					.catch((error) => {
						log.error({ submission: id, error: String(error) }, 'an event stream broke');
						if (!stopped) end();
					})
					.finally(() => {
						looking = null;
					});
			}
			function end(): void {
				stop();
				controller.close();
			}
			const unlisten = events.listen(id, refresh);
			const poll = setInterval(refresh, events.pollMs);
			const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
			stop = () => {
				stopped = true;
				unlisten();
				clearInterval(poll);
				clearInterval(heartbeat);
			};
			send('retry: 2000\n\n');
			refresh();
		},
		cancel: () => stop(),
	});
}
