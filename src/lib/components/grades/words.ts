/** How a grade came about, in the reader's language; files and the API say it in English. */
import type { OwnGrade } from '#lib/api/schemas/grades';
import type { Format } from '#lib/format/format.svelte';
import { missedSteps } from '#lib/grades/feedback';
import type { GradeRule, Mark } from '#lib/grades/scheme';
import { m } from '#messages';

type Shown = Pick<
	OwnGrade,
	'grade' | 'reason' | 'ungraded' | 'score' | 'rank' | 'steps' | 'days_late' | 'deduction'
>;

function markWords(mark: Mark, format: Format): string {
	if ('baseline' in mark) return mark.baseline;
	return 'best' in mark
		? m.grades_mark_best()
		: m.grades_mark_score({ score: format.full(mark.score) });
}

/** What a rule asks, as a phrase. */
export function ruleWords(rule: GradeRule, format: Format): string {
	switch (rule.rule) {
		case 'submitted':
			return m.grades_rule_submitted();
		case 'score':
			return m.grades_ask_score({ score: format.full(rule.score) });
		case 'beats':
			return rule.by === 'interval'
				? m.grades_ask_beats_interval({ name: rule.baseline })
				: m.grades_ask_beats({ name: rule.baseline });
		case 'between':
			return m.grades_ask_between({
				...{ from: markWords(rule.from, format), first: format.full(rule.grades[0]) },
				...{ to: markWords(rule.to, format), last: format.full(rule.grades[1]) },
			});
		case 'rank':
			return rule.top === 1
				? m.grades_ask_first()
				: m.grades_ask_rank({ top: format.count(rule.top) });
	}
}

function earnedWords({ steps }: Shown, format: Format): string {
	const step = steps.find(({ counts }) => counts);
	if (!step) return m.grades_how_no_rule();
	const words = {
		...{ grade: format.full(Number(step.grade!.toFixed(2))), rule: ruleWords(step.asks, format) },
	};
	return step.share === null
		? m.grades_how_earned(words)
		: m.grades_how_earned_share({ ...words, share: format.percent(step.share, 0) });
}

/** By the rules: the score, what counted, what lateness cost, what was missed. */
function byRules(grade: Shown, format: Format, decimals: number): string[] {
	const score = (value: number) => format.score(value, decimals);
	const days = m.grades_days({ count: grade.days_late, n: format.count(grade.days_late) });
	if (grade.ungraded === 'nothing_submitted') return [m.grades_how_none()];
	if (grade.ungraded === 'too_late') return [m.grades_how_too_late({ days })];
	return [
		grade.rank === null
			? m.grades_how_score({ score: score(grade.score!) })
			: m.grades_how_score_rank({ score: score(grade.score!), rank: format.count(grade.rank) }),
		earnedWords(grade, format),
		grade.deduction > 0
			? m.grades_off({ points: format.full(Number(grade.deduction.toFixed(2))), days })
			: '',
		...missedSteps(grade.steps).map(({ asks, needed }) =>
			m.grades_how_needed({ score: score(needed!), rule: ruleWords(asks, format) }),
		),
	];
}

/** @param decimals of scores */
export function gradeWords(grade: Shown, format: Format, decimals: number): string {
	const { reason } = grade;
	const byHand =
		reason === null ? '' : m.grades_how_by_hand({ grade: format.full(grade.grade), reason });
	return [byHand, ...byRules(grade, format, decimals)].filter(Boolean).join(' ');
}
