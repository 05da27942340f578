import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Db } from '../client.server.ts';
import { rateLimit } from '../schema/auth.ts';

/**
 * Counts one more use of a key in a fixed window, atomically.
 * @returns how many uses the window holds with this one, and when it began (UTC ms)
 */
export async function countUse(
	db: Db,
	key: string,
	windowMs: number,
	now: number,
): Promise<{ count: number; since: number }> {
	const over = sql`${rateLimit.lastRequest} <= ${now - windowMs}`;
	const [row] = await db
		.insert(rateLimit)
		.values({ id: uuidv7(), key, count: 1, lastRequest: now })
		.onConflictDoUpdate({
			target: rateLimit.key,
			set: {
				count: sql`CASE WHEN ${over} THEN 1 ELSE ${rateLimit.count} + 1 END`,
				lastRequest: sql`CASE WHEN ${over} THEN ${now} ELSE ${rateLimit.lastRequest} END`,
			},
		})
		.returning({ count: rateLimit.count, since: rateLimit.lastRequest });
	return row!;
}
