import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { crossingPatients } from '#baselines/data/index';
import { aurocOf } from '#baselines/heads/index';
import { classesOf } from '#baselines/phantoms/cohort/cohort';
import { drawPlanned } from '#baselines/phantoms/draw';
import {
	FINDING_NAMES,
	LABEL_NOISE,
	type PlannedPhantom,
	type Split,
} from '#baselines/phantoms/index';
import { testTable, trainTable } from '#baselines/phantoms/sets/rows';
import { demoSets, planSet, type PhantomSetDefinition } from '#baselines/phantoms/sets/index';
import { writeSet } from '#baselines/phantoms/sets/write-set';
import { openData } from '#baselines/training/dataset/open-data';
import { metadata } from '#baselines/trivial/metadata';

const parent = mkdtempSync(join(tmpdir(), 'holdout-sets-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const sets = demoSets.map((definition) => ({
	slug: definition.slug,
	definition,
	planned: planSet(definition),
}));
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

/** Of train.csv and test.csv: every machine must make the same. */
const BYTES: Record<string, string> = {
	'demo-chest-14': '75a543c8e8aaa04a',
	'demo-opacity': '3af689e4ee6b81e8',
	'demo-covid-3': 'd3c45505f70af25d',
};

/** Label columns of a set as 0 and 1. */
function labelsOf({ cohort, columns }: PhantomSetDefinition, rows: readonly PlannedPhantom[]) {
	const column = (of: (phantom: PlannedPhantom) => boolean) =>
		Uint8Array.from(rows, (phantom) => Number(of(phantom)));
	if (columns.labels.kind === 'findings')
		return FINDING_NAMES.map((name) => column(({ findings }) => findings[name] === 1));
	return classesOf(cohort).map((name) => column(({ pattern }) => pattern!.labelled === name));
}

describe.each(sets)('$slug', ({ slug, definition, planned }) => {
	const ofSplit = (split: Split) => planned.filter((phantom) => phantom.split === split);

	it('has exactly the images that its definition asks for', () => {
		for (const [split, quota] of Object.entries(definition.rows)) {
			const rows = ofSplit(split as Split);
			if (typeof quota === 'number') expect(rows).toHaveLength(quota);
			else {
				const counts = Object.keys(quota).map((name) => [
					name,
					rows.filter(({ pattern }) => pattern!.labelled === name).length,
				]);
				expect(Object.fromEntries(counts)).toEqual(quota);
			}
		}
	});
	it('has no image twice and no patient in two splits', () => {
		expect(new Set(planned.map(({ id }) => id)).size).toBe(planned.length);
		const patients = planned.map((phantom) => phantom.metadata.patient);
		expect(
			crossingPatients(
				patients,
				planned.map(({ split }) => split),
			),
		).toEqual([]);
	});
	it('is the same from the same seed on every machine, and another from another', () => {
		const tables = trainTable(definition, planned) + testTable(definition, planned);
		expect(sha256(tables)).toBe(BYTES[slug]);
		expect(trainTable(definition, planSet(definition))).toBe(trainTable(definition, planned));
		const other = planSet(definition, definition.seed + 1);
		expect(trainTable(definition, other)).not.toBe(trainTable(definition, planned));
	});
	it('labels are wrong as often as stated', () => {
		const { patterns, classNoise } = definition.cohort;
		if (patterns.length) {
			const wrong = planned.filter(({ pattern }) => pattern!.drawn !== pattern!.labelled);
			expect(wrong.length / planned.length).toBeGreaterThan(0.6 * classNoise);
			expect(wrong.length / planned.length).toBeLessThan(1.6 * classNoise);
			return;
		}
		const missed = planned.flatMap((p) =>
			FINDING_NAMES.filter((name) => p.drawn[name]).map((name) => 1 - p.findings[name]),
		);
		expect(mean(missed)).toBeCloseTo(LABEL_NOISE, 1);
	});
	it('shows the findings of its pattern, and none of another', () => {
		for (const { pattern, drawn } of planned) {
			if (!pattern) continue;
			const { patterns } = definition.cohort;
			const own = patterns.find(({ name }) => name === pattern.name)!.findings;
			const all = new Set(patterns.flatMap(({ findings }) => findings));
			for (const name of all) expect(drawn[name]).toBe(Number(own.includes(name)));
		}
	});
	it('age, sex and view say next to nothing about the labels', () => {
		const [train, test] = [ofSplit('train'), ofSplit('test')];
		const table = (rows: PlannedPhantom[]) => ({
			ids: rows.map(({ id }) => id),
			yTrue: labelsOf(definition, rows),
			metadata: {
				Sex: rows.map((row) => row.metadata.sex),
				Age: rows.map((row) => String(row.metadata.age)),
				View: rows.map((row) => row.metadata.view),
			},
		});
		const asked = table(test);
		const scores = metadata.predict({
			...{ task: 'multilabel', labels: [], seed: 0 },
			...{ train: table(train), test: asked },
		});
		const aurocs = scores.map((own, k) => aurocOf(asked.yTrue[k]!, own)!);
		expect(Math.abs(mean(aurocs) - 0.5)).toBeLessThan(0.06);
	});
});

describe('a set as a folder', () => {
	const { definition } = sets[2]!;
	const small: PhantomSetDefinition = {
		...definition,
		rows: {
			train: { Consolidation: 6, Haze: 6, Normal: 6 },
			validation: { Consolidation: 2, Haze: 2, Normal: 2 },
			test: { Consolidation: 4, Haze: 4, Normal: 4 },
		},
	};
	const folder = join(parent, 'set');

	it('opens as it is, with its classes, splits and unlabelled test images', async () => {
		expect(await writeSet({ definition: small, folder })).toEqual({
			images: { train: 24, test: 12 },
		});
		const opened = await openData({ folder, seed: 0 });
		if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
		const { dataset, unlabelled, idColumn } = opened;
		expect(idColumn).toBe('image');
		expect(dataset).toMatchObject({
			task: 'multiclass',
			labels: ['Consolidation', 'Haze', 'Normal'],
		});
		expect(dataset.rowsOf('train')).toHaveLength(18);
		expect(dataset.rowsOf('validation')).toHaveLength(6);
		expect(unlabelled!.rowsOf('test')).toHaveLength(12);
		const planned = planSet(small);
		const first = planned.find(({ split }) => split !== 'test')!;
		const drawn = drawPlanned(first, 128).pixels;
		const read = await dataset.image(dataset.ids.indexOf(first.id), { size: 128 });
		const off = mean(Array.from(read, (v, i) => Math.abs(v - drawn[i]!)));
		expect(off).toBeLessThan(4);
	});
	it('says where the class shows, and nothing of the test images', () => {
		const { images } = JSON.parse(readFileSync(join(folder, 'regions.json'), 'utf8')) as {
			images: Record<string, Record<string, { boxes: unknown[] }>>;
		};
		const planned = planSet(small);
		for (const { id, split, pattern } of planned) {
			if (split === 'test') expect(images[id]).toBeUndefined();
			else {
				const named = pattern!.drawn === 'Normal' ? [] : [pattern!.drawn];
				expect(Object.keys(images[id]!)).toEqual(named);
			}
		}
		const [header] = readFileSync(join(folder, 'test.csv'), 'utf8').split('\n');
		expect(header).toBe('image,Patient ID,Sex,Age,View,split');
		expect(readdirSync(folder).sort()).toEqual([
			...['README.md', 'regions.json', 'test', 'test.csv', 'train', 'train.csv'],
		]);
	});
	it('is left alone where it exists, and leaves nothing when stopped', async () => {
		await expect(writeSet({ definition: small, folder })).rejects.toThrow('exists already');
		const stop = AbortSignal.abort(new Error('enough'));
		const stopped = join(parent, 'stopped');
		await expect(writeSet({ definition: small, folder: stopped, signal: stop })).rejects.toThrow(
			'enough',
		);
		expect(existsSync(stopped)).toBe(false);
		expect(readdirSync(parent)).toEqual(['set']);
	});
});
