import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ascendingOrder } from '#scorer/stats/order';

/** Doubles of every kind; runs that agree in their upper bits; ties; both zeros. */
const scores = fc.array(
	fc.oneof(
		fc.double({ noNaN: true, noDefaultInfinity: true }),
		fc.integer({ min: 0, max: 1000 }).map((i) => 1 - i * 1e-13),
		fc.constantFrom(0, -0, 0.5, -0.5, 5e-324, -5e-324),
	),
	{ maxLength: 300 },
);

it('sorts as a stable comparison sort does', () => {
	fc.assert(
		fc.property(scores, (values) => {
			const expected = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]! || a - b);
			expect(Array.from(ascendingOrder(Float64Array.from(values)))).toEqual(expected);
		}),
		{ numRuns: 500 },
	);
});

it('sorts 100,000 scores that differ in their last bits only', () => {
	const values = Float64Array.from(
		{ length: 100_000 },
		(_, i) => 1 - ((i * 7919) % 100_003) * 1e-14,
	);
	const order = ascendingOrder(values);
	for (let i = 1; i < order.length; i++) {
		expect(values[order[i - 1]!]! <= values[order[i]!]!).toBe(true);
	}
});
