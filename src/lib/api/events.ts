import { url } from './client.ts';
import type { SubmissionEvent } from './schemas/submissions.ts';

/**
 * Follows a submission until it is scored, refused or failed. The stream reconnects by itself; where
 * it cannot be had at all, `onLost` is called once. Returns the function that stops.
 */
export function follow(
	id: string,
	onEvent: (event: SubmissionEvent) => void,
	onLost: () => void = () => {},
): () => void {
	const source = new EventSource(url.events(id));
	source.addEventListener('status', (message) => {
		const event = JSON.parse((message as MessageEvent<string>).data) as SubmissionEvent;
		// The server ends the stream at a final state; without this the browser would open it again.
		if (['scored', 'invalid', 'failed'].includes(event.status)) source.close();
		onEvent(event);
	});
	source.addEventListener('error', () => {
		if (source.readyState === EventSource.CLOSED) onLost();
	});
	return () => source.close();
}
