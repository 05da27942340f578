import { sql } from 'drizzle-orm';
import { index, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { user } from './auth.ts';
import { id, instant } from './columns.ts';
import { competitions } from './competitions.ts';

/** Who submits: participants, or a reference model (baseline), which is shown and never ranked. */
export const teams = sqliteTable(
	'teams',
	{
		id: id(),
		competitionId: text('competition_id')
			.notNull()
			.references(() => competitions.id, { onDelete: 'cascade' }),
		kind: text('kind', { enum: ['participant', 'baseline'] }).notNull(),
		name: text('name').notNull(),
		/** What it is called on the boards of a class that shows no names. */
		pseudonym: text('pseudonym'),
		/** Section and group of the class list, of a team that is a group. */
		groupKey: text('group_key'),
		/** Baselines: what it is. */
		note: text('note'),
		/** Of a team of several; null is the member who joined first. */
		captainId: text('captain_id'),
		/** Whoever has it may bring their team into this one. */
		inviteCode: text('invite_code').unique(),
		/** The team that it became part of: it has no members and no submissions any more. */
		mergedInto: text('merged_into'),
		createdAt: instant('created_at').notNull(),
	},
	(t) => [
		index('team_competition').on(t.competitionId, t.kind),
		uniqueIndex('baseline_name')
			.on(t.competitionId, t.name)
			.where(sql`kind = 'baseline'`),
		uniqueIndex('team_group')
			.on(t.competitionId, t.groupKey)
			.where(sql`group_key IS NOT NULL`),
		uniqueIndex('team_pseudonym')
			.on(t.competitionId, t.pseudonym)
			.where(sql`pseudonym IS NOT NULL`),
	],
);

export const teamMembers = sqliteTable(
	'team_members',
	{
		teamId: text('team_id')
			.notNull()
			.references(() => teams.id, { onDelete: 'cascade' }),
		/** Repeated from the team, so that the database holds "one team a competition". */
		competitionId: text('competition_id')
			.notNull()
			.references(() => competitions.id, { onDelete: 'cascade' }),
		userId: text('user_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		/** Also when the rules were accepted. */
		joinedAt: instant('joined_at').notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.teamId, t.userId] }),
		uniqueIndex('one_team_a_competition').on(t.competitionId, t.userId),
		index('member_user').on(t.userId),
	],
);

/** Those who asked to take part and wait for an organiser, or were declined. */
export const joinRequests = sqliteTable(
	'join_requests',
	{
		competitionId: text('competition_id')
			.notNull()
			.references(() => competitions.id, { onDelete: 'cascade' }),
		userId: text('user_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		teamName: text('team_name').notNull(),
		/** What they say for themselves. */
		note: text('note').notNull().default(''),
		status: text('status', { enum: ['pending', 'declined'] }).notNull(),
		createdAt: instant('created_at').notNull(),
		decidedAt: instant('decided_at'),
	},
	(t) => [
		primaryKey({ columns: [t.competitionId, t.userId] }),
		index('join_request_status').on(t.competitionId, t.status, t.createdAt),
	],
);

export type JoinRequestRow = typeof joinRequests.$inferSelect;
export type TeamRow = typeof teams.$inferSelect;
