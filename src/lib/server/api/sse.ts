/** Server-sent events: what every stream of this server shares. */
import type { Services } from '../services.ts';

/** Proxies cut connections on which nothing moves. */
const HEARTBEAT_MS = 15_000;

interface Stream {
	/** What this process tells of; see events.ts. */
	topic: string;
	/** Other processes' changes are only seen by looking. */
	pollMs: number;
	/** How long a reader waits before it opens a stream that broke again. */
	retryMs: number;
	/** Looks at the database and sends what is new. One look at a time; `end` closes the stream. */
	look(send: (event: string, data: unknown) => void, end: () => void): Promise<void>;
}

/**
 * A stream that looks at once, whenever something is told, and now and then. Whatever was opened is
 * closed when the reader leaves or `look` ends it.
 */
export function eventStream(
	{ events, log }: Pick<Services, 'events' | 'log'>,
	{ topic, pollMs, retryMs, look }: Stream,
): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	let stop = () => {};
	return new ReadableStream({
		start(controller) {
			let stopped = false;
			let looking = false;
			let again = false;
			const write = (text: string) => {
				if (!stopped) controller.enqueue(encoder.encode(text));
			};
			const send = (event: string, data: unknown) =>
				write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
			const end = () => {
				if (stopped) return;
				stop();
				controller.close();
			};
			/** What is told during a look makes it look once more. */
			async function refresh(): Promise<void> {
				again = true;
				if (looking) return;
				looking = true;
				while (again && !stopped) {
					again = false;
					await look(send, end).catch((error) =>
						log.error({ topic, error: String(error) }, 'an event stream could not look'),
					);
				}
				looking = false;
			}
			const unlisten = events.listen(topic, () => void refresh());
			const poll = setInterval(() => void refresh(), pollMs);
			const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
			stop = () => {
				stopped = true;
				unlisten();
				clearInterval(poll);
				clearInterval(heartbeat);
			};
			write(`retry: ${retryMs}\n\n`);
			void refresh();
		},
		cancel: () => stop(),
	});
}

/** The answer that carries a stream. Proxies must not collect it. */
export const sendStream = (stream: ReadableStream<Uint8Array>) =>
	new Response(stream, {
		headers: {
			'content-type': 'text/event-stream',
			'cache-control': 'no-store',
			'x-accel-buffering': 'no',
		},
	}) as never;
