/** How many notifications wait to be read, as it changes, in every tab of this browser. */
import { API } from '#lib/api/paths';

const NAME = 'holdout-notifications';

/**
 * One tab holds the stream and tells the others: a browser opens only six connections to a host, and
 * each tab of its own would soon use them up. Where tabs cannot agree (no secure context), nobody
 * listens, and the number is as new as the last page.
 * @returns the function that stops
 */
export function followUnread(tell: (unread: number) => void): () => void {
	if (!('locks' in navigator) || !('BroadcastChannel' in window)) return () => {};
	const channel = new BroadcastChannel(NAME);
	channel.onmessage = ({ data }: MessageEvent<number>) => tell(data);
	const leaving = new AbortController();
	let source: EventSource | null = null;
	const listen = () =>
		new Promise<void>((done) => {
			source = new EventSource(`${API}/me/notifications/events`);
			source.addEventListener('unread', (event) => {
				const { unread } = JSON.parse((event as MessageEvent<string>).data) as { unread: number };
				tell(unread);
				channel.postMessage(unread);
			});
			leaving.signal.addEventListener('abort', () => done());
		});
	navigator.locks
		.request(NAME, { signal: leaving.signal }, listen)
		// Aborted while it waited for its turn.
		.catch(() => undefined);
	return () => {
		leaving.abort();
		source?.close();
		channel.close();
	};
}
