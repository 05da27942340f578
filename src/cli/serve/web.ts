/** Loads the built site into this process. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathToFileURL } from 'node:url';
import type { Holdout } from '#lib/server/holdout';
import { PROTOCOL_HEADER } from './http-server.ts';

type Handler = (req: IncomingMessage, res: ServerResponse) => void;

/** A request may be a little larger than the file that it brings. */
const ENVELOPE_BYTES = 1_000_000;

/**
 * adapter-node reads these when it is imported. It takes every address for https unless it is told
 * the origin or a header that holds the scheme; behind a proxy, ORIGIN or PROTOCOL_HEADER say it.
 */
export function setWebEnvironment({ config }: Pick<Holdout, 'config'>): void {
	const largest = Math.max(config.maxUploadBytes, config.maxImportBytes);
	process.env.BODY_SIZE_LIMIT ??= String(largest + ENVELOPE_BYTES);
	if (!process.env.ORIGIN) {
		delete process.env.ORIGIN;
		process.env.PROTOCOL_HEADER ||= PROTOCOL_HEADER;
	}
}

/** The site's request handler. */
export async function loadWeb(handlerFile: string): Promise<Handler> {
	const { handler } = (await import(/* @vite-ignore */ pathToFileURL(handlerFile).href)) as {
		handler: Handler;
	};
	return handler;
}
