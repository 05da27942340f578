import { and, desc, eq } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import { apikey, user, type UserRow } from '../schema/auth.ts';

export type TokenRow = typeof apikey.$inferSelect;

/** The token with this hash, and its owner. */
export async function findTokenByHash(
	db: Db,
	hash: string,
): Promise<{ token: TokenRow; user: UserRow } | undefined> {
	const rows = await db
		.select({ token: apikey, user })
		.from(apikey)
		.innerJoin(user, eq(user.id, apikey.referenceId))
		.where(eq(apikey.key, hash));
	return rows[0];
}

export const listTokensOf = (db: Db, userId: string): Promise<TokenRow[]> =>
	db.select().from(apikey).where(eq(apikey.referenceId, userId)).orderBy(desc(apikey.createdAt));

export async function markTokenUsed(db: Db, id: string, now: number): Promise<void> {
	await db
		.update(apikey)
		.set({ lastRequest: new Date(now) })
		.where(eq(apikey.id, id));
}

/** @returns whether this user had such a token */
export async function deleteToken(db: Db, userId: string, id: string): Promise<boolean> {
	const gone = await db
		.delete(apikey)
		.where(and(eq(apikey.id, id), eq(apikey.referenceId, userId)))
		.returning({ id: apikey.id });
	return gone.length > 0;
}
