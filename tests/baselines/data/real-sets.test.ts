/** Real image sets; skipped where they are not beside the checkout. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
	kermanyOpacity,
	kermanyThreeClasses,
	nihFourteen,
	openDataset,
} from '#baselines/data/index';
import type { ImageDataset, Split } from '#baselines/data/index';

const DATA = resolve(import.meta.dirname, '../../../../shared/data');
const [kermany, images] = [join(DATA, 'kermany'), join(DATA, 'images')];
if (!existsSync(DATA)) console.warn(`Skipped: there is no ${DATA}.`);

const count = (dataset: ImageDataset, split: Split) => dataset.rowsOf(split).length;

describe.skipIf(!existsSync(kermany))('Kermany', () => {
	it('opacity: the standard split, and the patients that it has on both sides', async () => {
		const result = await openDataset(kermanyOpacity(kermany));
		if (!result.ok) throw new Error(JSON.stringify(result.problems));
		expect([count(result.dataset, 'train'), count(result.dataset, 'test')]).toEqual([5216, 624]);
		expect(result.dataset.yTrue[0]!.reduce((sum, v) => sum + v, 0)).toBe(3875 + 390);
		expect(result.notices).toMatchObject([{ code: 'patient_crosses', count: 170 }]);
	});
	it('three classes', async () => {
		const result = await openDataset(kermanyThreeClasses(kermany));
		if (!result.ok) throw new Error(JSON.stringify(result.problems));
		const counts = result.dataset.yTrue.map((y) => y.reduce((sum, v) => sum + v, 0));
		expect(counts).toEqual([1341 + 234, 2530 + 242, 1345 + 148]);
	});
	it('is refused where patients on both sides are not accepted', async () => {
		const result = await openDataset({ ...kermanyOpacity(kermany), crossing: 'refuse' });
		expect(!result.ok && result.problems).toMatchObject([{ code: 'patient_crosses', count: 170 }]);
	});
});

describe.skipIf(!existsSync(images))('the open collection', () => {
	it('NIH: 1,603 images with fourteen labels', async () => {
		const result = await openDataset(nihFourteen(images));
		if (!result.ok) throw new Error(JSON.stringify(result.problems));
		const { dataset } = result;
		const splits = (['train', 'validation', 'test'] as const).map((split) => count(dataset, split));
		expect(splits).toEqual([963, 141, 499]);
		expect(Object.keys(dataset.metadata)).toEqual(['view', 'sex', 'age']);
		const validation = await dataset.load('validation', { size: 64, fit: 'pad' });
		expect(validation.ok && validation.images.pixels).toHaveLength(141 * 64 * 64);
	});
});
