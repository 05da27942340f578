import { describe, expect, it } from 'vitest';
import { differenceAxis, differenceRows } from '#lib/charts/differences';
import { betterOf, differenceText, verdict } from '#lib/components/compare/words';
import type { Format } from '#lib/format/format.svelte';
import * as numbers from '#lib/format/numbers';

const format = {
	signed: (value: number | null, decimals: number) => numbers.signed(value, decimals, 'en-GB'),
	pValue: (p: number) => numbers.pValue(p, 'en-GB'),
} as Format;
const names = { a: 'mine.csv', b: 'DenseNet' };
const up = { higher_is_better: true };
const down = { higher_is_better: false };
const of = (difference: number | null, p: number | null) => ({
	a: 0.8,
	b: 0.7,
	difference,
	interval: null,
	p,
});

describe('a difference in words', () => {
	it('names the better side by the direction of the metric', () => {
		expect(betterOf(of(0.1, 0.01), up)).toBe('a');
		expect(betterOf(of(0.1, 0.01), down)).toBe('b');
		expect(betterOf(of(-0.1, 0.01), up)).toBe('b');
		expect(betterOf(of(0, 1), up)).toBeNull();
		expect(betterOf(of(null, null), up)).toBeNull();
	});

	it('claims nothing where chance is enough, and no equality either', () => {
		expect(verdict(of(0.1, 0.01), up, names)).toContain('mine.csv is better');
		expect(verdict(of(0.1, 0.01), down, names)).toContain('DenseNet is better');
		expect(verdict(of(0.1, 0.2), up, names)).toMatch(/may well be chance.*not show.*equal/);
		expect(verdict(of(0, 1), up, names)).toContain('exactly the same');
		expect(verdict({ ...of(null, null), reason: 'Undefined.' }, up, names)).toBe('Undefined.');
	});

	it('has sign, interval, p and test', () => {
		const difference = { ...of(0.1421, 1e-5), interval: [0.0747, 0.2094] as [number, number] };
		expect(differenceText({ ...difference, test: 'delong' }, { decimals: 3 }, format)).toBe(
			'difference +0.142, 95 % interval +0.075 to +0.209, p < 0.001 (paired DeLong test)',
		);
	});
});

describe('differences per finding', () => {
	const row = { n: 10, positives: 3, a: 0.8, b: 0.7, interval: null };

	it('come with the largest in favour of A first, undefined ones last', () => {
		const rows = differenceRows({
			x: { ...row, difference: -0.2, p_holm: 0.01 },
			y: { ...row, difference: null, reason: 'No positives.' },
			z: { ...row, difference: 0.3 },
		});
		expect(rows.map(({ label }) => label)).toEqual(['z', 'x', 'y']);
		expect(rows[1]!.p).toBe(0.01);
		expect(rows[2]).toMatchObject({ p: null, reason: 'No positives.' });
	});

	it('lie on an axis with zero in its middle that holds every difference', () => {
		const axis = differenceAxis([
			{ difference: 0.1, interval: [0.05, 0.15] },
			{ difference: -0.3, interval: [-0.4, -0.2] },
		]);
		expect(axis.lo).toBeCloseTo(-axis.hi);
		expect(axis.hi).toBeGreaterThanOrEqual(0.4);
		expect(axis.ticks).toContain(0);
	});

	it('one interval that is far too wide does not press the others together', () => {
		const narrow = Array.from({ length: 13 }, () => ({
			difference: 0.1,
			interval: [0.05, 0.15] as [number, number],
		}));
		const axis = differenceAxis([...narrow, { difference: 0.4, interval: [-5, 5] }]);
		expect(axis.hi).toBeLessThan(1);
		expect(axis.hi).toBeGreaterThanOrEqual(0.4);
		expect(differenceAxis([{ difference: 0, interval: null }]).hi).toBeGreaterThan(0);
	});
});
