import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError, RequestEvent, ServerInit } from '@sveltejs/kit';
import { building } from '$app/environment';
import { paraglideMiddleware } from '#locale/server';
import { LANGUAGE_TAGS } from '$lib/format/language';
import { closeShared, sharedHoldout } from '$lib/server/shared';

/** Opens the data folder and begins to score, unless `holdout serve` has done so already. */
export const init: ServerInit = async () => {
	if (building) return;
	await sharedHoldout();
	// adapter-node says this after the last connection has closed.
	process.once('sveltekit:shutdown', () => void closeShared());
};

/** What Kit's content security policy (svelte.config.js) does not cover. */
const HEADERS = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/**
 * Kit's own check, for pages: a form of another site would be sent with our cookies. The API makes
 * its own (auth/viewer.ts), because it also takes forms from programs, which send no Origin.
 */
function isForeignForm({ request, url }: RequestEvent): boolean {
	if (url.pathname.startsWith('/api/') || ['GET', 'HEAD'].includes(request.method)) return false;
	const type = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
	return FORMS.includes(type) && request.headers.get('origin') !== url.origin;
}

/**
 * Renders a page in the reader's language: the one they chose (a cookie), else the first of their
 * browser's that there is. The API speaks English.
 */
async function answer({ event, resolve }: Parameters<Handle>[0]): Promise<Response> {
	if (event.url.pathname.startsWith('/api/')) return resolve(event);
	const response = await paraglideMiddleware(event.request, ({ locale }) =>
		resolve(event, {
			transformPageChunk: ({ html }) => html.replace('%lang%', LANGUAGE_TAGS[locale]),
		}),
	);
	response.headers.append('vary', 'accept-language, cookie');
	return response;
}

export const handle: Handle = async (input) => {
	const response = isForeignForm(input.event)
		? new Response('Forms are taken from pages of this site only.', { status: 403 })
		: await answer(input);
	for (const [name, value] of Object.entries(HEADERS)) {
		if (!response.headers.has(name)) response.headers.set(name, value);
	}
	return response;
};

/** The page shows an id, the log says what it stands for. */
export const handleError: HandleServerError = async ({ error, status, event }) => {
	if (status === 404) return { message: 'Not found', code: 'not_found' };
	const error_id = randomUUID();
	const { log } = await sharedHoldout();
	const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
	log.error({ error_id, route: event.route.id, error: text }, 'unexpected error of a page');
	return { message: 'Something went wrong on the server', code: 'internal', error_id };
};
