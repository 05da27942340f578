import { getCookie, setCookie } from 'hono/cookie';
import type { MiddlewareHandler } from 'hono';
import { withReading, type Reading } from '#db/engines/replica.server';
import type { Services } from '../services.ts';
import type { Env } from './context.ts';

/** Holds the counter after a browser's last write. */
const COOKIE = 'holdout.seen';
/** Longer than a replica that is worth having may be behind. */
const REMEMBERED_S = 60 * 60;

/**
 * A submission is also changed by whoever scores it, and its page is told at once: a replica might
 * not know yet.
 */
const CHANGED_BY_OTHERS = /\/(submissions|attempts|events)(\/|$)/;

const pass: MiddlewareHandler<Env> = (_c, next) => next();

/**
 * Lets pages read from the replica, if there is one. Who wrote something gets a cookie that says how
 * far a replica must be; programs with a token keep no cookies and read from the primary.
 */
export function replicaReads({ config }: Pick<Services, 'config'>): MiddlewareHandler<Env> {
	if (!config.engines.database?.replicaUrl) return pass;
	return async (c, next) => {
		const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
		const reading: Reading = {
			replica:
				isRead &&
				!c.req.header('authorization') &&
				!CHANGED_BY_OTHERS.test(new URL(c.req.url).pathname),
			seen: Math.max(0, Number(getCookie(c, COOKIE)) || 0),
			wrote: null,
		};
		await withReading(reading, next);
		if (reading.wrote === null) return;
		setCookie(c, COOKIE, String(reading.wrote), {
			...{ httpOnly: true, sameSite: 'Lax', path: '/', maxAge: REMEMBERED_S },
			secure: config.origin?.startsWith('https:') ?? false,
		});
	};
}
