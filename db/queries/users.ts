import { and, asc, count, eq, isNull, like, ne, or, sql } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import { user, type UserRow } from '../schema/auth.ts';

interface NewUser {
	id: string;
	name: string;
	email: string;
	role: UserRow['role'];
	passwordHash: string | null;
	accountId: string;
	now: Date;
}

export async function hasAdministrator(db: Db): Promise<boolean> {
	const found = await db.select({ id: user.id }).from(user).where(eq(user.role, 'admin')).limit(1);
	return found.length > 0;
}

export const findUser = async (db: Db, id: string): Promise<UserRow | undefined> =>
	(await db.select().from(user).where(eq(user.id, id)))[0];

export const findUserByEmail = async (db: Db, email: string): Promise<UserRow | undefined> =>
	(await db.select().from(user).where(eq(user.email, email.trim().toLowerCase())))[0];

/** One statement each, in one batch: the user only if `condition` holds, the password only with it. */
function insertStatements(db: Db, u: NewUser, condition = sql`1 = 1`) {
	const at = u.now.getTime();
	return [
		db.run(sql`
			INSERT INTO user (id, name, email, email_verified, role, created_at, updated_at)
			SELECT ${u.id}, ${u.name}, ${u.email}, 0, ${u.role}, ${at}, ${at}
			WHERE ${condition} AND NOT EXISTS (SELECT 1 FROM user WHERE email = ${u.email})`),
		db.run(sql`
			INSERT INTO account
				(id, user_id, account_id, provider_id, password, created_at, updated_at)
			SELECT ${u.accountId}, ${u.id}, ${u.id}, 'credential', ${u.passwordHash}, ${at}, ${at}
			WHERE ${u.passwordHash} IS NOT NULL AND EXISTS (SELECT 1 FROM user WHERE id = ${u.id})`),
	] as const;
}

/** @returns null when the address is taken */
export async function createUser(db: Db, values: NewUser): Promise<{ id: string } | null> {
	await db.batch(insertStatements(db, values));
	return (await findUser(db, values.id)) ? { id: values.id } : null;
}

/** The first administrator; of any number of calls at once, one succeeds. */
export async function createAdministratorOnce(
	db: Db,
	values: NewUser,
): Promise<{ id: string } | 'administrator_exists' | 'email_taken'> {
	const none = sql`NOT EXISTS (SELECT 1 FROM user WHERE role = 'admin')`;
	await db.batch(insertStatements(db, values, none));
	if (await findUser(db, values.id)) return { id: values.id };
	return (await hasAdministrator(db)) ? 'administrator_exists' : 'email_taken';
}

/** @param onlyIfUnknown keep a language that was chosen before */
export async function setLocale(
	db: Db,
	id: string,
	locale: string,
	onlyIfUnknown = false,
): Promise<void> {
	await db
		.update(user)
		.set({ locale })
		.where(and(eq(user.id, id), onlyIfUnknown ? isNull(user.locale) : undefined));
}

/** Accounts whose name or address contains the text; all without one. At most 200. */
export function listUsers(db: Db, text: string): Promise<UserRow[]> {
	const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
	const matches = or(
		sql`${like(user.name, pattern)} ESCAPE '\\'`,
		sql`${like(user.email, pattern)} ESCAPE '\\'`,
	);
	return db
		.select()
		.from(user)
		.where(text ? matches : undefined)
		.orderBy(asc(user.createdAt))
		.limit(200);
}

/** Changes a role unless that would leave no administrator. @returns the row, or null if it would. */
export async function setRole(
	db: Db,
	id: string,
	role: UserRow['role'],
	now: number,
): Promise<UserRow | null> {
	const otherAdmin = db
		.select({ n: count() })
		.from(user)
		.where(and(eq(user.role, 'admin'), ne(user.id, id)));
	const [row] = await db
		.update(user)
		.set({ role, updatedAt: new Date(now) })
		.where(
			and(
				eq(user.id, id),
				or(ne(user.role, 'admin'), eq(sql`${role}`, 'admin'), sql`(${otherAdmin}) > 0`),
			),
		)
		.returning();
	return row ?? null;
}
