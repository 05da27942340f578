import { expect, it } from 'vitest';
import { tableOnly, type LoadedSplit } from '#baselines/data/index';
import { carveValidation } from '#baselines/training/run/images';
import { phantomDataset } from '../training/small-run.ts';

const dataset = phantomDataset(40);

it.each(['train', 'validation', 'test'] as const)(
	'%s has the same rows as with images',
	async (split) => {
		const [all, table] = [
			await dataset.load(split, { size: 24 }),
			await tableOnly(dataset).load(split, { size: 24 }),
		];
		if (!all.ok || !table.ok) throw new Error('refused');
		const { ids, patients, yTrue } = all.images;
		expect(table.images).toMatchObject({ split, ids, patients, size: 0 });
		expect(table.images.yTrue).toEqual(yTrue);
		expect(table.images.pixels).toHaveLength(0);
	},
);

it('patients can be taken out of it for validation', async () => {
	const loaded = await tableOnly(dataset).load('train', { size: 24 });
	const images = (loaded as { images: LoadedSplit<'train'> }).images;
	const { train, validation } = carveValidation(images, 1);
	expect(train.ids.length + validation!.ids.length).toBe(images.ids.length);
});
