import type { MetricInfo } from '#lib/api/schemas/competitions';
import type { LeaderboardRow } from '#lib/api/schemas/leaderboard';
import { csvFile, type CsvCell } from '../csv.ts';

type Cells = (row: LeaderboardRow) => CsvCell;

const COLUMNS: [head: string, cell: Cells][] = [
	['rank', (row) => row.rank],
	['kind', (row) => row.kind],
	['name', (row) => row.name],
	['score', (row) => row.score],
	['lo', (row) => row.interval?.[0]],
	['hi', (row) => row.interval?.[1]],
	['mean_rank', (row) => row.mean_rank],
	['tied_with_first', (row) => row.tied_with_first],
	['rank_low', (row) => row.rank_range?.[0]],
	['rank_high', (row) => row.rank_range?.[1]],
	['movement', (row) => row.movement],
	['entries', (row) => row.entries],
	['best_at', (row) => row.best_at],
	['note', (row) => row.note],
];

/** Staff of a class read who is behind the names. */
const WHO: [head: string, cell: Cells][] = [
	['people', (row) => row.people?.join('; ')],
	['section', (row) => row.section],
];

/** Value and interval of one further metric. */
const figureColumns = ({ id }: MetricInfo): [string, Cells][] => [
	[id, (row) => row.figures[id]?.value],
	[`${id}_lo`, (row) => row.figures[id]?.interval?.[0]],
	[`${id}_hi`, (row) => row.figures[id]?.interval?.[1]],
];

/** All rows; each further metric has three columns at the end. */
export function leaderboardCsv(rows: LeaderboardRow[], metrics: MetricInfo[]): string {
	const named = rows.some(({ people }) => people !== null);
	const columns = [...COLUMNS, ...(named ? WHO : []), ...metrics.flatMap(figureColumns)];
	return csvFile([
		columns.map(([head]) => head),
		...rows.map((row) => columns.map(([, cell]) => cell(row))),
	]);
}
