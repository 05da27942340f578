import { describe, expect, it } from 'vitest';
import { findProbing } from '#scorer/similarity/probing';
import { simulateCohort } from './cohort.ts';

const { entries, normal } = simulateCohort(5, 6);
const honest = entries.map(({ predictions }) => predictions);
const first = honest[0]!;

describe('patterns of one team', () => {
	it('six models of a task show none', () => {
		expect(findProbing(honest)).toEqual([]);
	});

	it('one row changed at a time', () => {
		const probes = [0, 1, 2, 3].map((row) => ({
			yScore: first.yScore.map((column) => column.map((x, i) => (i === row ? 9 : x))),
		}));
		expect(findProbing([first, ...probes])).toEqual([
			{ code: 'small_steps', submissions: [1, 2, 3, 4], figures: [1, 1, 1, 1] },
		]);
	});

	it('the same file again is no step', () => {
		expect(findProbing([first, first, first, first])).toEqual([]);
	});

	it('all findings but one held constant', () => {
		const probes = first.yScore.map((_, kept) => ({
			yScore: first.yScore.map((column, k) => column.map((x) => (k === kept ? x : 0))),
		}));
		expect(findProbing(probes)).toContainEqual({
			code: 'constant_columns',
			submissions: [0, 1, 2],
			figures: [2, 2, 2],
		});
	});

	it('guesses that have nothing to do with each other', () => {
		const guesses = Array.from({ length: 6 }, () => ({
			yScore: first.yScore.map((column) => column.map(normal)),
		}));
		expect(findProbing(guesses).map(({ code }) => code)).toEqual(['unrelated_guesses']);
	});
});
