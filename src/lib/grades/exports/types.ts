/** A graded student, as grade files want them: a group's grade is each member's. */
export interface GradedStudent {
	name: string;
	email: string;
	/** Number at the university; null where the roster has none. */
	studentId: string | null;
	section: string | null;
	grade: number | null;
	/** How the grade came about, in a sentence or a few. */
	feedback: string;
}

export interface GradeFile {
	/** Name of the grade item, e.g. the competition's title. */
	item: string;
	/** The highest grade. */
	max: number;
	students: readonly GradedStudent[];
}
