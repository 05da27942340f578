import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adaptivityOf, type Attempt } from '#scorer/ranking/adaptivity';
import { climb, roundReleased, type Rung } from '#scorer/ranking/ladder';
import { randomUnit } from '#scorer/stats/random';
import type { Evidence } from '#scorer/types';
import { boostingAttack } from '../../bench/boosting-attack.ts';

/** An accuracy with its rows: the first `right` of them right, and no others. */
function hits(right: number, rows = 100): Evidence {
	const values = Float32Array.from({ length: rows }, (_, i) => Number(i < right));
	const score = right / rows;
	const se = Math.sqrt((score * (1 - score)) / rows);
	return { kind: 'hits', score, se, df: Infinity, values };
}

const UP = { higherIsBetter: true, units: 100 };
const step = (last: Rung | null, right: number, options = UP) =>
	climb(last, hits(right).score, hits(right), options);

describe('Ladder', () => {
	it('tells the first score, rounded to one in as many as there are units', () => {
		expect(climb(null, 0.80349, null, UP)).toEqual({
			rung: { released: 0.8, evidence: null },
			moved: true,
		});
		expect(roundReleased(0.80349, { ...UP, units: 10_000 })).toBe(0.8035);
		expect(roundReleased(0.80349, { ...UP, units: 10_000, decimals: 2 })).toBe(0.8);
	});

	it('moves by more than one standard error of the difference, and not by less', () => {
		const first = step(null, 70).rung;
		// 70 → 72: two rows differ, se = √(2 − 4/100)/100 = .014; the gain of .02 is more. 70 → 71: the
		// gain of a single row is its standard error.
		expect(step(first, 72).moved).toBe(true);
		expect(step(first, 71)).toEqual({ rung: first, moved: false });
		expect(step(first, 70)).toEqual({ rung: first, moved: false });
		expect(step(first, 60)).toEqual({ rung: first, moved: false });
	});

	it('asks more of a file that is right on other rows', () => {
		const first = step(null, 50).rung;
		const others: Evidence = { ...hits(52), values: hits(48).values.map((value) => 1 - value) };
		expect(climb(first, 0.52, others, UP).moved).toBe(false);
		expect(climb(first, 0.52, hits(52), UP).moved).toBe(true);
	});

	it('goes down where lower is better, and never moves for an undefined score', () => {
		const down = { higherIsBetter: false, units: 100 };
		const first = step(null, 30, down).rung;
		expect(step(first, 25, down).rung!.released).toBe(0.25);
		expect(step(first, 35, down).moved).toBe(false);
		expect(climb(first, null, null, down)).toEqual({ rung: first, moved: false });
		expect(climb(null, null, null, down)).toEqual({ rung: null, moved: false });
	});

	it('without evidence, asks for a tenth on a hundred rows', () => {
		const first = climb(null, 0.6, null, UP).rung;
		expect(climb(first, 0.69, null, UP).moved).toBe(false);
		expect(climb(first, 0.71, null, UP).moved).toBe(true);
	});

	it('never tells a worse score than before', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 30 }), (all) => {
				let rung: Rung | null = null;
				for (const right of all) {
					const next: Rung = step(rung, right).rung!;
					if (rung) expect(next.released).toBeGreaterThanOrEqual(rung.released);
					rung = next;
				}
			}),
		);
	});

	it.each(['accuracy', 'auroc'] as const)(
		'takes the gain from a boosting attack on %s',
		(metric) => {
			const attack = { metric, rows: 400, files: 120, seed: 1 } as const;
			const exact = boostingAttack({ ...attack, feedback: 'exact' });
			const ladder = boostingAttack({ ...attack, feedback: 'ladder' });
			// 120 exact answers are worth over ten points on the public rows, and nothing elsewhere.
			expect(exact.public).toBeGreaterThan(0.6);
			expect(exact.private).toBeLessThan(0.57);
			expect(ladder.public).toBeLessThan(exact.public - 0.05);
			expect(ladder.told).toBeLessThan(8);
		},
	);
});

describe('adaptivity', () => {
	/** Files right on 60 % of a thousand rows: the same rows in the share `alike`, others else. */
	function attempts(count: number, alike: number): Attempt[] {
		const uniform = randomUnit(7);
		const common = Float32Array.from({ length: 1000 }, () => Number(uniform() < 0.6));
		return Array.from({ length: count }, () => {
			const values = common.map((value) => (uniform() < alike ? value : Number(uniform() < 0.6)));
			const score = values.reduce((a, b) => a + b, 0) / 1000;
			const se = Math.sqrt((score * (1 - score)) / 1000);
			return { score, evidence: { kind: 'hits' as const, score, se, df: Infinity, values } };
		});
	}

	it('is about nothing for one file, and grows with files that are unlike', () => {
		const one = adaptivityOf(attempts(1, 0), true, 1).optimism!;
		const many = adaptivityOf(attempts(50, 0), true, 1).optimism!;
		const alike = adaptivityOf(attempts(50, 0.95), true, 1).optimism!;
		expect(one).toBeLessThan(0.002);
		// One standard error is .0155; the largest of 50 normals lies 2.25 of them out, of which
		// drawing around scores that were themselves drawn finds about two thirds.
		expect(many).toBeGreaterThan(0.015);
		expect(many).toBeLessThan(0.035);
		expect(alike).toBeLessThan(0.6 * many);
	});

	it('is unknown without evidence, and counts all the same', () => {
		expect(adaptivityOf([{ score: 0.5, evidence: null }], true, 1)).toEqual({
			attempts: 1,
			optimism: null,
		});
	});
});
