import type { LeaderboardRow } from '#lib/api/schemas/leaderboard';

const COLUMNS = [
	'rank',
	'kind',
	'name',
	'score',
	'movement',
	'entries',
	'best_at',
	'note',
] as const;

/**
 * One cell. A text that begins like a formula gets an apostrophe, because a spreadsheet would run it
 * (OWASP, CSV injection); numbers of ours stay numbers.
 */
export function csvCell(value: string | number | null): string {
	if (value === null) return '';
	if (typeof value === 'number') return String(value);
	const safe = /^[=+\-@\t\r\n]/.test(value.trimStart()) ? `'${value}` : value;
	return /[",;\t\r\n']/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** Scores are written with all their digits. */
export const leaderboardCsv = (rows: LeaderboardRow[]): string =>
	[COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column]))]
		.map((cells) => cells.map(csvCell).join(','))
		.join('\r\n') + '\r\n';
