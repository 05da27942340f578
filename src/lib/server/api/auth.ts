/** better-auth behind our own door: only the paths that are used, and its errors as ours. */
import { createHash } from 'node:crypto';
import type { z } from '@hono/zod-openapi';
import { Hono, type Context } from 'hono';
import { countUse } from '#db/queries/rate-limits';
import { hasAdministrator } from '#db/queries/users';
import { ADDRESS_HEADER } from '../auth/auth.ts';
import { ApiError, problemResponse, type ErrorCode } from '../errors.ts';
import type { Services } from '../services.ts';
import { GETS, POSTS, type AuthPath } from './auth-paths.ts';
import { rememberLanguage } from './language.ts';
import { refuse, type Env } from './context.ts';
import { readBody } from './upload-body.ts';

const MAX_BODY = 64_000;
const MINUTE_MS = 60_000;

/** better-auth's codes that deserve one of ours. */
const CODES: Record<string, ErrorCode> = {
	INVALID_EMAIL_OR_PASSWORD: 'sign_in_failed',
	INVALID_PASSWORD: 'wrong_password',
	USER_ALREADY_EXISTS: 'conflict',
	USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'conflict',
	UNAUTHORIZED: 'unauthenticated',
	SESSION_REQUIRED: 'unauthenticated',
	INVALID_CODE: 'wrong_code',
	INVALID_BACKUP_CODE: 'wrong_code',
	INVALID_TWO_FACTOR_COOKIE: 'sign_in_expired',
	TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'sign_in_expired',
	ACCOUNT_TEMPORARILY_LOCKED: 'rate_limited',
	PASSKEY_NOT_FOUND: 'passkey_refused',
	AUTHENTICATION_FAILED: 'passkey_refused',
	CHALLENGE_NOT_FOUND: 'sign_in_expired',
	PROVIDER_NOT_FOUND: 'provider_unavailable',
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

function parsed(schema: z.ZodType, bytes: Uint8Array): Record<string, unknown> {
	let value: unknown;
	try {
		value = JSON.parse(new TextDecoder().decode(bytes) || '{}');
	} catch {
		throw new ApiError('invalid_request', { detail: 'The body is not JSON.' });
	}
	const result = schema.safeParse(value);
	refuse({ target: 'json', ...result });
	return result.data as Record<string, unknown>;
}

interface Said {
	user?: unknown;
	/** The password was right; a code is asked for next. */
	twoFactorRedirect?: boolean;
}

/** What scripts may see of an answer, with the cookies that came. */
async function passOn(response: Response, answer: AuthPath['answer']): Promise<Response> {
	if (answer === 'redirect') return response;
	const said = ((await response.json().catch(() => null)) ?? {}) as Said;
	const { user, twoFactorRedirect } = said;
	const shown =
		answer === 'whole'
			? said
			: { ...(user ? { user } : {}), ...(twoFactorRedirect ? { second_factor: true } : {}) };
	return new Response(JSON.stringify(shown), {
		headers: [
			['content-type', 'application/json'],
			...response.headers
				.getSetCookie()
				.map((cookie) => ['set-cookie', cookie] as [string, string]),
		],
	});
}

/**
 * One account from one address may be tried so often in a minute. better-auth itself counts by
 * address only, and a whole class may share one.
 */
async function limitSignIn(
	{ db, now, config }: Services,
	email: unknown,
	address: string,
): Promise<void> {
	const account = String(email).trim().toLowerCase();
	const key = createHash('sha256').update(`${address}|${account}`).digest('hex');
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

const MOVED = new Set([302, 303, 307]);

export function authRoutes(services: Services) {
	const app = new Hono<Env>();
	const addressOf = (c: Context<Env>) => c.env?.address ?? '127.0.0.1';

	/** Hands a request to better-auth with the address that we know, and its answer back as ours. */
	async function forward(c: Context<Env>, { answer, mayMakeAccount }: AuthPath, body?: unknown) {
		if (mayMakeAccount) await requireSetUp(services);
		const headers = new Headers(c.req.raw.headers);
		headers.set(ADDRESS_HEADER, addressOf(c));
		headers.delete('content-length');
		const init = { method: c.req.method, headers };
		const request = new Request(
			c.req.url,
			body === undefined ? init : { ...init, body: JSON.stringify(body) },
		);
		const response = await services.auth.handler(request);
		if (answer === 'redirect' && MOVED.has(response.status)) return response;
		return response.status >= 400 ? asProblem(response) : passOn(response, answer);
	}

	const pathOf = (c: Context<Env>) => c.req.path.replace(/^\/api\/auth/, '');
	app.get('*', (c) => {
		const path = GETS[pathOf(c)];
		if (!path) throw new ApiError('not_found');
		return forward(c, path);
	});
	app.post('*', async (c) => {
		const path = POSTS[pathOf(c)];
		if (!path?.body) throw new ApiError('not_found');
		if (!c.req.header('content-type')?.includes('application/json')) {
			throw new ApiError('unsupported_media_type', { remedy: 'Send JSON.' });
		}
		const body = parsed(path.body, await readBody(c.req.raw, MAX_BODY));
		if (pathOf(c) === '/sign-in/email') await limitSignIn(services, body.email, addressOf(c));
		const answer = await forward(c, path, body);
		if (answer.ok && pathOf(c).startsWith('/sign-'))
			await rememberLanguage(services, c.req.raw, answer);
		return answer;
	});
	return app;
}
