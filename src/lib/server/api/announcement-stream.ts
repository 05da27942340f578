import { listPublishedBetween } from '#db/queries/announcements';
import { competitionTopic } from '../events.ts';
import type { Services } from '../services.ts';

/** Proxies cut connections on which nothing moves. */
const HEARTBEAT_MS = 15_000;
/** Announcements for a time, and those of another process, are only seen by looking. */
const POLL_MS = 10_000;
const OVERLAP_MS = 1000;

/**
 * Announcements of a competition that become readable from now on, as server-sent events. The stream
 * ends when the reader leaves.
 */
export function announcementStream(
	{ db, events, now, log }: Pick<Services, 'db' | 'events' | 'now' | 'log'>,
	competitionId: string,
): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	let stop = () => {};
	return new ReadableStream({
		start(controller) {
			/** Looks overlap, because an announcement may be written after a look of the same instant. */
			let from = now() - 1;
			let stopped = false;
			const told = new Set<string>();
			let looking = Promise.resolve();
			const send = (text: string) => {
				if (!stopped) controller.enqueue(encoder.encode(text));
			};
			async function look(): Promise<void> {
				const until = now();
				const rows = await listPublishedBetween(db, competitionId, from, until);
				from = Math.max(from, until - OVERLAP_MS);
				for (const { id, title, pinned, publishAt } of rows) {
					if (told.has(id)) continue;
					told.add(id);
					const data = { id, title, pinned, at: new Date(publishAt).toISOString() };
					send(`event: announcement\ndata: ${JSON.stringify(data)}\n\n`);
				}
			}
			/** One look after the other, so that none is told twice. */
			const refresh = () => {
				looking = looking
					.then(() => (stopped ? undefined : look()))
					.catch((error) => log.error({ error: String(error) }, 'an event stream could not look'));
			};
			const unlisten = events.listen(competitionTopic(competitionId), refresh);
			const poll = setInterval(refresh, POLL_MS);
			const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
			stop = () => {
				stopped = true;
				unlisten();
				clearInterval(poll);
				clearInterval(heartbeat);
			};
			send('retry: 5000\n\n');
		},
		cancel: () => stop(),
	});
}
