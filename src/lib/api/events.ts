import { createClient, url } from './client.ts';
import type { SubmissionEvent } from './schemas/submissions.ts';

const FINAL = ['scored', 'invalid', 'failed'];
/** Some proxies hold event streams back; asking now and then costs little and finds out all the same. */
const ASK_EVERY = 4000;

/**
 * Follows a submission until it is scored, refused or failed. The stream reconnects by itself.
 * Returns the function that stops.
 */
export function follow(id: string, onEvent: (event: SubmissionEvent) => void): () => void {
	const source = new EventSource(url.events(id));
	const client = createClient((...args) => fetch(...args));
	let ended = false;

	function stop() {
		ended = true;
		// The server ends the stream at a final state; without this the browser would open it again.
		source.close();
		clearInterval(timer);
	}
	function tell(event: SubmissionEvent) {
		if (ended) return;
		if (FINAL.includes(event.status)) stop();
		onEvent(event);
	}
	async function ask() {
		const now = await client.submission(id).catch(() => null);
		if (now)
			tell({ id, status: now.status, score: now.score, at: now.finished_at ?? now.created_at });
	}

	source.addEventListener('status', (message) => {
		tell(JSON.parse((message as MessageEvent<string>).data) as SubmissionEvent);
	});
	const timer = setInterval(ask, ASK_EVERY);
	return stop;
}
