import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrationError, reliability } from '#scorer/stats/reliability';
import { arbitraryRows, countsOf, tied } from '../support/score-counts.ts';

describe('reliability', () => {
	it('holds every row once, in the bin of its score, edges in the lower one', () => {
		const rows = fc.tuple(arbitraryRows(tied), fc.integer({ min: 2, max: 40 }));
		fc.assert(
			fc.property(rows, ([{ yTrue, yScore }, bins]) => {
				const diagram = reliability(countsOf(yTrue, yScore), bins);
				expect(diagram.n.reduce((a, b) => a + b)).toBe(yTrue.length);
				diagram.lo.forEach((lo, b) => {
					const hi = diagram.hi[b]!;
					const own = yScore
						.map((score, i) => ({ score, y: yTrue[i]! }))
						.filter(({ score }) => (score > lo || lo === 0) && score <= hi);
					const mean = (values: number[]) => values.reduce((x, y) => x + y) / own.length;
					expect(diagram.n[b]).toBe(own.length);
					expect(diagram.meanScore[b]).toBeCloseTo(mean(own.map(({ score }) => score)), 12);
					expect(diagram.positiveShare[b]).toBeCloseTo(mean(own.map(({ y }) => y)), 12);
				});
			}),
		);
	});

	it('leaves empty bins out', () => {
		const { lo, hi, n } = reliability(countsOf([0, 1], [0, 1]), 4);
		expect([lo, hi, n]).toEqual([
			[0, 0.75],
			[0.25, 1],
			[1, 1],
		]);
	});
});

describe('expected calibration error', () => {
	it('by hand: half of the rows 0.3 too high, half 0.1 too low', () => {
		const yTrue = [...[1, 0, 0, 0, 0], ...[1, 1, 1, 1, 1]];
		const yScore = [...[0.5, 0.5, 0.5, 0.5, 0.5], ...[0.9, 0.9, 0.9, 0.9, 0.9]];
		expect(calibrationError(reliability(countsOf(yTrue, yScore), 10))).toBeCloseTo(0.2, 14);
	});

	it('is undefined without rows', () => {
		expect(calibrationError(reliability(countsOf([], []), 10))).toBeNull();
	});
});
