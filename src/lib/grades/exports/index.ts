/** Grade files by the program that imports them. */
import { canvasCsv } from './canvas.ts';
import { moodleCsv } from './moodle.ts';
import { plainCsv } from './plain.ts';
import type { GradeFile } from './types.ts';

export type { GradedStudent, GradeFile } from './types.ts';
export const GRADE_LAYOUTS = ['csv', 'moodle', 'canvas'] as const;
export type GradeLayout = (typeof GRADE_LAYOUTS)[number];

export const gradeCsv: Record<GradeLayout, (file: GradeFile) => string> = {
	csv: plainCsv,
	moodle: moodleCsv,
	canvas: canvasCsv,
};
