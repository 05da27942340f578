import { z } from '@hono/zod-openapi';
import { GradeRule } from '#lib/grades/scheme';
import { FileProblem, Instant } from './common.ts';

/** A grade scheme as src/lib/grades has it; checked there, so that every mistake is named at its place. */
const Scheme = z.record(z.string(), z.unknown()).openapi('GradeScheme', {
	example: {
		scale: { min: 0, max: 10, step: 0.1, pass: 5 },
		split: 'private',
		rules: [
			{ rule: 'submitted', grade: 2 },
			{ rule: 'beats', baseline: 'Pixels', by: 'interval', grade: 5 },
			{ rule: 'beats', baseline: 'VGG-MLP', by: 'score', grade: 7 },
			{
				rule: 'between',
				from: { baseline: 'VGG-MLP' },
				to: { best: true },
				grades: [7, 10],
			},
		],
	},
});

export const GradeSchemeState = z
	.object({
		scheme: Scheme,
		/** 0: nothing was saved; the scheme is a suggestion. */
		revision: z.number().int(),
		/** What rules may name, with scores on the split of the scheme's board. */
		baselines: z.array(
			z.object({
				name: z.string(),
				public: z.number().nullable(),
				private: z.number().nullable(),
			}),
		),
	})
	.openapi('GradeSchemeState');

export const SchemeRequest = z
	.object({ scheme: Scheme, revision: z.number().int().min(0) })
	.openapi('GradeSchemeRequest');

export const PreviewRequest = z.object({ scheme: Scheme }).openapi('GradePreviewRequest');

const GradeStep = z.object({
	/** What the rule asks, as a phrase after "for". */
	rule: z.string(),
	/** The rule as the scheme has it. */
	asks: GradeRule,
	met: z.boolean(),
	grade: z.number().nullable(),
	needed: z.number().nullable(),
	share: z.number().nullable(),
	/** It is the one that counts. */
	counts: z.boolean(),
});

const graded = {
	name: z.string(),
	section: z.string().nullable(),
	/** Null: not graded. */
	grade: z.number().nullable(),
	/** What the rules give, where it is set by hand. */
	computed: z.number().nullable(),
	/** Why it is set by hand. */
	reason: z.string().nullable(),
	passed: z.boolean().nullable(),
	score: z.number().nullable(),
	rank: z.number().int().nullable(),
	days_late: z.number().int(),
	deduction: z.number(),
	steps: z.array(GradeStep),
	/** Why the rules give no grade; null where they do. */
	ungraded: z.enum(['nothing_submitted', 'too_late']).nullable(),
	/** How it came about, in sentences. */
	feedback: z.string(),
};

export const GradePreviewRow = z
	.object({
		id: z.string(),
		email: z.string(),
		student_id: z.string().nullable(),
		team: z.string().nullable(),
		...graded,
		/** Of the release that counts; null where there is none. */
		released: z.number().nullable(),
	})
	.openapi('GradePreviewRow');

const Scale = z.object({
	min: z.number(),
	max: z.number(),
	step: z.number(),
	pass: z.number().nullable(),
});

export const GradePreview = z
	.object({
		ok: z.boolean(),
		problems: z.array(FileProblem),
		rows: z.array(GradePreviewRow),
		scale: Scale.nullable(),
		split: z.enum(['public', 'private']),
	})
	.openapi('GradePreview');

export const GradeRelease = z
	.object({
		version: z.number().int(),
		note: z.string(),
		by: z.string(),
		at: Instant,
		withdrawn_at: Instant.nullable(),
		withdrawn_reason: z.string().nullable(),
		/** It is the one that students see. */
		current: z.boolean(),
	})
	.openapi('GradeRelease');

export const GradeReleases = z
	.object({
		releases: z.array(GradeRelease),
		/** Grades of the private split are told when everyone's time has run out; null is from now on. */
		from: Instant.nullable(),
	})
	.openapi('GradeReleases');

export const ReleaseRequest = z
	.object({
		/** Of the scheme that was looked at. */
		revision: z.number().int().min(1),
		/** For the students. */
		note: z.string().trim().max(1000).default(''),
	})
	.openapi('GradeReleaseRequest');

const reason = z.string().trim().min(3).max(1000);
export const WithdrawRequest = z.object({ reason }).openapi('GradeWithdrawRequest');
export const OverrideRequest = z
	.object({ grade: z.number().min(-1000).max(1000), reason })
	.openapi('GradeOverrideRequest');

/** A student's own grade. */
export const OwnGrade = z
	.object({
		version: z.number().int(),
		note: z.string(),
		at: Instant,
		split: z.enum(['public', 'private']),
		scale: Scale,
		...graded,
	})
	.openapi('OwnGrade');

export type GradeSchemeState = z.infer<typeof GradeSchemeState>;
export type GradePreview = z.infer<typeof GradePreview>;
export type GradePreviewRow = z.infer<typeof GradePreviewRow>;
export type GradeReleases = z.infer<typeof GradeReleases>;
export type OwnGrade = z.infer<typeof OwnGrade>;
