/** better-auth behind our own door: only the paths that are used, and its errors as ours. */
import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { countUse } from '#db/queries/rate-limits';
import { hasAdministrator } from '#db/queries/users';
import { ADDRESS_HEADER } from '../auth/auth.ts';
import { ApiError, problemResponse, type ErrorCode } from '../errors.ts';
import type { Services } from '../services.ts';
import type { Env } from './context.ts';
import { readBody } from './upload-body.ts';

const PATHS = new Set([
	'GET /get-session',
	'GET /list-sessions',
	'POST /change-password',
	'POST /revoke-other-sessions',
	'POST /revoke-session',
	'POST /revoke-sessions',
	'POST /sign-in/email',
	'POST /sign-out',
	'POST /sign-up/email',
	'POST /update-user',
]);

const MAX_BODY = 64_000;
const MINUTE_MS = 60_000;

/** better-auth's codes that deserve one of ours. */
const CODES: Record<string, ErrorCode> = {
	INVALID_EMAIL_OR_PASSWORD: 'sign_in_failed',
	USER_ALREADY_EXISTS: 'conflict',
	USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'conflict',
	UNAUTHORIZED: 'unauthenticated',
};
const BY_STATUS: Record<number, ErrorCode> = {
	401: 'unauthenticated',
	403: 'forbidden',
	404: 'not_found',
	429: 'rate_limited',
};

async function asProblem(response: Response): Promise<Response> {
	const said = (await response.json().catch(() => ({}))) as { code?: string; message?: string };
	const code = CODES[said.code ?? ''] ?? BY_STATUS[response.status] ?? 'auth_failed';
	const seconds = response.headers.get('x-retry-after');
	const problem = problemResponse(code, {
		...(said.message ? { detail: said.message } : {}),
		...(code === 'rate_limited' ? { remedy: `Wait ${seconds ?? 60} seconds and try again.` } : {}),
		headers: seconds ? { 'retry-after': seconds } : {},
	});
	for (const cookie of response.headers.getSetCookie()) {
		problem.headers.append('set-cookie', cookie);
	}
	return problem;
}

const textOf = (body: Uint8Array): { email?: unknown } => {
	try {
		return JSON.parse(new TextDecoder().decode(body)) ?? {};
	} catch {
		return {};
	}
};

/**
 * One account from one address may be tried so often in a minute. better-auth itself counts by
 * address only, and a whole class may share one.
 */
async function limitSignIn(
	{ db, now, config }: Services,
	body: Uint8Array,
	address: string,
): Promise<void> {
	const email = String(textOf(body).email ?? '').toLowerCase();
	const key = createHash('sha256').update(`${address}|${email}`).digest('hex');
	const { count, since } = await countUse(db, `sign-in|${key}`, MINUTE_MS, now());
	if (count <= config.signInsPerMinute) return;
	const seconds = Math.max(1, Math.ceil((since + MINUTE_MS - now()) / 1000));
	throw new ApiError('rate_limited', {
		detail: 'Too many sign-ins for this account.',
		remedy: `Wait ${seconds} seconds and try again.`,
		headers: { 'retry-after': String(seconds) },
	});
}

async function requireSetUp({ db }: Services): Promise<void> {
	if (await hasAdministrator(db)) return;
	throw new ApiError('setup_required', {
		detail: 'The first account is the administrator’s.',
		remedy: 'Open the one-time link that the server printed when it started.',
	});
}

export function authRoutes(services: Services) {
	const app = new Hono<Env>();
	app.all('*', async (c) => {
		const path = c.req.path.replace(/^\/api\/auth/, '');
		const method = c.req.method === 'HEAD' ? 'GET' : c.req.method;
		if (!PATHS.has(`${method} ${path}`)) throw new ApiError('not_found');
		const headers = new Headers(c.req.raw.headers);
		const address = c.env?.address ?? '127.0.0.1';
		headers.set(ADDRESS_HEADER, address);
		const body = method === 'GET' ? undefined : await readBody(c.req.raw, MAX_BODY);
		if (path === '/sign-up/email') await requireSetUp(services);
		if (path === '/sign-in/email') await limitSignIn(services, body!, address);
		const request = new Request(c.req.url, {
			method,
			headers,
			body: body?.length ? body : undefined,
		});
		const response = await services.auth.handler(request);
		return response.status >= 400 ? asProblem(response) : response;
	});
	return app;
}
