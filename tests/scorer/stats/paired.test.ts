import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm } from '#scorer/stats/holm';
import { mcnemar } from '#scorer/stats/mcnemar';
import { pairedTest, type Side } from '#scorer/stats/paired';

const side = (kind: Side['kind'], score: number, values: number[], df = 1e6): Side => ({
	kind,
	score,
	se: Math.hypot(...values.filter((value) => !Number.isNaN(value))),
	df,
	values: Float64Array.from(values),
});
const hits = (values: number[]) => {
	const known = values.filter((value) => !Number.isNaN(value));
	return side('hits', known.reduce((a, b) => a + b, 0) / known.length, values);
};

describe('a paired test', () => {
	it('of a submission with itself: difference 0, p 1, whatever the kind', () => {
		for (const kind of ['influence', 'hits', 'replicates'] as const) {
			const one = side(kind, 0.5, [1, 0, 1, 0]);
			expect(pairedTest(one, one)).toMatchObject({ difference: 0, p: 1, interval: [0, 0] });
		}
	});

	it('swaps its sign with its sides', () => {
		const value = fc.double({ min: -1, max: 1, noNaN: true });
		const pair = fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 30 });
		fc.assert(
			fc.property(pair, (values) => {
				const a = side(
					'influence',
					0.8,
					values.map(([x]) => x),
				);
				const b = side(
					'influence',
					0.7,
					values.map(([, y]) => y),
				);
				const [ab, ba] = [pairedTest(a, b)!, pairedTest(b, a)!];
				expect(ab.difference).toBe(-ba.difference);
				expect(ab.p).toBe(ba.p);
				expect(ab.interval.map(Math.abs).sort()).toEqual(ba.interval.map(Math.abs).sort());
			}),
		);
	});

	it('of influences: z by the root of the squared differences', () => {
		// 3² + 4² = 5²: a difference of 9.8 is 1.96 standard errors.
		const a = side('influence', 10, [3, 0, 1], Infinity);
		const b = side('influence', 0.2, [0, 4, 1], Infinity);
		const test = pairedTest(a, b)!;
		expect(test.se).toBe(5);
		expect(test.p).toBeCloseTo(0.05, 4);
		expect(test.interval[0]).toBeCloseTo(0, 2);
	});

	it('of hits is McNemar’s', () => {
		const a = hits([1, 1, 1, 1, 0, 1, 0, 1]);
		const b = hits([0, 0, 0, 1, 0, 0, 1, 1]);
		expect(pairedTest(a, b)!.p).toBe(mcnemar(4, 1));
		expect(pairedTest(a, b)!.ratio).toBeUndefined();
	});

	it('of proportions over other rows each compares ratios', () => {
		const a = hits([1, 1, 0, NaN, 1, NaN, 1, 0]);
		const b = hits([0, NaN, 0, 1, 1, 0, NaN, NaN]);
		const test = pairedTest(a, b)!;
		expect(test.ratio).toBe(true);
		const psi = [1 - 2 / 3, 1 - 2 / 3, -2 / 3, 0, 1 - 2 / 3, 0, 1 - 2 / 3, -2 / 3].map(
			(x) => x / 6,
		);
		const phi = [-0.4, 0, -0.4, 0.6, 0.6, -0.4, 0, 0].map((x) => x / 5);
		expect(test.se).toBeCloseTo(Math.hypot(...psi.map((x, i) => x - phi[i]!)), 12);
	});

	it('of replicates leaves out those that either side lacks', () => {
		const a = side('replicates', 0.6, [0.5, 0.6, NaN, 0.7]);
		const b = side('replicates', 0.5, [0.3, 0.5, 0.4, NaN]);
		expect(pairedTest(a, b)!.se).toBeCloseTo(Math.SQRT2 * 0.05, 12);
	});

	it('is none between kinds, or over other numbers of units', () => {
		expect(pairedTest(side('hits', 1, [1]), side('influence', 1, [1]))).toBeNull();
		expect(pairedTest(side('hits', 1, [1]), side('hits', 1, [1, 1]))).toBeNull();
	});
});

describe('Holm', () => {
	it('is the published step-down procedure', () => {
		// Sorted 0.005, 0.01, 0.03, 0.04 times 4, 3, 2, 1, never falling.
		expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
	});

	it('leaves out what has no p value, and never exceeds 1', () => {
		expect(holm([null, 0.5, 0.9])).toEqual([null, 1, 1]);
	});

	it('rejects at least what Bonferroni does, and never more than no correction', () => {
		const p = fc.double({ min: 0, max: 1, noNaN: true });
		fc.assert(
			fc.property(fc.array(p, { minLength: 1 }), (values) =>
				holm(values).every(
					(adjusted, i) =>
						adjusted! >= values[i]! && adjusted! <= Math.min(1, values[i]! * values.length),
				),
			),
		);
	});
});
