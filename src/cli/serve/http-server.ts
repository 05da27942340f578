/** The HTTP server around the built site. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { listenFailure, type Address } from './preflight.ts';

type Handler = (req: IncomingMessage, res: ServerResponse) => void;

/** Told to the site as the scheme of every request; what a client sends under this name is dropped. */
export const PROTOCOL_HEADER = 'x-holdout-protocol';
/** 100 MB over a slow line take longer than Node's five minutes. */
const REQUEST_TIMEOUT_MS = 60 * 60 * 1000;
/** Requests that are still running after this long at a shutdown are cut off. */
const GRACE_MS = 5_000;
/** Longer than clients and proxies keep a connection, so that they close it and not we under a request. */
const KEEP_ALIVE_MS = 65_000;

export interface WebServer {
	listen(address: Address): Promise<void>;
	/** Takes nothing more, ends event streams, and waits for the requests under way. */
	close(): Promise<void>;
}

/** What is asked of a server beside the site. */
export interface Watch {
	/** Answers a probe's address; null hands the request on. */
	probe(path: string | undefined): Promise<{ status: number; body: string } | null>;
	/** From now on it is not ready. */
	leave(): void;
	answered?:
		| ((request: { method: string; path: string; status: number; seconds: number }) => void)
		| undefined;
}

const PROBES = /^\/(healthz|readyz)(\?|$)/;

const isStream = (res: ServerResponse) =>
	String(res.getHeader('content-type') ?? '').startsWith('text/event-stream');

function listen(server: Server, address: Address): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', (error) => reject(listenFailure(error, address)));
		server.listen(address.port, address.host, () => resolve());
	});
}

function close(server: Server, open: Set<ServerResponse>): Promise<void> {
	return new Promise((resolve) => {
		const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
		server.close(() => {
			clearTimeout(cut);
			resolve();
		});
		// They would stay open for as long as somebody watches; clients open them again.
		for (const res of open) if (isStream(res)) res.destroy();
		server.closeIdleConnections();
	});
}

/** A server that hands every request to `handler`, with the scheme that it came by. */
export function createWebServer(handler: Handler, watch: Watch): WebServer {
	const open = new Set<ServerResponse>();
	let closing = false;
	const server = createServer((req, res) => {
		req.headers[PROTOCOL_HEADER] = 'http';
		open.add(res);
		const begun = performance.now();
		res.once('close', () => {
			open.delete(res);
			if (watch.answered && !isStream(res)) {
				const seconds = (performance.now() - begun) / 1000;
				const { method = '', url = '' } = req;
				watch.answered({ method, path: url, status: res.statusCode, seconds });
			}
			if (closing) server.closeIdleConnections();
		});
		if (!PROBES.test(req.url ?? '')) return handler(req, res);
		void watch.probe(req.url).then((answer) => {
			res.writeHead(answer!.status, { 'cache-control': 'no-store' }).end(answer!.body);
		});
	});
	server.requestTimeout = REQUEST_TIMEOUT_MS;
	server.keepAliveTimeout = KEEP_ALIVE_MS;
	return {
		listen: (address) => listen(server, address),
		close() {
			closing = true;
			watch.leave();
			return close(server, open);
		},
	};
}
