import { describe, expect, it } from 'vitest';
import type { LeaderboardRow } from '#lib/api/schemas/leaderboard';
import { boardRows, sortRows, type BoardPage } from '#lib/charts/board';

const row = (name: string, score: number | null, more: Partial<LeaderboardRow> = {}) => ({
	kind: 'participant' as const,
	rank: 1,
	tied: false,
	name,
	team_id: name,
	people: null,
	section: null,
	score,
	interval: null,
	figures: {},
	mean_rank: null,
	tied_with_first: null,
	rank_range: null,
	movement: null,
	entries: 1,
	best_at: null,
	is_me: false,
	submission_id: null,
	note: null,
	source: null,
	printed_score: null,
	labels: null,
	...more,
});
const baseline = (name: string, score: number | null) =>
	row(name, score, { kind: 'baseline', rank: null });

const page = (more: Partial<BoardPage>): BoardPage => ({
	participants: [],
	references: [],
	me: null,
	higherIsBetter: true,
	before: null,
	isLast: true,
	byScore: true,
	...more,
});
const names = (rows: { name: string }[]) => rows.map(({ name }) => name);

describe('rows of a leaderboard page', () => {
	const participants = [row('a', 0.9), row('b', 0.8), row('c', 0.7)];

	it('puts references where their score would stand, after an equal participant', () => {
		const references = [baseline('low', 0.1), baseline('equal', 0.8), baseline('top', 0.95)];
		expect(names(boardRows(page({ participants, references })))).toEqual([
			'top',
			'a',
			'b',
			'equal',
			'c',
			'low',
		]);
	});

	it('turns the order round where lower is better', () => {
		const rows = boardRows(
			page({
				participants: [row('a', 0.1), row('b', 0.3)],
				references: [baseline('x', 0.2)],
				higherIsBetter: false,
			}),
		);
		expect(names(rows)).toEqual(['a', 'x', 'b']);
	});

	it('shows each reference on exactly one page', () => {
		const references = [0.95, 0.9, 0.85, 0.8, 0.75, 0.65, 0.5].map((s) => baseline(`r${s}`, s));
		const first = boardRows(
			page({ participants: participants.slice(0, 2), references, isLast: false }),
		);
		const second = boardRows(
			page({ participants: participants.slice(2), references, before: 0.8 }),
		);
		const shown = [...first, ...second].filter(({ kind }) => kind === 'baseline');
		expect(names(shown).sort()).toEqual(names(references).sort());
	});

	it('never puts a missing score ahead of anything', () => {
		const rows = boardRows(page({ participants, references: [baseline('none', null)] }));
		expect(rows.at(-1)?.name).toBe('none');
	});

	it('pins my row only where it is on another page', () => {
		const me = row('me', 0.2, { is_me: true });
		expect(boardRows(page({ participants, me }))[0]).toMatchObject({ name: 'me', pinned: true });
		const here = boardRows(page({ participants: [...participants, me], me }));
		expect(here.filter(({ is_me }) => is_me)).toHaveLength(1);
		expect(here.some(({ pinned }) => pinned)).toBe(false);
	});

	it('gives every row a key of its own', () => {
		const rows = boardRows(
			page({ participants, references: [baseline('a', 0.5)], me: row('z', 0.1, { is_me: true }) }),
		);
		expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
	});

	it('sorts by another column and keeps the pinned row first', () => {
		const rows = boardRows(
			page({
				participants: [
					row('b', 0.9, { entries: 2 }),
					row('A', 0.8, { entries: 7 }),
					row('c', 0.7, { entries: 4 }),
				],
				me: row('me', 0.1, { is_me: true, entries: 1 }),
			}),
		);
		expect(names(sortRows(rows, 'name', false))).toEqual(['me', 'A', 'b', 'c']);
		expect(names(sortRows(rows, 'entries', true))).toEqual(['me', 'A', 'c', 'b']);
		expect(names(sortRows(rows, 'rank', false))).toEqual(['me', 'b', 'A', 'c']);
	});
});
