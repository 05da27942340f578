/** Real label files through `holdout import`, real predictions through `holdout score`. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportItem } from '#lib/importers/index';
import type { ScoreResult } from '#scorer/types';
import { holdout } from '../support/server.ts';
import { NIH_LABELS, REAL_DATA, readCsv } from './folders.ts';

const data = (...path: string[]) => join(REAL_DATA, ...path);
const here = existsSync(REAL_DATA);
if (!here) console.log('proof: skipped, the real label files are not here');

interface Imported {
	out: string;
	summary: {
		slug: string;
		rows: { public: number; private: number };
		labels: { name: string; positives: number; public_positives: number }[];
		reported: number;
	};
	train: { rows: number; positives: number[] };
	report: ReportItem[];
	notices: { code: string }[];
}

describe.skipIf(!here)('real label files', () => {
	let parent: string;
	beforeAll(() => {
		parent = mkdtempSync(join(tmpdir(), 'holdout-proof-import-'));
	});
	afterAll(() => rmSync(parent, { recursive: true, force: true }));

	async function run(name: string, args: string[]): Promise<Imported> {
		const out = join(parent, name);
		const { code, stdout, stderr } = await holdout(['import', ...args, '--out', out, '--json']);
		expect(code, stdout + stderr).toBe(0);
		return JSON.parse(stdout) as Imported;
	}

	async function score(folder: string, file: string) {
		const args = ['score', folder, file, '--json', '--intervals', 'none'];
		const { code, stdout } = await holdout(args);
		expect(code, stdout).toBe(0);
		const result = JSON.parse(stdout) as Extract<ScoreResult, { ok: true }>;
		return result.splits.all!;
	}

	const item = ({ report }: Imported, code: string) => report.find((each) => each.code === code);

	describe('SIIM-FISABIO-RSNA COVID-19', () => {
		const FILES = ['train_study_level.csv', 'train_image_level.csv'];
		const files = FILES.map((file) => data('siim-covid', file));
		const oof = data('siim-covid/oof_negative_predictions.csv');
		const listed = ['--split', 'file', '--test-list', oof];

		it('out-of-fold predictions: .9282 against the study', async () => {
			const args = ['siim-covid', ...files, '--task', 'negative', ...listed];
			const imported = await run('siim-negative', args);
			expect(imported.train.rows).toBe(217);
			const all = await score(imported.out, oof);
			expect(all.rows).toBe(6_117);
			expect(all.score!.toFixed(4)).toBe('0.9282');
		});

		it('and .9131 against the image', async () => {
			const args = ['siim-covid', ...files, '--task', 'no-box', ...listed];
			const imported = await run('siim-no-box', args);
			const renamed = join(parent, 'oof-no-box.csv');
			const rows = readCsv(oof).map(({ image, negative }) => `${image},${negative}`);
			writeFileSync(renamed, `image,no box\n${rows.join('\n')}\n`);
			expect((await score(imported.out, renamed)).score!.toFixed(4)).toBe('0.9131');
		});

		it('opacity: a fifth of the studies, the published results, and the label conflict', async () => {
			const imported = await run('siim-opacity', ['siim-covid', data('siim-covid')]);
			const { rows, labels, reported, slug } = imported.summary;
			expect(slug).toBe('siim-covid');
			expect(imported.train.rows + rows.public + rows.private).toBe(6_334);
			expect(rows.public + rows.private).toBeCloseTo(6_334 / 5, -1);
			expect(imported.train.positives[0]! + labels[0]!.positives).toBe(4_598);
			expect(reported).toBe(7);
			const conflict = item(imported, 'opacity_without_box')!;
			expect(conflict).toMatchObject({ severity: 'conflict', count: 304 });
			const page = readFileSync(join(imported.out, 'pages/data.md'), 'utf8');
			expect(page).toContain(conflict.detail);
			for (const id of conflict.examples!) expect(page).not.toContain(id);
		});

		it('four classes have the counts of the thesis', async () => {
			const args = ['siim-covid', ...files, '--task', 'four-classes', '--split', 'all'];
			const { summary } = await run('siim-four', args);
			const counts = summary.labels.map(({ name, positives }) => [name, positives]);
			expect(Object.fromEntries(counts)).toEqual({
				negative: 1_736,
				typical: 3_007,
				indeterminate: 1_108,
				atypical: 483,
			});
			expect(summary.reported).toBe(2);
		});
	});

	describe('CheXpert', () => {
		let imported: Imported;
		beforeAll(async () => {
			imported = await run('chexpert', ['chexpert', data('chexpert-test/groundtruth.csv')]);
		});

		it.each([
			['ngango3', '0.9277'],
			['sensexdr', '0.9266'],
			['ihil', '0.9266'],
			['drnet', '0.9255'],
			['hieupham', '0.9243'],
			['desmond', '0.9182'],
		])('%s: mean AUROC %s', async (name, mean) => {
			const all = await score(imported.out, data(`chexpert-test/predictions/${name}.csv`));
			expect(all.rows).toBe(500);
			expect(all.score!.toFixed(4)).toBe(mean);
		});

		it('has no uncertain label, and patients on one side', () => {
			expect(item(imported, 'complete_labels')).toBeDefined();
			expect(imported.notices.map(({ code }) => code)).not.toContain('group_in_both_splits');
		});
	});

	describe('NIH ChestX-ray14', () => {
		const entry = data('nih14/Data_Entry_2017_v2020.csv.gz');
		const lists = ['official_test_list.txt', 'official_train_val_list.txt'];

		it('the official split, with patients apart and every finding on both boards', async () => {
			const args = ['nih-chestxray14', entry, ...lists.map((list) => data('nih14', list))];
			const imported = await run('nih', args);
			const { rows, labels } = imported.summary;
			expect(imported.train.rows).toBe(86_524);
			expect(rows.public + rows.private).toBe(25_596);
			expect(rows.public / 25_596).toBeCloseTo(0.4, 2);
			for (const { name, positives, public_positives } of labels) {
				expect(public_positives / positives, name).toBeGreaterThan(0.37);
				expect(public_positives / positives, name).toBeLessThan(0.43);
			}
			expect(imported.notices).toEqual([]);
			expect(item(imported, 'label_edition')!.detail).toMatch(/edition of 2020.*Its totals/);
			expect(item(imported, 'patients_cross_split')).toBeUndefined();
			expect(item(imported, 'ages_over_120')).toBeUndefined();
		});

		it('the edition of 2017 is recognised by its ages', async () => {
			const args = ['nih-chestxray14', data('nih14/official_test_25596.csv'), '--split', 'all'];
			const imported = await run('nih-2017', args);
			expect(item(imported, 'label_edition')!.detail).toMatch(/edition of 2017/);
			expect(item(imported, 'ages_over_120')).toMatchObject({ severity: 'conflict', count: 4 });
		});

		it('a split by file: real predictions give every published AUROC to 1e-12', async () => {
			const list = join(parent, 'test-22433.txt');
			const rows = readCsv(data('nih14/test_22433_labels_v2020.csv'));
			writeFileSync(list, rows.map((row) => row['Image Index']).join('\n'));
			const args = ['nih-chestxray14', entry, '--test-list', list];
			const imported = await run('nih-22433', args);
			expect(imported.summary.rows.public + imported.summary.rows.private).toBe(22_433);
			for (const name of ['jrzech-densenet121', 'derrick-densenet121-logits']) {
				const all = await score(imported.out, data(`nih14/predictions/${name}.csv`));
				const published = readCsv(data(`nih14/published/${name}.csv`));
				expect(published).toHaveLength(NIH_LABELS.length);
				for (const { label, auc } of published) {
					expect(Math.abs(all.labels[label!]!.auroc! - Number(auc)), label).toBeLessThan(1e-12);
				}
			}
		});
	});

	it('RSNA: boxes gathered by radiograph', async () => {
		const file = data('rsna/stage_2_train_labels.csv');
		const imported = await run('rsna', ['rsna-pneumonia', file, '--split', 'all']);
		const { rows, labels } = imported.summary;
		expect(rows.public + rows.private).toBe(26_684);
		expect(labels[0]!.positives).toBe(6_012);
		expect(item(imported, 'several_boxes')).toMatchObject({ count: 3_398 });
	});

	it('Kermany: the official split, and numbers on both of its sides', async () => {
		const imported = await run('kermany', ['kermany', data('kermany')]);
		expect(imported.train.rows).toBe(5_216);
		expect(imported.summary.rows.public + imported.summary.rows.private).toBe(624);
		expect(item(imported, 'patients_cross_split')).toMatchObject({ count: 170 });
		expect(item(imported, 'patients_cross_split')!.detail).toMatch(/320 of 624/);
		const solution = readCsv(join(imported.out, 'solution.csv'));
		const ids = solution.map(({ image }) => image!);
		expect(ids.every((id) => /^test-\d{5}$/.test(id))).toBe(true);
		for (const { File, Pneumonia } of solution) {
			expect(Pneumonia).toBe(/^person/.test(File!) ? '1' : '0');
		}
		expect(readFileSync(join(imported.out, 'data/test.csv'), 'utf8')).not.toMatch(/person|IM-/);
	});

	it('a file of another data set is called by its name', async () => {
		const file = data('rsna/stage_2_train_labels.csv');
		const { code, stdout } = await holdout(['import', 'siim-covid', file, '--json']);
		expect(code).toBe(1);
		const [problem, ...others] = JSON.parse(stdout).problems;
		expect(others).toEqual([]);
		expect(problem).toMatchObject({ code: 'wrong_data_set', file });
		expect(problem.detail).toContain('RSNA');
		expect(problem.remedy).toContain('holdout import rsna-pneumonia');
	});
});
