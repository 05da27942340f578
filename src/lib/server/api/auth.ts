/** better-auth behind our own door: only the paths that are used, and its errors as ours. */
import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { countUse } from '#db/queries/rate-limits';
import { hasAdministrator } from '#db/queries/users';
import { ADDRESS_HEADER } from '../auth/auth.ts';
import { ApiError, problemResponse, type ErrorCode } from '../errors.ts';
import type { Services } from '../services.ts';
import { cleanName } from '../text.ts';
import { refuse, type Env } from './context.ts';
import { readBody } from './upload-body.ts';

const name = z.string().transform(cleanName).pipe(z.string().min(1).max(80));
const password = z.string().min(10).max(128);

/** The paths that are used and what they take: whatever else a body holds is not passed on. */
const BODIES: Record<string, z.ZodType> = {
	'/sign-up/email': z.object({
		name,
		email: z.email().max(254),
		password,
		rememberMe: z.boolean().optional(),
	}),
	'/sign-in/email': z.object({
		email: z.string().max(254),
		password: z.string().max(128),
		rememberMe: z.boolean().optional(),
	}),
	'/sign-out': z.object({}),
	'/update-user': z.object({ name }),
	'/change-password': z.object({
		currentPassword: z.string().max(128),
		newPassword: password,
		revokeOtherSessions: z.boolean().default(true),
	}),
	'/revoke-other-sessions': z.object({}),
	'/revoke-sessions': z.object({}),
};

const MAX_BODY = 64_000;
const MINUTE_MS = 60_000;

/** better-auth's codes that deserve one of ours. */
const CODES: Record<string, ErrorCode> = {
	INVALID_EMAIL_OR_PASSWORD: 'sign_in_failed',
	INVALID_PASSWORD: 'wrong_password',
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

/** better-auth puts the session's token into its answers; scripts are not to see it. */
async function withoutToken(response: Response): Promise<Response> {
	const { user } = ((await response.json().catch(() => null)) ?? {}) as { user?: unknown };
	return new Response(JSON.stringify(user ? { user } : {}), {
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

export function authRoutes(services: Services) {
	const app = new Hono<Env>();
	app.post('*', async (c) => {
		const path = c.req.path.replace(/^\/api\/auth/, '');
		const schema = BODIES[path];
		if (!schema) throw new ApiError('not_found');
		if (!c.req.header('content-type')?.includes('application/json')) {
			throw new ApiError('unsupported_media_type', { remedy: 'Send JSON.' });
		}
		const body = parsed(schema, await readBody(c.req.raw, MAX_BODY));
		const address = c.env?.address ?? '127.0.0.1';
		if (path === '/sign-up/email') await requireSetUp(services);
		if (path === '/sign-in/email') await limitSignIn(services, body.email, address);
		const headers = new Headers(c.req.raw.headers);
		headers.set(ADDRESS_HEADER, address);
		headers.delete('content-length');
		const request = { method: 'POST', headers, body: JSON.stringify(body) };
		const response = await services.auth.handler(new Request(c.req.url, request));
		return response.status >= 400 ? asProblem(response) : withoutToken(response);
	});
	return app;
}
