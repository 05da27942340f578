/** How a grade came about, for the student. */
import type { Grade, GradeStep } from './grade.ts';
import type { GradeRule, Mark } from './scheme.ts';

const markName = (mark: Mark): string =>
	'score' in mark ? `a score of ${mark.score}` : 'best' in mark ? 'the best score' : mark.baseline;

/** What a rule asks, as a phrase after "for". */
export function ruleInWords(rule: GradeRule): string {
	switch (rule.rule) {
		case 'submitted':
			return 'a submission that could be scored';
		case 'score':
			return `a score of ${rule.score} or better`;
		case 'beats':
			return rule.by === 'interval'
				? `beating ${rule.baseline} by more than its interval`
				: `beating ${rule.baseline}`;
		case 'between':
			return `the way from ${markName(rule.from)} (${rule.grades[0]}) to ${markName(rule.to)} (${rule.grades[1]})`;
		case 'rank':
			return rule.top === 1 ? 'the first rank' : `a rank among the first ${rule.top}`;
	}
}

function counted({ rule, share }: GradeStep, digits: (score: number) => string, grade: number) {
	const way = share === undefined ? '' : `, ${Math.round(100 * share)} % of it`;
	return `${digits(grade)} for ${ruleInWords(rule)}${way}.`;
}

/** Rules that a better score would have met; of several that ask for the same score, the first. */
export const missedSteps = <T extends Pick<GradeStep, 'met' | 'needed'>>(
	steps: readonly T[],
): T[] =>
	steps.filter(
		({ met, needed }, i) =>
			!met &&
			needed !== null &&
			steps.findIndex((step) => step.needed === needed && !step.met) === i,
	);

/**
 * @param scoreText a score as the board writes it
 */
export function feedbackOf(grade: Grade, scoreText: (score: number) => string): string {
	if (grade.reason === 'nothing_submitted') return 'No submission that could be scored.';
	if (grade.reason === 'too_late')
		return `Submitted ${grade.daysLate} days after the deadline, which is too late to be graded.`;
	const plain = (value: number) => String(Number(value.toFixed(2)));
	const step = grade.counts === null ? null : grade.steps[grade.counts]!;
	const score = `Score ${scoreText(grade.score!)}${grade.rank === null ? '' : `, rank ${grade.rank}`}.`;
	const earned = step ? counted(step, plain, step.grade!) : 'No rule is met: the lowest grade.';
	const next = missedSteps(grade.steps).map(
		({ rule, needed }) => `${scoreText(needed!)} was needed for ${ruleInWords(rule)}.`,
	);
	const late =
		grade.deduction > 0
			? `${plain(grade.deduction)} off for being ${grade.daysLate === 1 ? 'a day' : `${grade.daysLate} days`} late.`
			: '';
	return [score, earned, late, ...next].filter(Boolean).join(' ');
}
