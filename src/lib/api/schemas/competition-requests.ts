/** What is asked of a competition: to take part in it, and to change it. */
import { z } from '@hono/zod-openapi';
import { Domain, Email, JoinCode } from '#lib/competition-folder/config-schema';
import { ClassRules } from './classes.ts';
import { JoinWho, Visibility } from './competitions.ts';

export const JoinRequest = z
	.object({
		accept_rules: z.literal(true),
		team_name: z.string().trim().min(1).max(60).optional(),
		/** Where a code is asked for. */
		code: z.string().trim().max(60).optional(),
		/** Where an organiser decides: what you say for yourself. */
		note: z.string().trim().max(500).optional(),
	})
	.openapi('JoinRequest');

export const CompetitionPatch = z
	.object({
		title: z.string().trim().min(1).max(200).optional(),
		summary: z.string().trim().max(500).optional(),
		opens: z.iso.datetime({ offset: true }).nullable().optional(),
		closes: z.iso.datetime({ offset: true }).nullable().optional(),
		limits: z
			.object({ per_day: z.number().int().min(1).nullable(), final: z.number().int().min(1) })
			.partial()
			.optional(),
		show: z
			.object({ curves: Visibility, subgroups: Visibility, comparisons: Visibility })
			.partial()
			.optional(),
		late: z.enum(['refuse', 'accept']).optional(),
		reveal: z.union([z.enum(['at_close', 'by_hand']), z.iso.datetime({ offset: true })]).optional(),
		teams: z
			.object({
				max_size: z.number().int().min(1).max(100),
				merge_deadline: z.iso.datetime({ offset: true }).nullable(),
			})
			.partial()
			.optional(),
		join: z
			.object({
				who: JoinWho,
				code: JoinCode.nullable().optional(),
				domains: z.array(Domain).max(200).optional(),
				emails: z.array(Email).max(10_000).optional(),
			})
			.optional(),
		/** Null: not a class. */
		class: ClassRules.nullable().optional(),
	})
	.openapi('CompetitionPatch');

export type CompetitionPatch = z.infer<typeof CompetitionPatch>;
