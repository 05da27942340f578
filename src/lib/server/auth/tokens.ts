import { defaultKeyHasher } from '@better-auth/api-key';
import type { ApiToken, CreatedToken, Scope } from '#lib/api/schemas/accounts';
import { deleteToken, findTokenByHash, listTokensOf, markTokenUsed } from '#db/queries/tokens';
import type { TokenRow } from '#db/queries/tokens';
import type { UserRow } from '#db/schema/auth';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { TOKEN_PREFIX } from './plugins.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The time of last use is written at most this often. */
const USED_EVERY_MS = 60_000;

/**
 * The expiry is kept in the plugin's metadata, not in its own column: the plugin deletes rows whose
 * column has passed, and an expired token could then no longer be told from a wrong one.
 */
interface Metadata {
	expires_at: number | null;
}

const scopesOf = (row: TokenRow): Scope[] => JSON.parse(row.permissions ?? '{}').holdout ?? [];

const expiryOf = (row: TokenRow): number | null => {
	const metadata: unknown = JSON.parse(row.metadata ?? 'null');
	// better-auth's own adapters have written the object as JSON within JSON.
	const value = (typeof metadata === 'string' ? JSON.parse(metadata) : metadata) as Metadata | null;
	return value?.expires_at ?? null;
};

const iso = (ms: number | null | undefined) => (ms == null ? null : new Date(ms).toISOString());

const present = (row: TokenRow): ApiToken => ({
	id: row.id,
	name: row.name ?? '',
	start: row.start ?? TOKEN_PREFIX,
	scopes: scopesOf(row),
	created_at: row.createdAt.toISOString(),
	expires_at: iso(expiryOf(row)),
	last_used_at: iso(row.lastRequest?.getTime()),
});

/** Makes a token; the only time that it can be seen. */
export async function createToken(
	{ auth, db, now }: Pick<Services, 'auth' | 'db' | 'now'>,
	userId: string,
	request: { name: string; scopes: Scope[]; expires_in_days: number | null },
): Promise<CreatedToken> {
	const expires =
		request.expires_in_days === null ? null : now() + request.expires_in_days * DAY_MS;
	const made = await auth.api.createApiKey({
		body: {
			userId,
			name: request.name,
			permissions: { holdout: [...new Set(request.scopes)] },
			metadata: { expires_at: expires } satisfies Metadata,
		},
	});
	const row = await findTokenByHash(db, await defaultKeyHasher(made.key));
	return { ...present(row!.token), token: made.key };
}

export const listTokens = async ({ db }: Pick<Services, 'db'>, userId: string) =>
	(await listTokensOf(db, userId)).map(present);

/** @throws ApiError not_found when it is not this user's */
export async function revokeToken({ db }: Pick<Services, 'db'>, userId: string, tokenId: string) {
	if (!(await deleteToken(db, userId, tokenId))) throw new ApiError('not_found');
}

/**
 * Whose token it is and what it may do.
 * @throws ApiError invalid_token or expired_token
 */
export async function verifyToken(
	{ db, now }: Pick<Services, 'db' | 'now'>,
	token: string,
): Promise<{ user: UserRow; scopes: Scope[] }> {
	const wrong = () =>
		new ApiError('invalid_token', {
			detail: 'No such token, or it was revoked.',
			remedy: 'Make a new token on your account page.',
		});
	if (!token.startsWith(TOKEN_PREFIX) || token.length > 200) throw wrong();
	const found = await findTokenByHash(db, await defaultKeyHasher(token));
	if (!found || !found.token.enabled) throw wrong();
	const expires = expiryOf(found.token);
	if (expires !== null && expires <= now()) {
		throw new ApiError('expired_token', {
			detail: `The token expired at ${iso(expires)}.`,
			remedy: 'Make a new token on your account page.',
		});
	}
	if (now() - (found.token.lastRequest?.getTime() ?? 0) > USED_EVERY_MS) {
		await markTokenUsed(db, found.token.id, now());
	}
	return { user: found.user, scopes: scopesOf(found.token) };
}
