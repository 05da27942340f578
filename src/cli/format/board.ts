/** A leaderboard as a table. */
import type { Leaderboard, LeaderboardRow } from '#lib/api/schemas/leaderboard';
import { style } from '../style.ts';
import { formatInterval, intervalColumn } from './interval.ts';
import { formatTable, type Cell, type Column } from './table.ts';

const MARK = { participant: '', baseline: 'baseline', reported: 'reported' } as const;

function rankOf({ kind, rank, tied }: LeaderboardRow): string {
	if (kind !== 'participant' || rank === null) return '–';
	return `${rank}${tied ? '=' : ''}`;
}

/** References stand between the participants, where their score puts them. */
function inOrder({ participants, references, metric, ranking }: Leaderboard): LeaderboardRow[] {
	// Ordered by something else than their score, participants have no place for references.
	if (ranking !== 'metric') return [...participants, ...references];
	const value = ({ score }: LeaderboardRow) =>
		score === null ? -Infinity : metric.higher_is_better ? score : -score;
	return [...participants, ...references].sort((a, b) =>
		value(b) > value(a) ? 1 : value(b) < value(a) ? -1 : 0,
	);
}

/** `1 to 3`, and whether a test separates the row from the first. */
const ranksOf = ({ rank_range: range }: LeaderboardRow): string =>
	range ? (range[0] === range[1] ? `${range[0]}` : `${range[0]} to ${range[1]}`) : '';

const movedBy = ({ movement }: LeaderboardRow): string =>
	movement ? `${movement > 0 ? '▲' : '▼'}${Math.abs(movement)}` : '';

function columnsOf({ metric, columns, separation, ranking }: Leaderboard): Column[] {
	return [
		{ title: '#', align: 'right' },
		{ title: 'team' },
		{ title: metric.name, align: 'right', decimals: metric.decimals },
		intervalColumn(),
		...(separation ? [{ title: 'ranks', align: 'right' } as const, { title: '' }] : []),
		...(ranking === 'mean_rank'
			? [{ title: 'mean rank', align: 'right', decimals: 2 } as const]
			: []),
		...columns.map(({ short_name, decimals }): Column => ({
			title: short_name,
			align: 'right',
			decimals,
		})),
		{ title: '' },
		{ title: 'entries', align: 'right' },
		{ title: 'best (UTC)' },
		{ title: '' },
	];
}

function cells(row: LeaderboardRow, { metric, columns, separation, ranking }: Leaderboard): Cell[] {
	return [
		...[rankOf(row), row.name, row.score, formatInterval(row.interval, metric.decimals)],
		...(separation ? [ranksOf(row), row.tied_with_first ? 'tied' : ''] : []),
		...(ranking === 'mean_rank' ? [row.mean_rank] : []),
		...columns.map(({ id }) => row.figures[id]?.value),
		movedBy(row),
		row.kind === 'participant' ? row.entries : '',
		row.best_at?.slice(0, 16).replace('T', ' ') ?? '',
		MARK[row.kind],
	];
}

/** All rows, with intervals, ties and further metrics. */
export function formatBoard(board: Leaderboard): string {
	const rows = inOrder(board).map((row) => cells(row, board));
	const lines = formatTable(columnsOf(board), rows);
	return [style.bold(lines[0]!), ...lines.slice(1)].join('\n');
}
