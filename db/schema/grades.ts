import {
	index,
	integer,
	primaryKey,
	real,
	sqliteTable,
	text,
	uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import type { LatePolicy } from './classes.ts';
import { id, instant, json } from './columns.ts';
import { competitions } from './competitions.ts';

const competitionId = () =>
	text('competition_id')
		.notNull()
		.references(() => competitions.id, { onDelete: 'cascade' });

/** The scheme (src/lib/grades) that previews use; releases keep the one that they were made with. */
export const gradeSchemes = sqliteTable('grade_schemes', {
	competitionId: competitionId().primaryKey(),
	scheme: json<unknown>('scheme').notNull(),
	/** 1, 2, 3 …: who saves must have seen the last. */
	revision: integer('revision').notNull(),
	updatedAt: instant('updated_at').notNull(),
});

/** A grade set by hand, in place of the computed one. */
export const gradeOverrides = sqliteTable(
	'grade_overrides',
	{
		competitionId: competitionId(),
		entryId: text('entry_id').notNull(),
		grade: real('grade').notNull(),
		/** The student reads it. */
		reason: text('reason').notNull(),
		userName: text('user_name').notNull(),
		createdAt: instant('created_at').notNull(),
	},
	(t) => [primaryKey({ columns: [t.competitionId, t.entryId] })],
);

/** Grades as they were told to the students; the newest that is not withdrawn counts. */
export const gradeReleases = sqliteTable(
	'grade_releases',
	{
		id: id(),
		competitionId: competitionId(),
		/** 1, 2, 3 … */
		version: integer('version').notNull(),
		scheme: json<unknown>('scheme').notNull(),
		late: json<LatePolicy>('late'),
		/** What staff say about it; students read it. */
		note: text('note').notNull(),
		userName: text('user_name').notNull(),
		createdAt: instant('created_at').notNull(),
		withdrawnAt: instant('withdrawn_at'),
		withdrawnReason: text('withdrawn_reason'),
	},
	(t) => [uniqueIndex('grade_release').on(t.competitionId, t.version)],
);

/** One student's grade of a release, with who they were at that time. */
export const grades = sqliteTable(
	'grades',
	{
		releaseId: text('release_id')
			.notNull()
			.references(() => gradeReleases.id, { onDelete: 'cascade' }),
		/** Of the roster; the entry may be gone by now. */
		entryId: text('entry_id').notNull(),
		userId: text('user_id'),
		name: text('name').notNull(),
		email: text('email').notNull(),
		studentId: text('student_id'),
		section: text('section'),
		/** Null: not graded. */
		grade: real('grade'),
		/** What the rules gave, where it was set by hand. */
		computed: real('computed'),
		/** Why it was set by hand. */
		reason: text('reason'),
		/** How it came about: a Grade of src/lib/grades. */
		detail: json<unknown>('detail').notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.releaseId, t.entryId] }),
		index('grade_user').on(t.userId, t.releaseId),
	],
);

export type GradeSchemeRow = typeof gradeSchemes.$inferSelect;
export type GradeOverrideRow = typeof gradeOverrides.$inferSelect;
export type GradeReleaseRow = typeof gradeReleases.$inferSelect;
export type GradeRow = typeof grades.$inferSelect;
