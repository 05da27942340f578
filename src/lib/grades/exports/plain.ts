/** Everything, for a spreadsheet. */
import { toCsv } from '#lib/format/csv';
import type { GradeFile } from './types.ts';

export const plainCsv = ({ students }: GradeFile): string =>
	toCsv([
		['name', 'email', 'student_id', 'section', 'grade', 'feedback'],
		...students.map(({ name, email, studentId, section, grade, feedback }) => [
			...[name, email, studentId ?? '', section ?? ''],
			grade ?? '',
			feedback,
		]),
	]);
