import { listPublishedBetween } from '#db/queries/announcements';
import { competitionTopic } from '../events.ts';
import type { Services } from '../services.ts';
import { eventStream } from './sse.ts';

/** Looks overlap, because an announcement may be written after a look of the same instant. */
const OVERLAP_MS = 1000;

/**
 * Announcements of a competition that become readable from now on, as server-sent events. The stream
 * ends when the reader leaves.
 */
export function announcementStream(
	services: Pick<Services, 'db' | 'events' | 'now' | 'log'>,
	competitionId: string,
): ReadableStream<Uint8Array> {
	const { db, now } = services;
	const told = new Set<string>();
	let from = now() - 1;
	return eventStream(services, {
		topic: competitionTopic(competitionId),
		// Announcements for a time are only seen by looking.
		pollMs: 10_000,
		retryMs: 5000,
		async look(send) {
			const until = now();
			const rows = await listPublishedBetween(db, competitionId, from, until);
			from = Math.max(from, until - OVERLAP_MS);
			for (const { id, title, pinned, publishAt } of rows) {
				if (told.has(id)) continue;
				told.add(id);
				send('announcement', { id, title, pinned, at: new Date(publishAt).toISOString() });
			}
		},
	});
}
