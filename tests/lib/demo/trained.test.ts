import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCompetitionFolder } from '#lib/competition-folder/index';
import { buildFolder } from '#lib/server/demo/build';
import { planCovid3 } from '#lib/server/demo/covid-3';
import { scoresCsv } from '#lib/server/demo/tables';
import { findTrainedFolder, readTrained } from '#lib/server/demo/trained';
import { DEMOS } from '#lib/server/demo/plans';
import { picture, PICTURE, smallCard } from '../../support/card.ts';

const SLUG = 'demo-covid-3';
const LABELS = ['Consolidation', 'Haze', 'Normal'];
const plan = planCovid3(14);
const root = mkdtempSync(join(tmpdir(), 'holdout-trained-'));
const submission = scoresCsv(plan, plan.predict({ name: 'network', version: 1, skill: 0.8 }));

async function writeRun(id: string, name: string): Promise<void> {
	const folder = join(root, SLUG, id);
	mkdirSync(join(folder, 'gallery'), { recursive: true });
	const card = smallCard(LABELS);
	const gallery = [{ ...card.gallery[0]!, file: PICTURE }];
	const recipe = { ...card.recipe, id, name, note: `${name}, trained.` };
	const whole = { ...card, task: 'multiclass', recipe, gallery };
	writeFileSync(join(folder, 'card.json'), JSON.stringify(whole));
	writeFileSync(join(folder, 'submission.csv.gz'), gzipSync(submission));
	writeFileSync(join(folder, PICTURE), await picture());
}

beforeAll(async () => {
	await writeRun('demo-small-cnn', 'Small network');
	await writeRun('pixels', '24×24 pixels');
	await writeRun('metadata', 'Metadata only');
	// A run that was never finished is none.
	mkdirSync(join(root, SLUG, 'vgg-mlp'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('finds whole runs, simple ones first, with their predictions unpacked', () => {
	const trained = readTrained(SLUG, root);
	expect(trained.map(({ id }) => id)).toEqual(['metadata', 'pixels', 'demo-small-cnn']);
	for (const one of trained) {
		expect(new Uint8Array(one.submission)).toEqual(submission);
		expect(one.gallery.map(([file]) => file)).toEqual([PICTURE]);
	}
	expect(readTrained('demo-opacity', root)).toEqual([]);
	expect(readTrained(SLUG, null)).toEqual([]);
});

it('puts them into the folder with card and pictures, instead of those computed', () => {
	const { competition, problems, notices } = readCompetitionFolder(
		buildFolder(plan, readTrained(SLUG, root)),
	);
	expect([problems, notices]).toEqual([[], []]);
	const { baselines } = competition!;
	expect(baselines.map(({ name }) => name)).toEqual([
		...['Prevalence', 'Random', 'Metadata only', '24×24 pixels', 'Small network'],
	]);
	expect(baselines.map(({ card }) => card !== null)).toEqual([false, false, true, true, true]);
	expect(new Uint8Array(baselines[4]!.bytes)).toEqual(submission);
	expect(baselines[4]!.card!.pictures.map(({ file }) => file)).toEqual([PICTURE]);
	expect(baselines[4]!.note).toBe('Small network, trained.');
});

it('those that come with the package are for exactly the images of the demo', () => {
	const folder = findTrainedFolder();
	for (const [slug, makePlan] of Object.entries(DEMOS)) {
		const own = makePlan(14);
		for (const { id, submission: bytes } of readTrained(slug, folder)) {
			const [, ...rows] = new TextDecoder().decode(bytes).trim().split('\n');
			expect(rows.map((row) => row.split(',')[0]).sort(), `${slug}/${id}`).toEqual(
				[...own.test.ids].sort(),
			);
		}
	}
});
