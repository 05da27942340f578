import { getMetric } from '#scorer/index';
import type { CompetitionRow } from '#db/schema/competitions';
import type { BoardSplit } from './board.ts';

type Row = Pick<CompetitionRow, 'metric' | 'ranking' | 'final'>;

/** What breaks a tie, in a sentence. */
export function tieRule({ metric, ranking }: Pick<Row, 'metric' | 'ranking'>): string {
	return ranking === 'metric'
		? 'Equal scores share a rank; the earlier submission is listed first.'
		: `Equal means of ranks share a rank; the better ${nameOf(metric)} is listed first, then the earlier submission. In each metric equal values share the mean of their ranks, and an undefined one counts as last.`;
}

const nameOf = (metric: string) => getMetric(metric)!.name;

/** Which submission of a team counts, in a sentence. */
export function selectionRule(split: BoardSplit, { metric, ranking, final }: Row): string {
	// With several metrics it must be said by which one the best is found.
	const by = ranking === 'metric' ? '' : ` by ${nameOf(metric)}`;
	const figures = ranking === 'metric' ? '' : ', and its figures in all columns';
	if (split === 'public') {
		return ranking === 'metric'
			? 'The best public score of each participant counts.'
			: `Each participant’s best public submission${by} counts${figures}.`;
	}
	const best =
		final === 1 ? `its best public submission${by}` : `its ${final} best public submissions${by}`;
	return `Of the submissions that a participant chose, or else of ${best}, the best private score counts${figures}.`;
}
