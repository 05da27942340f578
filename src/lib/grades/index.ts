/** Grades from a leaderboard: rules, how each grade came about, files for Moodle and Canvas. */
export { GRADE_LAYOUTS, gradeCsv, type GradedStudent, type GradeLayout } from './exports/index.ts';
export { feedbackOf, ruleInWords } from './feedback.ts';
export {
	bestGrades,
	gradeBoard,
	type Board,
	type BoardEntry,
	type Grade,
	type Reference,
} from './grade.ts';
export type { SchemeProblem } from './marks.ts';
export { GradeRule, GradeScheme } from './scheme.ts';
