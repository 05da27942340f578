/** What a kit brings back fits the competitions that `holdout import` makes of the same data. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Split } from '#baselines/data/index';
import { someOfEach } from '#baselines/gpu/kit/pack-images';
import { KNOWN, plannedRuns, RECIPES, withEachOnce } from '#baselines/gpu/kit/plan';
import { demoSets } from '#baselines/phantoms/sets/index';
import { importers } from '#lib/importers/index';
import { readSolution, renumber } from '../../../src/cli/actions/baseline-renumber.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdout-renumber-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('runs are named after the competitions of the demo and of the importers', () => {
	const imported = importers.flatMap(({ id, tasks }) =>
		tasks.map((task, k) => (k === 0 ? id : `${id}-${task.id}`)),
	);
	const known = new Set([...imported, ...demoSets.map(({ slug }) => slug)]);
	for (const { slug } of Object.values(KNOWN).flat()) expect(known).toContain(slug);
});

it('a try has every competition and every network', () => {
	const all = plannedRuns(['demo-chest-14', 'kermany', 'nih'], 128);
	const few = withEachOnce(all);
	expect(new Set(few.map(({ slug }) => slug))).toEqual(new Set(all.map(({ slug }) => slug)));
	expect(new Set(few.map(({ recipe }) => recipe))).toEqual(new Set(RECIPES));
	expect(few.length).toBe(new Set(all.map(({ slug }) => slug)).size);
});

it('a few images of a sorted table are of all its classes', () => {
	const splits = Array.from({ length: 100 }, (_, row) => (row < 60 ? 'train' : 'test') as Split);
	const rows = someOfEach(splits, 4);
	expect(rows).toEqual([0, 15, 30, 45, 60, 70, 80, 90]);
	expect(someOfEach(splits, 1000)).toEqual(splits.map((_, row) => row));
});

describe('ids of a competition that numbers its test rows', () => {
	const solution = (text: string) => {
		const path = join(folder, 'solution.csv');
		writeFileSync(path, text);
		return readSolution(path);
	};
	const whole = 'image,Pneumonia,File,Usage\ntest-1,1,person9,Public\ntest-2,0,"IM,1",Private\n';

	it('become its own; rows of other images are left out', async () => {
		const csv = 'image_id,Pneumonia\nperson9,0.25\nother,0.5\nIM-1,0.75\n';
		const known = await solution(whole.replace('"IM,1"', 'IM-1'));
		expect(renumber(csv, known)).toBe('image,Pneumonia\ntest-1,0.25\ntest-2,0.75\n');
	});

	it('names with commas keep together', async () => {
		const csv = 'image_id,Pneumonia\n"IM,1",0.75\nperson9,0.25\n';
		expect(renumber(csv, await solution(whole))).toBe(
			'image,Pneumonia\ntest-2,0.75\ntest-1,0.25\n',
		);
	});

	it('are refused where images are missing, or nothing says which is which', async () => {
		const known = await solution(whole);
		expect(() => renumber('image_id,Pneumonia\nperson9,0.25\n', known)).toThrow(
			/1 of the 2 images/,
		);
		await expect(solution('image,Pneumonia,Usage\na,1,Public\n')).rejects.toThrow(/no column File/);
		await expect(readSolution(join(folder, 'none.csv'))).rejects.toThrow(/is not there/);
	});
});
