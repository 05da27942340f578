/** How a board becomes grades: what an instructor writes, and what it may say. */
import { z } from 'zod';

const grade = z.number().min(-1000).max(1000);

/** A point on the scale of scores: a baseline, the best participant, or a number. */
const Mark = z.union([
	z.strictObject({ baseline: z.string().trim().min(1) }),
	z.strictObject({ best: z.literal(true) }),
	z.strictObject({ score: z.number() }),
]);

export const GradeRule = z.discriminatedUnion('rule', [
	/** A submission that could be scored. */
	z.strictObject({ rule: z.literal('submitted'), grade }),
	/** A score at least as good as this. */
	z.strictObject({ rule: z.literal('score'), score: z.number(), grade }),
	/** Better than a baseline; by `interval`, beyond the far end of the baseline's interval. */
	z.strictObject({
		rule: z.literal('beats'),
		baseline: z.string().trim().min(1),
		by: z.enum(['score', 'interval']).default('score'),
		grade,
	}),
	/** Along a straight line between two marks; nothing before the first, no more after the second. */
	z.strictObject({
		rule: z.literal('between'),
		from: Mark,
		to: Mark,
		grades: z.tuple([grade, grade]),
	}),
	/** Among the first so many; equal scores share a rank. */
	z.strictObject({ rule: z.literal('rank'), top: z.int().min(1).max(10_000), grade }),
]);

export const GradeScheme = z
	.strictObject({
		scale: z
			.strictObject({
				min: grade,
				max: grade,
				/** Grades are rounded to a multiple of it. */
				step: z.number().positive().max(100).default(0.1),
				/** The least grade that passes. */
				pass: grade.optional(),
			})
			.refine(({ min, max }) => min < max, 'The lowest grade must lie below the highest.'),
		split: z.enum(['public', 'private']).default('private'),
		/** The best rule that is met counts. */
		rules: z.array(GradeRule).min(1).max(50),
		/** Taken off for every day begun after the deadline; later than `days` is not graded. */
		late: z
			.strictObject({
				per_day: z.number().min(0).max(1000),
				/** Points of the scale, or percent of the grade. */
				unit: z.enum(['grade', 'percent']).default('grade'),
				days: z.int().min(0).max(365),
			})
			.optional(),
	})
	.superRefine(({ scale, rules }, { addIssue }) => {
		rules.forEach((rule, i) => {
			const given = 'grades' in rule ? rule.grades : [rule.grade];
			const path = ['rules', i, 'grades' in rule ? 'grades' : 'grade'];
			if (given.every((value) => value >= scale.min && value <= scale.max)) return;
			const message = `Every grade must lie on the scale, ${scale.min} to ${scale.max}.`;
			addIssue({ code: 'custom', path, message });
		});
	});

export type GradeScheme = z.infer<typeof GradeScheme>;
export type GradeRule = z.infer<typeof GradeRule>;
export type Mark = z.infer<typeof Mark>;
