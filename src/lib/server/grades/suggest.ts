/** A scheme to begin with: every baseline is a step, and the best participant the top. */
import { getMetric } from '#scorer/index';
import type { GradeScheme } from '#lib/grades/index';
import type { CompetitionRow } from '#db/schema/competitions';

const MIN = 0;
const MAX = 10;
const FIRST = 4;
const LAST = 7;

/** @param baselines with scores, in any order */
export function suggestScheme(
	competition: Pick<CompetitionRow, 'metric'>,
	baselines: readonly { name: string; score: number; interval: unknown }[],
): GradeScheme {
	const { higherIsBetter } = getMetric(competition.metric)!;
	const sorted = [...baselines].sort((a, b) =>
		higherIsBetter ? a.score - b.score : b.score - a.score,
	);
	const step = sorted.length > 1 ? (LAST - FIRST) / (sorted.length - 1) : 0;
	const grade = (i: number) => Math.round((FIRST + i * step) * 10) / 10;
	const top = sorted.at(-1);
	return {
		scale: { min: MIN, max: MAX, step: 0.1, pass: 5 },
		split: 'private',
		rules: [
			{ rule: 'submitted', grade: 2 },
			...sorted.map(({ name, interval }, i) => ({
				...{ rule: 'beats' as const, baseline: name, grade: grade(i) },
				by: i === 0 && interval ? ('interval' as const) : ('score' as const),
			})),
			...(top
				? [
						{
							rule: 'between' as const,
							from: { baseline: top.name },
							to: { best: true as const },
							grades: [grade(sorted.length - 1), MAX] as [number, number],
						},
					]
				: []),
		],
	};
}
