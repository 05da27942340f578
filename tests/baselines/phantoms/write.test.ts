import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openDataset } from '#baselines/data/index';
import { drawPhantom, FINDING_NAMES, maskOfRuns, phantomSet } from '#baselines/phantoms/index';
import type { WrittenRegions } from '#baselines/phantoms/files/tables';
import { writePhantomSet } from '#baselines/phantoms/files/write';

const parent = mkdtempSync(join(tmpdir(), 'holdout-phantoms-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));
const request = { seed: 9, patients: 40, size: 32 };

it('a written set opens as a data set and holds the same pixels, labels and splits', async () => {
	const folder = join(parent, 'whole');
	const { images } = await writePhantomSet({ ...request, folder });
	const opened = await openDataset({ folder, task: 'multilabel', labels: FINDING_NAMES });
	if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
	const drawn = [...phantomSet(request)];
	expect(opened.dataset.ids).toEqual(drawn.map(({ id }) => id));
	expect(opened.dataset.splits).toEqual(drawn.map(({ split }) => split));
	expect(opened.dataset.rowsOf('train')).toHaveLength(images.train);
	const k = FINDING_NAMES.indexOf('Infiltration');
	expect([...opened.dataset.yTrue[k]!]).toEqual(drawn.map(({ findings }) => findings.Infiltration));
	expect(await opened.dataset.image(3, { size: 32 })).toEqual(drawn[3]!.pixels);
	const regions = JSON.parse(readFileSync(join(folder, 'regions.json'), 'utf8')) as WrittenRegions;
	const shown = drawn.find(({ regions: own }) => Object.keys(own).length > 0)!;
	const [name, region] = Object.entries(shown.regions)[0]!;
	const written = regions.images[shown.id]![name as (typeof FINDING_NAMES)[number]]!;
	expect(written.boxes).toEqual(region.boxes);
	expect(maskOfRuns(written.runs, 32 * 32)).toEqual(region.mask);
	expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('Everything here is generated');
});

it('keeps labels and regions of a withheld split back', async () => {
	const folder = join(parent, 'withheld');
	await writePhantomSet({ ...request, folder, withhold: ['test'] });
	const test = [...phantomSet(request)].filter(({ split }) => split === 'test').map(({ id }) => id);
	expect(test.length).toBeGreaterThan(0);
	const text = (name: string) => readFileSync(join(folder, name), 'utf8');
	for (const id of test) {
		expect(text('labels.csv')).not.toContain(id);
		expect(text('regions.json')).not.toContain(id);
		expect(text('unlabelled.csv')).toContain(`${id},`);
		expect(existsSync(join(folder, 'images', `${id}.png`))).toBe(true);
	}
	expect(text('unlabelled.csv').split('\n')[0]).toBe('image_id,patient_id,sex,age,view,split');
});

it('leaves nothing behind when it is stopped, and writes over nothing', async () => {
	const folder = join(parent, 'stopped');
	const stop = new AbortController();
	const onProgress = (share: number) => {
		if (share > 0.5) stop.abort(new Error('enough'));
	};
	await expect(
		writePhantomSet({ ...request, folder, onProgress, signal: stop.signal }),
	).rejects.toThrow('enough');
	expect(readdirSync(parent).filter((name) => name.startsWith('stopped'))).toEqual([]);
	await expect(writePhantomSet({ ...request, folder: join(parent, 'whole') })).rejects.toThrow(
		'exists already',
	);
	expect(drawPhantom({ ...request, patient: 0, index: 0 }).size).toBe(32);
});
