import { describe, expect, it } from 'vitest';
import { findSimilar } from '#scorer/similarity/similarity';
import { copyOf, simulateCohort } from './cohort.ts';

const MODELS = 12;

describe('pairs of submissions', () => {
	it('models of one task that were made apart are not accused', () => {
		for (const seed of [1, 2, 3, 4, 5]) {
			const { entries, solution, labels } = simulateCohort(seed, MODELS);
			const found = findSimilar(entries, solution, labels);
			expect(found.compared).toBe((MODELS * (MODELS - 1)) / 2);
			expect(found.pairs, `seed ${seed}`).toEqual([]);
		}
	});

	const cohort = simulateCohort(9, MODELS);
	const { entries, solution, labels, normal } = cohort;
	const withCopy = (change: (score: number, row: number, k: number) => number) =>
		findSimilar([...entries, copyOf(entries[3]!, change)], solution, labels).pairs;
	const copied = expect.objectContaining({ a: 3, b: MODELS });

	it('a copied column is named, the changed one is not', () => {
		const pairs = withCopy((score, row, k) => (k === 2 ? -score * row : score));
		expect(pairs).toEqual([copied]);
		expect(pairs[0]).toMatchObject({ sharedColumns: ['finding 0', 'finding 1'] });
		expect(pairs[0]!.signs).toContain('shared_columns');
	});

	it('a rescaled copy has the same order', () => {
		const pairs = withCopy((score) => 1 / (1 + Math.exp(-3 * score)));
		expect(pairs).toEqual([copied]);
		expect(pairs[0]).toMatchObject({ sharedColumns: [], sameOrder: labels });
	});

	it('a copy with a tenth of the rows replaced shares cells', () => {
		const pairs = withCopy((score, row) => (row % 10 === 0 ? normal() : score));
		expect(pairs).toEqual([copied]);
		expect(pairs[0]!.signs).toEqual(['equal_cells', 'closer_than_chance']);
		expect(pairs[0]!.equalCells.cells).toBe(0.9 * 400 * labels.length);
	});

	it('a copy under noise is closer than chance', () => {
		const pairs = withCopy((score) => score + 0.4 * normal());
		expect(pairs).toEqual([copied]);
		const [{ signs, correlation, expected, p }] = pairs as [(typeof pairs)[number]];
		expect(signs).toEqual(['closer_than_chance']);
		expect(correlation!).toBeGreaterThan(expected!.range[1]);
		expect(p!).toBeLessThan(0.01);
	});

	it('files of one owner are not compared', () => {
		const mine = { ...copyOf(entries[3]!, (score) => score), owner: entries[3]!.owner };
		expect(findSimilar([...entries, mine], solution, labels).pairs).toEqual([]);
	});

	it('few pairs have no distribution, and copies are found all the same', () => {
		const few = [entries[0]!, entries[1]!, copyOf(entries[0]!, (score) => score)];
		const found = findSimilar(few, solution, labels);
		expect(found.withheld).toMatch(/3 pairs/);
		expect(found.pairs).toMatchObject([{ a: 0, b: 2, p: null, sharedColumns: labels }]);
	});

	it('hard decisions that agree are no shared column', () => {
		const decided = entries.map((entry) => copyOf(entry, (score) => Number(score > 0)));
		const all = decided.map((entry, i) => ({ ...entry, owner: `team ${i}` }));
		const twin = { ...all[0]!, owner: 'twin' };
		const found = findSimilar([...all, twin], solution, labels);
		expect(found.pairs.flatMap(({ sharedColumns }) => sharedColumns)).toEqual([]);
	});

	it('constant columns are left out', () => {
		const flat = entries.map((entry, i) => ({
			...copyOf(entry, (score, _, k) => (k === 0 ? 0.5 : score)),
			owner: `team ${i}`,
		}));
		expect(findSimilar(flat, solution, labels).pairs).toEqual([]);
	});
});
