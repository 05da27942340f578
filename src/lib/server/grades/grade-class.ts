/** Every student's grade as the scheme would have it now; nothing is written. */
import {
	bestGrades,
	feedbackOf,
	gradeBoard,
	type Grade,
	type GradeScheme,
} from '#lib/grades/index';
import { listOverrides } from '#db/queries/grades';
import { listStudents, type StudentView } from '#db/queries/roster';
import { getMetric } from '#scorer/index';
import type { CompetitionRow } from '#db/schema/competitions';
import type { LatePolicy } from '#db/schema/classes';
import type { GradeOverrideRow } from '#db/schema/grades';
import type { Services } from '../services.ts';
import { gradeBoardOf } from './board.ts';

export interface GradedStudent {
	student: StudentView;
	detail: Grade;
	/** As it would be released. */
	grade: number | null;
	override: GradeOverrideRow | null;
}

const nothing = (key: string): Grade => ({
	...{ key, grade: null, passed: null, score: null, rank: null, steps: [], counts: null },
	...{ deduction: 0, daysLate: 0, reason: 'nothing_submitted' },
});

/** The scheme with what lateness costs in this class. */
export const withLate = (scheme: GradeScheme, late: LatePolicy | null): GradeScheme => ({
	...scheme,
	late: late ? { per_day: late.percent_per_day, unit: 'percent', days: late.days } : undefined,
});

/** @throws when the scheme does not fit the board: callers have checked it */
export async function gradeClass(
	services: Pick<Services, 'db' | 'boards'>,
	competition: CompetitionRow,
	scheme: GradeScheme,
): Promise<GradedStudent[]> {
	const { db } = services;
	const board = await gradeBoardOf(services, competition, scheme.split);
	const late = competition.class?.late ?? null;
	const graded = gradeBoard(withLate(scheme, late), board);
	if (!graded.ok) throw new Error(JSON.stringify(graded.problems));
	const byTeam = bestGrades(graded.grades);
	const overrides = new Map(
		(await listOverrides(db, competition.id)).map((row) => [row.entryId, row]),
	);
	return (await listStudents(db, competition.id)).map((student) => {
		const detail = byTeam.get(student.teamId ?? '') ?? nothing(student.teamId ?? student.id);
		const override = overrides.get(student.id) ?? null;
		return { student, detail, override, grade: override ? override.grade : detail.grade };
	});
}

/** How a grade came about, with scores as the board writes them. */
export function feedbackFor(
	competition: Pick<CompetitionRow, 'metric'>,
	detail: Grade,
	by: { grade: number | null; reason: string | null },
): string {
	const { decimals } = getMetric(competition.metric)!;
	const computed = feedbackOf(detail, (score) => score.toFixed(decimals));
	return by.reason === null ? computed : `${by.grade}, set by hand: ${by.reason} ${computed}`;
}
