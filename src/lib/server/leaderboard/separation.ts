/** Tie groups and rank ranges of one board. */
import { getMetric } from '#scorer/index';
import type { CompetitionRow } from '#db/schema/competitions';
import type { Services } from '../services.ts';
import type { Board, BoardSplit } from './board.ts';
import type { Separated } from './separations.ts';

/** One result per participant; null while tests run, and where ranks are means of ranks. */
export async function separationOf(
	{ separations }: Pick<Services, 'separations'>,
	competition: Pick<CompetitionRow, 'id' | 'metric' | 'ranking'>,
	split: BoardSplit,
	{ participants }: Board,
): Promise<Separated[] | null> {
	if (competition.ranking !== 'metric') return null;
	const { higherIsBetter } = getMetric(competition.metric)!;
	return separations.of(`${competition.id}/${split}`, participants, higherIsBetter);
}

/** The test, from where the metric says that its uncertainty comes. */
export function testInWords({
	metric,
	groupColumn,
}: Pick<CompetitionRow, 'metric' | 'groupColumn'>): string {
	const kind = getMetric(metric)!.uncertainty?.kind;
	const grouped = groupColumn !== null;
	if (kind === 'influence') {
		return grouped ? 'paired DeLong test, clustered by patient' : 'paired DeLong test';
	}
	if (kind === 'proportion' && !grouped) return 'McNemar’s test';
	if (kind === 'proportion' || kind === 'rowMean') {
		return grouped ? 'paired test of means over patients' : 'paired t test over rows';
	}
	return grouped ? 'paired bootstrap over patients' : 'paired bootstrap over rows';
}
