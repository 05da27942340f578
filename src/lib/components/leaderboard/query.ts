import type { SortKey } from '#lib/charts/board';

/** What the leaderboard's address says; everything on the page can be linked to. */
export interface BoardQuery {
	split: 'public' | 'private';
	page: number;
	size: number;
	q: string;
	sort: SortKey;
	descending: boolean;
	/** `all`: the axis spans every score; `near`: the participants; null: whichever tells more. */
	axis: 'all' | 'near' | null;
}

const PAGE_SIZE = 100;
const SORTS: readonly string[] = ['rank', 'name', 'entries', 'last'] satisfies SortKey[];

export function readBoardQuery(params: URLSearchParams): BoardQuery {
	const page = Number(params.get('page'));
	const [sort = 'rank', direction] = (params.get('sort') ?? 'rank').split('.');
	const axis = params.get('axis');
	return {
		split: params.get('split') === 'private' ? 'private' : 'public',
		page: Number.isInteger(page) && page > 0 ? page : 1,
		size: PAGE_SIZE,
		q: params.get('q')?.trim() ?? '',
		sort: SORTS.includes(sort) ? (sort as SortKey) : 'rank',
		descending: direction === 'desc',
		axis: axis === 'all' || axis === 'near' ? axis : null,
	};
}

/** Address of the same board with some things changed; what is as usual is left out. */
export function boardHref(query: BoardQuery, change: Partial<BoardQuery>): string {
	const next = { ...query, page: 1, ...change };
	const params = new URLSearchParams();
	if (next.split === 'private') params.set('split', 'private');
	if (next.q) params.set('q', next.q);
	if (next.sort !== 'rank') params.set('sort', next.sort + (next.descending ? '.desc' : ''));
	if (next.axis) params.set('axis', next.axis);
	if (next.page > 1) params.set('page', String(next.page));
	const text = params.toString();
	return text ? `?${text}` : '?';
}

/** The next click on a column's header: most first where that is what one looks for. */
export function nextSort(query: BoardQuery, key: SortKey): Partial<BoardQuery> {
	const first = key === 'entries' || key === 'last';
	const descending = query.sort === key ? !query.descending : first;
	return { sort: key, descending: key === 'rank' ? false : descending, page: query.page };
}
