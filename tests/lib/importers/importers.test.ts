import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { readCompetitionFolder, type Folder } from '#lib/competition-folder/index';
import {
	findImporter,
	importDataset,
	importers,
	type ImportInput,
	type ImportOptions,
} from '#lib/importers/index';
import { scoreSubmission } from '#scorer/index';
import * as small from './small-sets.ts';

const INPUTS: Record<string, () => ImportInput> = {
	'nih-chestxray14': () => ({ files: small.nihFiles(), images: [] }),
	chexpert: () => ({ files: Object.values(small.chexpertFiles()), images: [] }),
	'siim-covid': () => ({ files: small.siimFiles(), images: [] }),
	'rsna-pneumonia': () => ({ files: small.rsnaFiles(), images: [] }),
	'covid19-radiography': small.covidInput,
	kermany: small.kermanyImages,
	'unifesp-bodypart': () => ({ files: [small.unifespFile()], images: [] }),
};

function imported(id: string, options: ImportOptions = {}, input = INPUTS[id]!()) {
	const result = importDataset(findImporter(id)!, input, options);
	if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1));
	return result;
}
const text = (folder: Folder, path: string) => new TextDecoder().decode(folder.get(path));
const rowsOf = (folder: Folder, path: string) =>
	Papa.parse<Record<string, string>>(text(folder, path).trim(), { header: true }).data;
const codes = (report: readonly { code: string }[]) => report.map(({ code }) => code);

const EVERY = importers.flatMap(({ id, tasks }) => tasks.map((task) => [id, task.id] as const));

describe.each(EVERY)('%s, %s', (id, task) => {
	const result = imported(id, { task });
	const { folder, config, summary } = result;

	it('is a folder without problems, that reads back to what was reported', () => {
		const read = readCompetitionFolder(folder);
		expect(read.problems).toEqual([]);
		expect(read.competition!.config).toEqual(config);
		expect(read.summary).toEqual(summary);
		expect(folder.has('sample_submission.csv')).toBe(true);
	});

	it('the same input gives the same bytes, another seed another split', () => {
		const again = imported(id, { task }).folder;
		expect([...again.keys()]).toEqual([...folder.keys()]);
		for (const [path, bytes] of folder) expect(again.get(path), path).toEqual(bytes);
		const other = imported(id, { task, seed: 7 }).folder;
		expect(text(other, 'solution.csv')).not.toBe(text(folder, 'solution.csv'));
	});

	it('has public and private rows, apart by group, and every finding on both where it can be', () => {
		const solution = rowsOf(folder, 'solution.csv');
		const usages = solution.map(({ Usage }) => Usage);
		expect(usages.filter((usage) => usage === 'Public').length / usages.length).toBeCloseTo(0.4, 0);
		if (config.group) {
			const sides = new Map<string, string>();
			for (const row of solution) {
				const group = row[config.group]!;
				expect(sides.get(group) ?? row.Usage).toBe(row.Usage);
				sides.set(group, row.Usage!);
			}
		}
		for (const { name, positives, public_positives } of summary.labels) {
			if (positives < 4) continue;
			expect(public_positives, name).toBeGreaterThan(0);
			expect(public_positives, name).toBeLessThan(positives);
		}
	});

	it('participants get ids and no hidden label', () => {
		const test = rowsOf(folder, 'data/test.csv');
		const solution = rowsOf(folder, 'solution.csv');
		expect(test.map((row) => row[config.id])).toEqual(solution.map((row) => row[config.id]));
		for (const name of [...config.labels, config.target ?? 'Usage', 'Usage', 'File']) {
			expect(Object.keys(test[0]!)).not.toContain(name);
		}
		const training = folder.get('data/train.csv') ?? folder.get('data/train_ids.csv')!;
		const ids = new Set(solution.map((row) => row.File ?? row[config.id]!));
		const lines = Papa.parse<string[]>(new TextDecoder().decode(training).trim()).data.slice(1);
		expect(lines.length).toBe(result.trainRows);
		expect(lines.filter(([name]) => ids.has(name!))).toEqual([]);
	});

	it('states source, citation, terms, and what was found', () => {
		const { citation, name, cannotKnow } = findImporter(id)!;
		for (const line of citation) expect(text(folder, 'pages/rules.md')).toContain(line);
		expect(text(folder, 'pages/overview.md')).toContain(name);
		const page = text(folder, 'pages/data.md');
		for (const line of cannotKnow) expect(page).toContain(line);
		for (const item of result.report) {
			expect(page).toContain(item.detail);
			for (const example of item.examples ?? []) expect(page).not.toContain(` ${example}`);
		}
	});

	it('scores its sample submission and its baselines', () => {
		const { competition } = readCompetitionFolder(folder);
		const files = [competition!.sampleSubmission, ...competition!.baselines.map((b) => b.bytes)];
		for (const bytes of files) {
			const { solution, spec } = competition!;
			expect(scoreSubmission(bytes, solution, spec, { intervals: 'none' }).ok).toBe(true);
		}
	});
});

describe('what each data set is known for', () => {
	it('NIH: the official split, sex, view and age bands, and what the text mining missed', () => {
		const { folder, config, trainRows } = imported('nih-chestxray14');
		expect(trainRows).toBe(60);
		expect(config).toMatchObject({
			group: 'Patient ID',
			subgroups: ['Age', 'Sex', 'View'],
			bands: { Age: [18, 40, 65] },
		});
		expect(config.reported).toHaveLength(12);
		expect(config.reported.find(({ printed }) => printed === 0.8657)).toBeDefined();
		expect(text(folder, 'pages/data.md')).toContain('| Mass | .75 | .40 | .52 |');
	});

	it('NIH: ages over 120 and "No Finding" beside a finding are reported, and not measured', () => {
		const change = (row: string, i: number) =>
			i === 70
				? row.replace(/,(\d+),(M|F),/, ',412,$2,')
				: i === 63
					? row.replace('No Finding', 'No Finding|Mass')
					: row;
		const { folder, report } = imported(
			'nih-chestxray14',
			{},
			{ files: small.nihFiles(change), images: [] },
		);
		expect(report.find(({ code }) => code === 'ages_over_120')).toMatchObject({
			count: 1,
			severity: 'conflict',
		});
		expect(report.find(({ code }) => code === 'label_edition')!.detail).toMatch(/edition of 2017/);
		expect(codes(report)).toContain('no_finding_with_findings');
		const ages = rowsOf(folder, 'solution.csv').map(({ Age }) => Age);
		expect(ages.filter((age) => age === '')).toHaveLength(1);
	});

	it('NIH: ages of the sample, such as 058Y and 011M', () => {
		const change = (row: string, i: number) =>
			row.replace(/,(\d+),(M|F),/, i % 2 ? ',011M,$2,' : ',058Y,$2,');
		const { folder } = imported(
			'nih-chestxray14',
			{},
			{ files: small.nihFiles(change), images: [] },
		);
		expect(new Set(rowsOf(folder, 'solution.csv').map(({ Age }) => Age))).toEqual(
			new Set(['58', '0']),
		);
	});

	it.each([
		['ignore', ['-1', '0', '1'], 'ignore'],
		['zero', ['-1', '0', '1'], 'zero'],
		['one', ['-1', '0', '1'], 'one'],
	] as const)(
		'CheXpert: uncertain labels stay -1, with the policy %s; blanks are 0',
		(uncertain, cells, policy) => {
			const { train } = small.chexpertFiles();
			const input = { files: [train], images: [] };
			const options = { split: 'random', testShare: 0.5, uncertain } as const;
			const { folder, config, report } = imported('chexpert', options, input);
			expect(config.missing_labels).toBe(policy);
			const written = rowsOf(folder, 'solution.csv').map(({ Edema }) => Edema!);
			expect([...new Set(written)].sort()).toEqual(cells);
			expect(report.find(({ code }) => code === 'uncertain_labels')!.count).toBeGreaterThan(0);
			expect(rowsOf(folder, 'solution.csv').every(({ Study }) => !/view/.test(Study!))).toBe(true);
		},
	);

	it('CheXpert: training labels stay with the publisher unless the organiser offers them', () => {
		const kept = imported('chexpert');
		expect(Object.keys(rowsOf(kept.folder, 'data/train_ids.csv')[0]!)).toEqual(['Study']);
		expect(codes(kept.report)).toContain('labels_may_not_be_passed_on');
		const offered = imported('chexpert', { trainingLabels: true });
		expect(rowsOf(offered.folder, 'data/train.csv')[0]).toMatchObject({
			Edema: expect.any(String),
		});
	});

	it('SIIM: images of opacity studies without a box', () => {
		const { report } = imported('siim-covid');
		const conflict = report.find(({ code }) => code === 'opacity_without_box')!;
		expect(conflict).toMatchObject({ count: 10, severity: 'conflict' });
	});

	it('RSNA: one row per radiograph, negatives of two kinds, boxes for training', () => {
		const { report, summary, folder } = imported('rsna-pneumonia', { split: 'all' });
		expect(summary.rows.public + summary.rows.private).toBe(60);
		expect(summary.labels[0]!.positives).toBe(20);
		expect(report.find(({ code }) => code === 'not_normal_negatives')!.count).toBe(20);
		expect(report.find(({ code }) => code === 'several_boxes')!.count).toBe(10);
		expect(folder.has('data/train_boxes.csv')).toBe(false);
		const offered = imported('rsna-pneumonia', { trainingLabels: true }).folder;
		expect(rowsOf(offered, 'data/train_boxes.csv')[0]).toHaveProperty('width');
	});

	it('Kermany: numbers on both sides, the val folder, copies, and ids that say nothing', () => {
		const { report, folder, trainRows } = imported('kermany');
		expect(trainRows).toBe(64);
		expect(report.find(({ code }) => code === 'patients_cross_split')!.count).toBe(5);
		expect(codes(report)).toEqual(
			expect.arrayContaining([
				'tiny_validation_folder',
				'copies_across_split',
				'leaky_ids',
				'patients_of_two_classes',
			]),
		);
		expect(text(folder, 'data/test.csv')).not.toMatch(/person|IM/);
		const kept = imported('kermany', { ids: 'published' });
		expect(text(kept.folder, 'data/test.csv')).toMatch(/person/);
	});

	it('COVID-19 Radiography: sources by class from the workbooks, masks left out, copies together', () => {
		const { report, folder, config } = imported('covid19-radiography', { split: 'all' });
		const warning = report.find(({ code }) => code === 'sources_confounded')!;
		expect(warning.table!.rows).toContainEqual(['sirm.org', 'COVID-19', 20]);
		expect(warning.table!.rows).toContainEqual([
			'kaggle.com/rsna-pneumonia-detection-challenge',
			'Normal',
			20,
		]);
		expect(warning.detail).toMatch(/^2 sources have images of one class only.*75\.0 %/);
		expect(codes(report)).toContain('copies_across_classes');
		const solution = rowsOf(folder, 'solution.csv');
		expect(solution).toHaveLength(80);
		expect(config).toMatchObject({ group: 'Same image', subgroups: ['Source'] });
		expect(text(folder, 'pages/overview.md')).toContain(
			'recognising hospital, machine or file processing',
		);
		const three = imported('covid19-radiography', { task: 'three-classes' });
		expect(three.config.labels).toEqual(['COVID-19', 'Normal', 'Viral pneumonia']);
	});

	it('UNIFESP: several parts per image, classes of one image and of none', () => {
		const { report, summary, config } = imported('unifesp-bodypart');
		expect(codes(report)).toEqual(
			expect.arrayContaining(['imbalance', 'several_parts', 'classes_without_images']),
		);
		expect(report.find(({ code }) => code === 'classes_without_images')!.detail).toContain(
			'Finger',
		);
		expect(config.reported.map(({ score }) => score)).toEqual(
			expect.arrayContaining([0.9452, 0.9491]),
		);
		expect(summary.labels).toHaveLength(22);
	});
});
