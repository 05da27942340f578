/**
 * The layout that Moodle's "Grades › Import › CSV file" maps by itself: people are found by their
 * e-mail address or ID number, the item by its name.
 */
import { toCsv } from '#lib/format/csv';
import type { GradeFile } from './types.ts';

/** A blank grade is left as it is in Moodle. */
export const moodleCsv = ({ item, students }: GradeFile): string =>
	toCsv([
		['Full name', 'ID number', 'Email address', item, `${item} (feedback)`],
		...students.map((student) => [
			student.name,
			student.studentId ?? '',
			student.email,
			student.grade ?? '',
			student.feedback,
		]),
	]);
