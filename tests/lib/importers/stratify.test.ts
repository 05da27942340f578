import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stratify } from '#lib/importers/kit/stratify';

const rows = fc.array(fc.record({ group: fc.nat(40), labels: fc.nat(15) }), {
	minLength: 4,
	maxLength: 200,
});

/** Group numbers without gaps, and four labels from the bits of a number. */
function inputOf(drawn: { group: number; labels: number }[]) {
	const numbers = [...new Set(drawn.map(({ group }) => group))];
	return {
		groups: Int32Array.from(drawn, ({ group }) => numbers.indexOf(group)),
		labels: [0, 1, 2, 3].map((k) => Uint8Array.from(drawn, ({ labels }) => (labels >> k) & 1)),
	};
}

describe('stratify', () => {
	it('keeps groups together, and is the same from the same seed', () => {
		fc.assert(
			fc.property(rows, fc.nat(9), (drawn, seed) => {
				const input = { ...inputOf(drawn), share: 0.4, seed };
				const first = stratify(input);
				expect(stratify(input)).toEqual(first);
				const sides = new Map<number, number>();
				input.groups.forEach((group, row) => {
					expect(sides.get(group) ?? first[row]).toBe(first[row]);
					sides.set(group, first[row]!);
				});
			}),
		);
	});

	it('gives a label of two groups a positive row on both sides, where no other label is in the way', () => {
		fc.assert(
			fc.property(
				rows,
				fc.nat(9),
				fc.double({ min: 0.05, max: 0.95, noNaN: true }),
				(drawn, seed, share) => {
					const { groups, labels } = inputOf(drawn);
					const one = labels.slice(0, 1);
					const groupsOf = new Set(groups.filter((_, row) => one[0]![row] === 1));
					const first = stratify({ groups, labels: one, share, seed });
					const sides = new Set(first.filter((_, row) => one[0]![row] === 1));
					expect(sides.size).toBe(Math.min(2, groupsOf.size));
				},
			),
		);
	});

	it('of single rows it hits the share of rows and of every label', () => {
		const n = 2_000;
		const groups = Int32Array.from({ length: n }, (_, i) => i);
		const every = [3, 10, 50, 400].map((m) =>
			Uint8Array.from({ length: n }, (_, i) => Number(i % m === 0)),
		);
		const first = stratify({ groups, labels: every, share: 0.3, seed: 5 });
		expect(first.reduce((sum, value) => sum + value, 0)).toBe(600);
		for (const y of every) {
			const positives = y.reduce((sum, value) => sum + value, 0);
			const inFirst = y.reduce((sum, value, row) => sum + value * first[row]!, 0);
			expect(Math.abs(inFirst - 0.3 * positives)).toBeLessThanOrEqual(1.5);
		}
	});

	it('takes groups of very different size', () => {
		const groups = Int32Array.from({ length: 300 }, (_, i) => (i < 100 ? 0 : i - 99));
		const y = Uint8Array.from({ length: 300 }, (_, i) => Number(i % 4 === 0));
		const first = stratify({ groups, labels: [y], share: 0.4, seed: 1 });
		const share = first.reduce((sum, value) => sum + value, 0) / 300;
		expect(share).toBeGreaterThan(0.35);
		expect(share).toBeLessThan(0.45);
	});
});
