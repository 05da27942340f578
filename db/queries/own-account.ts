/** What belongs to one account, and its removal. */
import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import { account, passkey, user } from '../schema/auth.ts';
import { competitionOrganisers, competitions } from '../schema/competitions.ts';
import { submissions } from '../schema/submissions.ts';
import { teamMembers, teams } from '../schema/teams.ts';

/** Competitions that would be left without an owner. */
export const listOwnedAlone = (db: Db, userId: string): Promise<{ slug: string }[]> =>
	db
		.select({ slug: competitions.slug })
		.from(competitionOrganisers)
		.innerJoin(competitions, eq(competitions.id, competitionOrganisers.competitionId))
		.where(
			and(
				eq(competitionOrganisers.userId, userId),
				eq(competitionOrganisers.role, 'owner'),
				sql`NOT EXISTS (
					SELECT 1 FROM competition_organisers other
					WHERE other.competition_id = ${competitionOrganisers.competitionId}
						AND other.role = 'owner' AND other.user_id <> ${userId})`,
			),
		)
		.orderBy(asc(competitions.slug));

/**
 * Removes an account with its sessions, tokens, passkeys and memberships. Scored files stay on their
 * boards, because ranks of others rest on them, under a name that is nobody's.
 * @param name of the teams that had this member alone
 * @returns false, with nothing changed, for the last administrator and an only owner
 */
export async function deleteAccount(db: Db, userId: string, name: string): Promise<boolean> {
	const may = sql`(
		(SELECT role FROM user WHERE id = ${userId}) <> 'admin'
		OR EXISTS (SELECT 1 FROM user WHERE role = 'admin' AND id <> ${userId})
	) AND NOT EXISTS (
		SELECT 1 FROM competition_organisers own
		WHERE own.user_id = ${userId} AND own.role = 'owner' AND NOT EXISTS (
			SELECT 1 FROM competition_organisers other
			WHERE other.competition_id = own.competition_id
				AND other.role = 'owner' AND other.user_id <> ${userId}))`;
	const [, , deleted] = await db.batch([
		db.run(sql`
			UPDATE teams SET name = ${name}
			WHERE ${may} AND kind = 'participant' AND group_key IS NULL
				AND id IN (SELECT team_id FROM team_members WHERE user_id = ${userId})
				AND (SELECT count(*) FROM team_members m WHERE m.team_id = teams.id) = 1`),
		db.run(sql`
			UPDATE competitions SET board_revision = board_revision + 1
			WHERE ${may} AND id IN (SELECT competition_id FROM team_members WHERE user_id = ${userId})`),
		db.run(sql`DELETE FROM user WHERE id = ${userId} AND ${may}`),
	]);
	return deleted.rowsAffected === 1;
}

/** Of an account, for its owner: ways to sign in, teams, submissions. */
export async function readAccountData(db: Db, userId: string) {
	const [accounts, passkeys, memberships, sent] = await Promise.all([
		db
			.select({ id: account.id, provider: account.providerId, since: account.createdAt })
			.from(account)
			.where(eq(account.userId, userId)),
		db
			.select({ id: passkey.id, name: passkey.name, since: passkey.createdAt })
			.from(passkey)
			.where(eq(passkey.userId, userId)),
		db
			.select({ competition: competitions.slug, team: teams.name, joined: teamMembers.joinedAt })
			.from(teamMembers)
			.innerJoin(teams, eq(teams.id, teamMembers.teamId))
			.innerJoin(competitions, eq(competitions.id, teamMembers.competitionId))
			.where(eq(teamMembers.userId, userId)),
		db
			.select({ row: submissions, team: teams, competition: competitions.slug })
			.from(submissions)
			.innerJoin(teams, eq(teams.id, submissions.teamId))
			.innerJoin(competitions, eq(competitions.id, teams.competitionId))
			.where(and(eq(submissions.userId, userId), ne(teams.kind, 'baseline')))
			.orderBy(asc(submissions.createdAt)),
	]);
	return { accounts, passkeys, memberships, submissions: sent };
}

/** The hash of a password, where the account has one. */
export async function findPasswordHash(db: Db, userId: string): Promise<string | null> {
	const [found] = await db
		.select({ hash: account.password })
		.from(account)
		.innerJoin(user, eq(user.id, account.userId))
		.where(and(eq(account.userId, userId), eq(account.providerId, 'credential')));
	return found?.hash ?? null;
}
