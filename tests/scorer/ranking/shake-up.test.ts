import { describe, expect, it } from 'vitest';
import { kendallTau, shakeUp, type ShakeUpEntry } from '#scorer/ranking/shake-up';
import { normalQuantile } from '#scorer/stats/normal';
import { randomUnit } from '#scorer/stats/random';
import type { Evidence } from '#scorer/types';

const ROWS = { public: 120, private: 180 };

/** Accuracies of entries on rows that are easy or hard for all of them. */
function board(seed: number, skills: readonly number[]): ShakeUpEntry[] {
	const uniform = randomUnit(seed);
	const normal = () => normalQuantile(Math.min(1 - 1e-9, Math.max(1e-9, uniform())));
	const difficulty = (n: number) => Array.from({ length: n }, normal);
	const rows = { public: difficulty(ROWS.public), private: difficulty(ROWS.private) };
	const evidence = (skill: number, hard: number[]): Evidence => {
		const values = Float32Array.from(hard, (d) => Number(skill + 0.7 * d + 0.7 * normal() > 0));
		const score = values.reduce((a, b) => a + b, 0) / values.length;
		const se = Math.sqrt((score * (1 - score)) / values.length);
		return { kind: 'hits', score, se, df: Infinity, values };
	};
	return skills.map((skill) => {
		const [open, hidden] = [evidence(skill, rows.public), evidence(skill, rows.private)];
		return {
			...{ publicScore: open.score, privateScore: hidden.score },
			...{ publicEvidence: open, privateEvidence: hidden },
		};
	});
}

const OPTIONS = { higherIsBetter: true, draws: 200 };

describe('shake-up', () => {
	it('ranges hold the private rank about as often as they say, where nothing but chance moves it', () => {
		let inside = 0;
		let entries = 0;
		let expected = 0;
		let moved = 0;
		for (let seed = 0; seed < 60; seed++) {
			const skills = Array.from({ length: 20 }, (_, i) => 0.5 + 0.03 * i);
			const result = shakeUp(board(seed, skills), { ...OPTIONS, seed });
			expected += result.expectedMovement!.mean;
			moved += result.meanMovement;
			for (const { surprising } of result.entries) {
				entries++;
				if (!surprising) inside++;
			}
		}
		expect(inside / entries).toBeGreaterThan(0.92);
		expect(inside / entries).toBeLessThan(0.985);
		expect(moved / expected).toBeGreaterThan(0.9);
		expect(moved / expected).toBeLessThan(1.1);
	});

	it('one who fitted the public rows falls further than chance lets expect', () => {
		const entries = board(
			3,
			Array.from({ length: 20 }, (_, i) => 0.1 * i),
		);
		const cheat = { ...entries[2]!, publicScore: 0.99 };
		const result = shakeUp([...entries.slice(0, 2), cheat, ...entries.slice(3)], OPTIONS);
		expect(result.entries[2]).toMatchObject({ publicRank: 1, surprising: true });
		expect(result.entries[2]!.expectedRange![1]).toBeLessThan(result.entries[2]!.privateRank);
	});

	it('is the same when it is repeated', () => {
		const entries = board(1, [0.2, 0.4, 0.6]);
		expect(shakeUp(entries, OPTIONS)).toEqual(shakeUp(entries, OPTIONS));
	});

	it('where less is better the least comes first', () => {
		const entries = board(1, [0, 1]);
		const { entries: moved } = shakeUp(entries, { ...OPTIONS, higherIsBetter: false });
		expect(moved.map(({ publicRank }) => publicRank)).toEqual([1, 2]);
	});

	it('without evidence of everyone the movement is told, and nothing is expected', () => {
		const entries = board(1, [0.2, 0.4, 0.6]);
		entries[1]!.privateEvidence = null;
		const result = shakeUp(entries, OPTIONS);
		expect(result.expectedMovement).toBeNull();
		expect(result.entries.every(({ expectedRange }) => expectedRange === null)).toBe(true);
		expect(result.meanMovement).toBeGreaterThanOrEqual(0);
	});

	it('an empty board has not moved', () => {
		expect(shakeUp([], OPTIONS)).toMatchObject({ entries: [], meanMovement: 0, tau: null });
	});
});

describe('tau', () => {
	// scipy.stats.kendalltau([1, 2, 3, 4, 4], [2, 1, 4, 3, 5])
	it('with ties', () => {
		expect(kendallTau([1, 2, 3, 4, 4], [2, 1, 4, 3, 5])).toBeCloseTo(0.52704627669473, 12);
	});
	it('of the same and the reverse order', () => {
		expect(kendallTau([1, 2, 3], [1, 2, 3])).toBe(1);
		expect(kendallTau([1, 2, 3], [3, 2, 1])).toBe(-1);
		expect(kendallTau([1, 1], [1, 2])).toBeNull();
	});
});
