import { m } from '#messages';
import type { Leaderboard } from '#lib/api/schemas/leaderboard';
import type { Axis } from '#lib/charts/axis';
import type { BoardRow } from '#lib/charts/board';
import { forestSvg } from '#lib/charts/forest-svg';
import type { Format } from '#lib/format/format.svelte';
import { rangeText } from './layout.ts';

const SHAPES = { participant: 'dot', baseline: 'diamond', reported: 'open' } as const;

/** A page of a leaderboard as a forest plot for a paper. */
export function boardSvg(
	{ metric, references }: Pick<Leaderboard, 'metric' | 'references'>,
	rows: readonly BoardRow[],
	axis: Axis,
	format: Pick<Format, 'score' | 'range'>,
): string {
	return forestSvg({
		columns: [m.common_participant(), m.board_svg_rank(), m.board_svg_axis({ name: metric.name })],
		axis,
		tick: (value) => format.score(value, axis.decimals),
		lines: references.flatMap(({ kind, name, score }) =>
			kind === 'baseline' && score !== null ? [{ name, value: score }] : [],
		),
		rows: rows.map((row) => {
			const range = rangeText(row.rank_range);
			return {
				label: row.name,
				detail: row.rank === null ? row.kind : `${row.rank}${range ? ` (${range})` : ''}`,
				text:
					format.score(row.score, metric.decimals) +
					(row.interval ? ` (${format.range(row.interval, metric.decimals)})` : ''),
				value: row.score,
				interval: row.interval,
				shape: SHAPES[row.kind],
				strong: row.is_me,
			};
		}),
	});
}
