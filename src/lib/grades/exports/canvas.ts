/**
 * The layout that Canvas' "Gradebook › Import" takes: its own ID stays blank, people are found by SIS
 * user id or login. The row below the header holds the points possible.
 */
import { toCsv } from '#lib/format/csv';
import type { GradeFile } from './types.ts';

/** Canvas reads a blank grade as none and keeps what it has. */
export const canvasCsv = ({ item, max, students }: GradeFile): string =>
	toCsv([
		['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', item],
		['    Points Possible', '', '', '', '', max],
		...students.map((student) => [
			student.name,
			'',
			student.studentId ?? '',
			student.email,
			student.section ?? '',
			student.grade ?? '',
		]),
	]);
