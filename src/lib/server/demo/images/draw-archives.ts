/** Draws the images of a demo competition into the archives that participants download. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { PlannedPhantom } from '#baselines/phantoms/index';
import type { WrittenRegion } from '#baselines/phantoms/files/tables';
import { drawSetImage, SET_SIZE } from '#baselines/phantoms/sets/images';
import { findDemoSet, hasLabels, planSet } from '#baselines/phantoms/sets/index';
import { setReadme } from '#baselines/phantoms/sets/readme';
import { createArchive } from './archive.ts';
import type { Archive, DrawJob } from './job.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const count = (rows: readonly unknown[]) => rows.length.toLocaleString('en-GB');

/** @param onProgress 0 to 1, after every image */
export async function drawArchives(
	{ slug, folder, limit }: DrawJob,
	onProgress: (share: number) => void,
): Promise<Archive[]> {
	const definition = findDemoSet(slug)!;
	const planned = planSet(definition);
	const train = planned.filter(hasLabels).slice(0, limit);
	const test = planned.filter((phantom) => !hasLabels(phantom)).slice(0, limit);
	const regions: Record<string, Record<string, WrittenRegion>> = {};
	let drawn = 0;
	const archiveOf = async (
		name: string,
		description: string,
		rows: readonly PlannedPhantom[],
		beside: () => [string, string][],
	): Promise<Archive> => {
		const path = join(folder, `demo-images-${randomUUID()}`);
		const archive = createArchive(path);
		for (const phantom of rows) {
			const image = await drawSetImage(definition, phantom);
			archive.add(image.path, image.bytes);
			if (image.regions) regions[phantom.id] = image.regions;
			onProgress(++drawn / (train.length + test.length));
		}
		for (const [file, text] of beside()) archive.add(file, encode(text), true);
		archive.finish();
		return { name, description, path };
	};
	return [
		await archiveOf(
			'train-images.zip',
			`${count(train)} images for training and validation, and where each finding was drawn`,
			train,
			() => [
				['regions.json', JSON.stringify({ size: SET_SIZE, images: regions })],
				['README.md', setReadme(definition)],
			],
		),
		await archiveOf('test-images.zip', `${count(test)} images to predict`, test, () => []),
	];
}
