import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { separate, type Evidence, type SeparateEntry } from '#scorer/index';
import { holm } from '#scorer/stats/holm';
import { pairedTest } from '#scorer/stats/paired';
import { randomUnit } from '#scorer/stats/random';
import { normals } from '../../coverage/worlds.ts';

/** A board of means over units: score and influences of each, best first. */
function board(entries: number, units: number, step: number, seed = 1): SeparateEntry[] {
	const normal = normals(randomUnit(seed));
	const common = Array.from({ length: units }, normal);
	return Array.from({ length: entries }, (_, i) => {
		const values = Float32Array.from(common, (shared) => (shared + normal()) / units);
		const se = Math.hypot(...values);
		const evidence: Evidence = {
			kind: 'influence',
			score: 1 - i * step,
			se,
			df: units - 1,
			values,
		};
		return { score: evidence.score, evidence };
	});
}

function hitBoard(entries: number, rows: number, seed: number): SeparateEntry[] {
	const unit = randomUnit(seed);
	const hard = Array.from({ length: rows }, unit);
	const made = Array.from({ length: entries }, (_, i) => {
		const values = Float32Array.from(hard, (h) => ((h + unit()) / 2 < 0.8 - 0.03 * i ? 1 : 0));
		const score = values.reduce((a, b) => a + b, 0) / rows;
		const se = Math.sqrt((score * (1 - score)) / rows);
		return { score, evidence: { kind: 'hits' as const, score, se, df: rows - 1, values } };
	});
	return made.sort((a, b) => b.score - a.score);
}

/** Every pair tested, nothing screened. */
function bruteForce(entries: readonly SeparateEntry[], from: number): (boolean | null)[] {
	const rivals = entries.map((_, j) => j).filter((j) => j !== from);
	const tested = rivals.map((j) => {
		const [a, b] = [entries[from]!.evidence as Evidence, entries[j]!.evidence as Evidence];
		return a && b ? (pairedTest(a, b)?.p ?? null) : null;
	});
	const adjusted = holm(tested);
	return entries.map((_, j) => {
		if (j === from) return null;
		const p = adjusted[rivals.indexOf(j)]!;
		return p === null ? null : p <= 0.05;
	});
}

const OPTIONS = { higherIsBetter: true };

describe('tie groups and rank ranges', () => {
	const boards = fc.record({
		entries: fc.integer({ min: 2, max: 25 }),
		units: fc.integer({ min: 5, max: 60 }),
		step: fc.double({ min: 0, max: 0.4, noNaN: true }),
		seed: fc.nat({ max: 1000 }),
	});

	it('are those of testing every pair', () => {
		fc.assert(
			fc.property(boards, ({ entries: n, units, step, seed }) => {
				const entries = board(n, units, step, seed);
				const found = separate(entries, OPTIONS);
				const leader = bruteForce(entries, 0);
				for (let j = 1; j < n; j++) expect(found[j]!.tiedWithFirst).toBe(!leader[j]);
				entries.forEach((_, i) => {
					const clear = bruteForce(entries, i);
					const better = clear.filter((is, j) => is && j < i).length;
					const worse = clear.filter((is, j) => is && j > i).length;
					expect(found[i]!.rankRange).toEqual([1 + better, n - worse]);
				});
			}),
			{ numRuns: 40 },
		);
	});

	it('are, of hits, those of McNemar’s test of every pair', () => {
		for (let seed = 1; seed <= 8; seed++) {
			const entries = hitBoard(12, 40 * seed, seed);
			const leader = bruteForce(entries, 0);
			const found = separate(entries, OPTIONS);
			for (let j = 1; j < entries.length; j++) expect(found[j]!.tiedWithFirst).toBe(!leader[j]);
		}
	});

	it('hold for equal scores: an entry is tied with a copy of itself', () => {
		const [one] = board(1, 20, 0);
		const found = separate([one!, one!, one!], OPTIONS);
		expect(found).toEqual(Array(3).fill({ tiedWithFirst: true, rankRange: [1, 3] }));
	});

	it('do not depend on the direction of the metric', () => {
		const entries = board(12, 30, 0.2);
		const losses = entries.map(({ score, evidence }) => ({
			score: -score,
			evidence: { ...(evidence as Evidence), score: -score },
		}));
		expect(separate(losses, { higherIsBetter: false })).toEqual(separate(entries, OPTIONS));
	});

	it('leave entries without evidence untested, and count them in no correction', () => {
		const entries = board(6, 30, 0.3);
		const without = [...entries.slice(0, 3), { score: 0.5, evidence: null }, ...entries.slice(3)];
		const found = separate(without, OPTIONS);
		expect(found[3]).toEqual({ tiedWithFirst: null, rankRange: null });
		const expected = separate(entries, OPTIONS).map(({ tiedWithFirst }) => tiedWithFirst);
		expect(found.filter((_, i) => i !== 3).map((entry) => entry.tiedWithFirst)).toEqual(expected);
	});

	it('give a leader that everyone is clearly worse than no tie', () => {
		const found = separate(board(3, 100, 5), OPTIONS);
		expect(found.map(({ tiedWithFirst }) => tiedWithFirst)).toEqual([false, false, false]);
		expect(found.map(({ rankRange }) => rankRange)).toEqual([
			[1, 1],
			[2, 2],
			[3, 3],
		]);
	});

	it('of an empty board, and of one entry', () => {
		expect(separate([], OPTIONS)).toEqual([]);
		expect(separate(board(1, 10, 0), OPTIONS)).toEqual([
			{ tiedWithFirst: false, rankRange: [1, 1] },
		]);
	});

	it('read few values of a large board', () => {
		const entries = board(60, 400, 0.05);
		let read = 0;
		const lazy = entries.map(({ score, evidence }) => {
			const { values, ...rest } = evidence as Evidence;
			const open = () => {
				read++;
				return values;
			};
			return { score, evidence: { ...rest, length: values.length, values: open } };
		});
		const options = { ...OPTIONS, rangesFor: 5 };
		expect(separate(lazy, options)).toEqual(separate(entries, options));
		expect(read).toBeLessThan(60);
		expect(read).toBeGreaterThan(0);
	});
});
