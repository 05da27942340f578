import { eq } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import { settings } from '../schema/settings.ts';

/** A fact about this installation, such as that the demo was seeded. */
export async function getSetting(db: Db, key: string): Promise<string | null> {
	const [row] = await db.select().from(settings).where(eq(settings.key, key));
	return row?.value ?? null;
}

export async function setSetting(db: Db, key: string, value: string, now: number): Promise<void> {
	await db
		.insert(settings)
		.values({ key, value, updatedAt: now })
		.onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: now } });
}
