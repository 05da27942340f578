import type { GradePreviewRow, OwnGrade } from '#lib/api/schemas/grades';
import { ruleInWords, type Grade, type GradeScheme } from '#lib/grades/index';
import type { CompetitionRow } from '#db/schema/competitions';
import type { GradeReleaseRow, GradeRow } from '#db/schema/grades';
import { feedbackFor, type GradedStudent } from '../../grades/grade-class.ts';
import { iso, nameOnBoard } from './competition.ts';

export const scaleOf = ({ scale }: GradeScheme) => ({ ...scale, pass: scale.pass ?? null });

interface Told {
	grade: number | null;
	computed: number | null;
	reason: string | null;
}

const howOf = (
	competition: CompetitionRow,
	scheme: Pick<GradeScheme, 'scale'>,
	detail: Grade,
	told: Told,
) => ({
	...told,
	passed:
		told.grade === null || scheme.scale.pass === undefined ? null : told.grade >= scheme.scale.pass,
	score: detail.score,
	rank: detail.rank,
	days_late: detail.daysLate,
	deduction: detail.deduction,
	steps: detail.steps.map(({ rule, met, grade, needed, share }, i) => ({
		...{ rule: ruleInWords(rule), asks: rule, met, grade, needed },
		share: share ?? null,
		counts: i === detail.counts,
	})),
	ungraded: detail.reason ?? null,
	feedback: feedbackFor(competition, detail, told),
});

export const previewRow = (
	competition: CompetitionRow,
	scheme: GradeScheme,
	{ student, detail, grade, override }: GradedStudent,
	released: ReadonlyMap<string, number | null>,
): GradePreviewRow => ({
	id: student.id,
	name: student.name,
	email: student.email,
	student_id: student.studentId,
	section: student.section,
	team:
		student.teamId === null
			? null
			: nameOnBoard(competition, {
					...{ kind: 'participant', name: student.teamName!, pseudonym: student.pseudonym },
				}),
	...howOf(competition, scheme, detail, {
		grade,
		computed: override ? detail.grade : null,
		reason: override?.reason ?? null,
	}),
	released: released.get(student.id) ?? null,
});

export const ownGrade = (
	competition: CompetitionRow,
	release: GradeReleaseRow,
	row: GradeRow,
): OwnGrade => {
	const scheme = release.scheme as GradeScheme;
	const { grade, computed, reason } = row;
	return {
		version: release.version,
		note: release.note,
		at: iso(release.createdAt)!,
		split: scheme.split,
		scale: scaleOf(scheme),
		name: row.name,
		section: row.section,
		...howOf(competition, scheme, row.detail as Grade, { grade, computed, reason }),
	};
};
