import type { Logger } from 'pino';
import type { SubmissionEvents } from '../events.ts';
import type { RedisConnections } from './connect.ts';

/** How often listeners look by themselves: a message that Redis loses is made up for by then. */
const POLL_MS = 5_000;

/** Events that every process on the same Redis hears. */
export async function shareEvents(
	local: SubmissionEvents,
	connections: RedisConnections,
	log: Logger,
): Promise<SubmissionEvents> {
	const channel = connections.name('changed');
	const speaker = connections.open('tell');
	const listener = connections.open('listen');
	listener.on('message', (_channel: string, topic: string) => local.changed(topic));
	// Done once Redis is there, and again by the client after each outage.
	void listener.subscribe(channel).catch((error: Error) => {
		log.debug({ reason: error.message }, 'events');
	});
	return {
		...local,
		pollMs: POLL_MS,
		changed(topic) {
			local.changed(topic);
			if (speaker.status !== 'ready') return;
			speaker.publish(channel, topic).catch(() => undefined);
		},
	};
}
