import { and, asc, eq, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { Db } from '../client.server.ts';
import { user } from '../schema/auth.ts';
import { competitionOrganisers, type StaffRole } from '../schema/competitions.ts';
import { CHANGED, withEntry, type Actor, type NewAuditEntry } from './audit.ts';

/** What a user is in a competition; null is not of its staff. */
export async function findStaffRole(
	db: Db,
	competitionId: string,
	userId: string,
): Promise<StaffRole | null> {
	const [row] = await db
		.select({ role: competitionOrganisers.role })
		.from(competitionOrganisers)
		.where(
			and(
				eq(competitionOrganisers.competitionId, competitionId),
				eq(competitionOrganisers.userId, userId),
			),
		);
	return row?.role ?? null;
}

/** Ids of the competitions that a user organises. */
export async function listStaffed(db: Db, userId: string): Promise<Set<string>> {
	const rows = await db
		.select({ id: competitionOrganisers.competitionId })
		.from(competitionOrganisers)
		.where(eq(competitionOrganisers.userId, userId));
	return new Set(rows.map(({ id }) => id));
}

export interface StaffMember {
	id: string;
	name: string;
	email: string;
	role: StaffRole;
	createdAt: number;
}

/** Owners first, then by the time that they were added. */
export const listStaff = (db: Db, competitionId: string): Promise<StaffMember[]> =>
	db
		.select({
			id: user.id,
			name: user.name,
			email: user.email,
			role: competitionOrganisers.role,
			createdAt: competitionOrganisers.createdAt,
		})
		.from(competitionOrganisers)
		.innerJoin(user, eq(user.id, competitionOrganisers.userId))
		.where(eq(competitionOrganisers.competitionId, competitionId))
		.orderBy(
			sql`${competitionOrganisers.role} = 'owner' DESC`,
			asc(competitionOrganisers.createdAt),
		);

interface Change {
	competitionId: string;
	member: { id: string; name: string };
	actor: Actor;
	/** UTC ms. */
	now: number;
}

const entryOf = (
	{ competitionId, member, actor, now }: Change,
	action: 'organiser_added' | 'organiser_role_changed' | 'organiser_removed',
	role?: StaffRole,
) => ({
	...{ competitionId, at: now, actor, action, target: member.id },
	detail: { name: member.name, role },
});

/** @returns false if the member is of the staff already */
export async function addStaff(db: Db, change: Change, role: StaffRole): Promise<boolean> {
	const { competitionId, member, now } = change;
	const statement = db.run(sql`
		INSERT INTO competition_organisers (competition_id, user_id, role, created_at)
		VALUES (${competitionId}, ${member.id}, ${role}, ${now}) ON CONFLICT DO NOTHING`);
	return appended(db, entryOf(change, 'organiser_added', role), statement);
}

const appended = async (db: Db, entry: NewAuditEntry, statement: BatchItem<'sqlite'>) =>
	(await withEntry(db, entry, [statement], CHANGED)).seq !== null;

/** A competition that has an owner keeps one. */
const anotherOwner = (competitionId: string, userId: string) => sql`EXISTS (
	SELECT 1 FROM competition_organisers o WHERE o.competition_id = ${competitionId}
		AND o.user_id <> ${userId} AND o.role = 'owner')`;

/** @returns false if that would leave no owner, or the member is none */
export async function setStaffRole(db: Db, change: Change, role: StaffRole): Promise<boolean> {
	const { competitionId, member } = change;
	const statement = db.run(sql`
		UPDATE competition_organisers SET role = ${role}
		WHERE competition_id = ${competitionId} AND user_id = ${member.id}
			AND (role <> 'owner' OR ${role} = 'owner' OR ${anotherOwner(competitionId, member.id)})`);
	return appended(db, entryOf(change, 'organiser_role_changed', role), statement);
}

/** @returns false if that would leave no owner, or the member is none */
export async function removeStaff(db: Db, change: Change): Promise<boolean> {
	const { competitionId, member } = change;
	const statement = db.run(sql`
		DELETE FROM competition_organisers
		WHERE competition_id = ${competitionId} AND user_id = ${member.id}
			AND (role <> 'owner' OR ${anotherOwner(competitionId, member.id)})`);
	return appended(db, entryOf(change, 'organiser_removed'), statement);
}
