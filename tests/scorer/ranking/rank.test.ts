import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankRows } from '#scorer/index';

const row = (key: string, score: number | null, at = 0) => ({ key, score, at });
const shown = (rows: ReturnType<typeof rankRows>) =>
	rows.map(({ key, rank, tied }) => `${rank ?? '–'}${tied ? '=' : ''} ${key}`);

describe('ranking', () => {
	it('equal scores share a rank and the next is skipped: 1, 2, 2, 4', () => {
		const rows = [row('d', 0.1), row('b', 0.5), row('a', 0.9), row('c', 0.5)];
		expect(shown(rankRows(rows, true))).toEqual(['1 a', '2= b', '2= c', '4 d']);
	});

	it('the direction comes from the metric', () => {
		const rows = [row('a', 0.9), row('b', 0.1), row('c', 0.5)];
		expect(shown(rankRows(rows, false))).toEqual(['1 b', '2 c', '3 a']);
	});

	it('a missing score is last in either direction and holds no rank', () => {
		const rows = [row('x', null), row('a', 0), row('y', NaN), row('b', -1)];
		expect(shown(rankRows(rows, true))).toEqual(['1 a', '2 b', '– x', '– y']);
		expect(shown(rankRows(rows, false))).toEqual(['1 b', '2 a', '– x', '– y']);
	});

	it('among equals the earlier is listed first, then the key', () => {
		const rows = [row('c', 1, 30), row('b', 1, 20), row('a', 1, 20)];
		expect(shown(rankRows(rows, true))).toEqual(['1= a', '1= b', '1= c']);
	});

	it('keeps what else a row holds and does not change its input', () => {
		const rows = Object.freeze([Object.freeze({ ...row('a', 1), team: 7 })]);
		expect(rankRows(rows, true)).toEqual([
			{ key: 'a', score: 1, at: 0, team: 7, rank: 1, tied: false },
		]);
	});

	it('gives rank 1 + the number of better rows, for any rows in any order', () => {
		const rows = fc.array(
			fc.record({
				key: fc.string(),
				score: fc.oneof(
					fc.constant(null),
					fc.integer({ min: 0, max: 5 }).map((n) => n / 5),
				),
				at: fc.integer({ min: 0, max: 3 }),
			}),
		);
		fc.assert(
			fc.property(rows, fc.boolean(), (all, higher) => {
				for (const { score, rank, tied } of rankRows(all, higher)) {
					if (score === null) {
						expect([rank, tied]).toEqual([null, false]);
						continue;
					}
					const others = all.filter((other) => other.score !== null);
					const better = others.filter((o) => (higher ? o.score! > score : o.score! < score));
					expect(rank).toBe(1 + better.length);
					expect(tied).toBe(others.filter((o) => o.score === score).length > 1);
				}
			}),
		);
	});
});
