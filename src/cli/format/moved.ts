import type { MovedRow, RescoringPreview } from '#lib/api/schemas/rescoring';
import { formatTable } from './table.ts';

const MOST = 20;

const sign = (n: number | null) => (n === null ? null : n > 0 ? `▲${n}` : n < 0 ? `▼${-n}` : '=');
const rank = (place: MovedRow['before']) => (place?.rank == null ? '–' : String(place.rank));

/** The rows that move most, and what the rest does. */
export function formatMoved(preview: RescoringPreview): string[] {
	const { split, teams, moved, rescored, unchanged, top, rows, decimals } = preview;
	const score = (place: MovedRow['before'], digits: number) =>
		place ? place.score.toFixed(digits) : null;
	const table = formatTable(
		[
			{ title: 'team' },
			...['rank', 'new', 'move', 'score', 'new'].map((title) => ({
				title,
				align: 'right' as const,
			})),
		],
		rows
			.slice(0, MOST)
			.map((row) => [
				...[row.name, rank(row.before), rank(row.after), sign(row.movement)],
				...[score(row.before, decimals.before), score(row.after, decimals.after)],
			]),
	);
	const tops = top.flatMap(({ places, enter, leave }) =>
		enter.length || leave.length
			? [`first ${places}: ${enter.join(', ') || 'nobody'} in, ${leave.join(', ') || 'nobody'} out`]
			: [],
	);
	return [
		`${split} board: ${moved} of ${teams} change rank, ${rescored} change score, ${unchanged} stay`,
		...tops,
		...table,
		...(rows.length > MOST ? [`… and ${rows.length - MOST} more`] : []),
	];
}
