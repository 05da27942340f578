import type { LeaderboardRow } from '#lib/api/schemas/leaderboard';

/** A row of the drawn table: a ranked participant or a reference between them. */
export interface BoardRow extends LeaderboardRow {
	key: string;
	/** The reader's own row, repeated above because it stands on another page. */
	pinned: boolean;
}

export interface BoardPage {
	participants: readonly LeaderboardRow[];
	references: readonly LeaderboardRow[];
	me: LeaderboardRow | null;
	higherIsBetter: boolean;
	/** Score of the last row of the page before; null on the first page. */
	before: number | null;
	isLast: boolean;
	/** False where the rows are ordered by something else than their score (mean of ranks). */
	byScore: boolean;
}

/**
 * Rows of one page in drawing order: the reader's own row first where it is on another page, then
 * participants with each reference at the place that its score would have; below them all where
 * participants are not ordered by their scores.
 */
export function boardRows(page: BoardPage): BoardRow[] {
	const rows: BoardRow[] = [];
	const { me, participants } = page;
	if (me && !participants.some((row) => row.is_me)) rows.push(keyed(me, true));
	const waiting = page.references.filter((row) => belongs(row, page)).sort(betterFirst(page));
	for (const row of participants) {
		while (page.byScore && waiting[0] && ahead(waiting[0].score, row.score, page.higherIsBetter))
			rows.push(keyed(waiting.shift()!, false));
		rows.push(keyed(row, false));
	}
	return [...rows, ...waiting.map((row) => keyed(row, false))];
}

function keyed(row: LeaderboardRow, pinned: boolean): BoardRow {
	const id = row.team_id ?? row.submission_id ?? row.name;
	return { ...row, pinned, key: `${pinned ? 'me' : row.kind}:${id}` };
}

/** Does a reference stand among the rows of this page? */
function belongs(row: LeaderboardRow, page: BoardPage): boolean {
	if (!page.byScore) return page.isLast;
	const last = page.participants.at(-1)?.score ?? null;
	const notEarlier = page.before === null || !ahead(row.score, page.before, page.higherIsBetter);
	const notLater = page.isLast || last === null || ahead(row.score, last, page.higherIsBetter);
	return notEarlier && notLater;
}

/** Strictly better; a missing score is never ahead of anything. */
function ahead(a: number | null, b: number | null, higherIsBetter: boolean): boolean {
	if (a === null) return false;
	if (b === null) return true;
	return higherIsBetter ? a > b : a < b;
}

function betterFirst({ higherIsBetter }: BoardPage) {
	return (a: LeaderboardRow, b: LeaderboardRow) =>
		ahead(a.score, b.score, higherIsBetter) ? -1 : ahead(b.score, a.score, higherIsBetter) ? 1 : 0;
}

export type SortKey = 'rank' | 'name' | 'entries' | 'last';

/** Another order of the rows of a page; `rank` leaves the drawing order. Ties keep it too. */
export function sortRows(rows: readonly BoardRow[], key: SortKey, descending: boolean): BoardRow[] {
	if (key === 'rank') return [...rows];
	const sign = descending ? -1 : 1;
	const value = (row: BoardRow): number | string =>
		key === 'name'
			? row.name.toLocaleLowerCase()
			: key === 'entries'
				? row.entries
				: (row.best_at ?? '');
	const pinned = rows.filter((row) => row.pinned);
	const rest = rows.filter((row) => !row.pinned);
	const sorted = rest.sort((a, b) => {
		const [x, y] = [value(a), value(b)];
		return x < y ? -sign : x > y ? sign : 0;
	});
	return [...pinned, ...sorted];
}
