import { getSessionCookie } from 'better-auth/cookies';
import type { Scope } from '#lib/api/schemas/accounts';
import { findUser } from '#db/queries/users';
import type { UserRow } from '#db/schema/auth';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { originsOf } from './auth.ts';
import { verifyToken } from './tokens.ts';

/** Who asks, and by which right. */
export type Viewer =
	| { user: null; via: null; scopes: ReadonlySet<Scope> }
	| { user: UserRow; via: 'session' | 'token'; scopes: ReadonlySet<Scope> };

export type SignedIn = Extract<Viewer, { user: UserRow }>;

export const ANONYMOUS: Viewer = { user: null, via: null, scopes: new Set() };

const EVERYTHING: ReadonlySet<Scope> = new Set(['read', 'submit', 'organise']);
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

function bearerOf(header: string): string {
	const [scheme, token, ...rest] = header.trim().split(/\s+/);
	if (scheme?.toLowerCase() === 'bearer' && token && !rest.length) return token;
	throw new ApiError('invalid_token', {
		detail: 'The Authorization header does not hold a bearer token.',
		remedy: 'Send `Authorization: Bearer holdout_…`.',
	});
}

/**
 * A browser attaches the cookie to whatever page asks. SameSite=Lax keeps it back from other sites'
 * POSTs; this refuses what is left, such as another port of the same host.
 */
function refuseForeignOrigin(request: Request, config: Services['config']): void {
	if (SAFE.has(request.method)) return;
	const origin = request.headers.get('origin');
	const foreign = origin
		? !originsOf(request, config).includes(origin)
		: request.headers.get('sec-fetch-site') === 'cross-site';
	if (!foreign) return;
	throw new ApiError('forbidden', {
		detail: 'The request comes from a page of another site.',
		remedy: 'Behind a proxy, set ORIGIN to the address that people use. Scripts use a token.',
	});
}

/**
 * Reads the bearer token or the session cookie; a token wins. `setCookies` are to be sent along:
 * a session in use is renewed.
 * @throws ApiError for a token that is wrong or expired: it is never quietly anonymous
 */
export async function identify(
	services: Services,
	request: Request,
): Promise<{ viewer: Viewer; setCookies: string[] }> {
	const authorization = request.headers.get('authorization');
	if (authorization !== null) {
		const { user, scopes } = await verifyToken(services, bearerOf(authorization));
		return { viewer: { user, via: 'token', scopes: new Set(scopes) }, setCookies: [] };
	}
	if (!getSessionCookie(request, { cookiePrefix: 'holdout' })) {
		return { viewer: ANONYMOUS, setCookies: [] };
	}
	const { headers, response } = await services.auth.api.getSession({
		headers: request.headers,
		returnHeaders: true,
	});
	// The role is read from the table each time: a change counts at once.
	const user = response ? await findUser(services.db, response.user.id) : undefined;
	if (!user) return { viewer: ANONYMOUS, setCookies: [] };
	refuseForeignOrigin(request, services.config);
	return {
		viewer: { user, via: 'session', scopes: EVERYTHING },
		setCookies: headers?.getSetCookie() ?? [],
	};
}
