import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisOver, boardAxis, isCrowded, isOn, place, type Span } from '#lib/charts/axis';

const CHEXPERT: Span = {
	participants: [0.9277, 0.9266, 0.9266, 0.9255, 0.9243, 0.9182],
	references: [0.5, 0.4987, 0.7712],
	extent: [0.4987, 0.9277],
	range: [0, 1],
};

describe('axis', () => {
	it('has whole ticks that its decimals tell apart', () => {
		const axis = axisOver([0.738, 0.841], [0, 1]);
		expect(axis.ticks).toEqual([0.74, 0.76, 0.78, 0.8, 0.82, 0.84]);
		expect(axis.decimals).toBe(2);
	});

	it('never leaves the range of the metric', () => {
		const axis = axisOver([0.2, 0.999], [0, 1]);
		expect(axis.hi).toBeLessThanOrEqual(1);
		expect(axisOver([0.001, 0.3], [0, 1]).lo).toBeGreaterThanOrEqual(0);
	});

	it('gives a single value room, and an empty board the range', () => {
		const one = axisOver([0.8], [0, 1]);
		expect(place(one, 0.8)).toBeGreaterThan(10);
		expect(place(one, 0.8)).toBeLessThan(90);
		expect(axisOver([], [0, 1])).toMatchObject({ lo: 0, hi: 1 });
		expect(axisOver([], [0, Infinity])).toMatchObject({ lo: 0, hi: 1 });
	});

	it('gives values that differ by rounding alone the room of a single one', () => {
		const axis = axisOver([0.8, 0.8 + 2 ** -52], [0, 1]);
		expect(axis.ticks.length).toBeGreaterThan(1);
		expect(place(axis, 0.8)).toBeGreaterThan(10);
		expect(() => axisOver([0, 5e-324], [0, 1])).not.toThrow();
	});

	it('shows every value that it was made of', () => {
		fc.assert(
			fc.property(
				fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }),
				(values) => {
					const axis = axisOver(values, [0, 1]);
					expect(values.every((value) => isOn(axis, value))).toBe(true);
				},
			),
		);
	});
});

describe('the axis of a leaderboard', () => {
	it('starts with the participants where a random baseline would crowd them', () => {
		expect(isCrowded(CHEXPERT)).toBe(true);
		const axis = boardAxis(CHEXPERT, false);
		expect(axis.lo).toBeGreaterThan(0.9);
		expect(place(axis, 0.9277) - place(axis, 0.9182)).toBeGreaterThan(60);
	});

	it('can show the whole range, the same on every page', () => {
		const axis = boardAxis(CHEXPERT, true);
		expect(isOn(axis, 0.4987)).toBe(true);
		const otherPage = boardAxis({ ...CHEXPERT, participants: [0.9182] }, true);
		expect(otherPage).toEqual(axis);
	});

	it('keeps references that lie among the participants', () => {
		const axis = boardAxis({ ...CHEXPERT, references: [0.5, 0.915] }, false);
		expect(isOn(axis, 0.915)).toBe(true);
	});

	it('is not crowded by two, nor where references lie near', () => {
		expect(isCrowded({ ...CHEXPERT, participants: [0.9, 0.91] })).toBe(false);
		expect(isCrowded({ ...CHEXPERT, references: [0.92], extent: [0.915, 0.928] })).toBe(false);
	});
});
