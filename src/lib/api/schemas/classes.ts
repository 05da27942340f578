import { z } from '@hono/zod-openapi';
import { FileProblem, Instant, Notice } from './common.ts';

export const ClassRules = z
	.object({
		/** What students are called on the boards. Staff see names in any case. */
		names: z.enum(['real', 'chosen', 'assigned']),
		/** Whose results a student sees beside their own. */
		board: z.enum(['everyone', 'top', 'own']),
		/** How many rows `top` shows. */
		top: z.number().int().min(1).max(1000).default(3),
		/** What handing in after the deadline costs. Null: nothing counts after it. */
		late: z
			.object({
				/** After the deadline, without consequence. */
				grace_hours: z.number().min(0).max(168),
				/** Off the grade, for every day begun after that. */
				percent_per_day: z.number().min(0).max(100),
				/** Nothing is taken later than this many days. */
				days: z.number().int().min(0).max(365),
			})
			.nullable(),
	})
	.openapi('ClassRules');

/** What a student reads of themselves. */
export const StudentSelf = z
	.object({
		name: z.string(),
		section: z.string().nullable(),
		group: z.string().nullable(),
		/** Their own closing time, where they have one. */
		extended_until: Instant.nullable(),
	})
	.openapi('StudentSelf');

const listed = {
	name: z.string(),
	email: z.string(),
	student_id: z.string().nullable(),
	section: z.string().nullable(),
	group: z.string().nullable(),
};

export const Student = z
	.object({
		id: z.string(),
		...listed,
		/** `listed`: no account yet; `account`: has one; `joined`: takes part. */
		status: z.enum(['listed', 'account', 'joined']),
		team: z
			.object({ id: z.string(), name: z.string(), pseudonym: z.string().nullable() })
			.nullable(),
		/** Scored submissions of the team. */
		submissions: z.number().int(),
		extended_until: Instant.nullable(),
		extension_note: z.string().nullable(),
	})
	.openapi('Student');

export const ClassRoster = z
	.object({
		students: z.array(Student),
		sections: z.array(z.string()),
		/** Changes with the list: what was looked at is what is changed. */
		revision: z.string(),
	})
	.openapi('ClassRoster');

export const RosterMove = z
	.object({
		id: z.string(),
		joined: z.boolean(),
		before: z.object(listed),
		after: z.object(listed),
		fields: z.array(z.enum(['name', 'email', 'student_id', 'section', 'group'])),
	})
	.openapi('RosterMove');

/** What a class list would change, or did. */
export const RosterChange = z
	.object({
		ok: z.boolean(),
		applied: z.boolean(),
		problems: z.array(FileProblem),
		notices: z.array(Notice),
		added: z.array(z.object({ row: z.number().int(), ...listed })),
		moved: z.array(RosterMove),
		removed: z.array(z.object({ id: z.string(), ...listed, submissions: z.number().int() })),
		unchanged: z.number().int(),
		/** To be sent back to apply it. */
		revision: z.string(),
	})
	.openapi('RosterChange');

const short = z.string().trim().max(200);

export const StudentPatch = z
	.object({
		name: short.min(1).optional(),
		student_id: short.nullable().optional(),
		section: short.nullable().optional(),
		group: short.nullable().optional(),
		/** Null takes an extension back. */
		extended_until: z.iso.datetime({ offset: true }).nullable().optional(),
		/** Why, for staff. */
		extension_note: z.string().trim().max(500).nullable().optional(),
	})
	.openapi('StudentPatch');

export type ClassRules = z.infer<typeof ClassRules>;
export type StudentSelf = z.infer<typeof StudentSelf>;
export type Student = z.infer<typeof Student>;
export type ClassRoster = z.infer<typeof ClassRoster>;
export type RosterChange = z.infer<typeof RosterChange>;
export type StudentPatch = z.infer<typeof StudentPatch>;
