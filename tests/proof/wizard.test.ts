/** What the wizard makes of label files as their publishers give them out. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkChoices } from '#lib/wizard/check';
import { guessChoices, understand } from '#lib/wizard/guess';
import { readUpload } from '#lib/wizard/read-table';
import type { Choices } from '#lib/wizard/types';
import { NIH_LABELS, REAL_DATA } from './folders.ts';

function wizardOn(path: string, changes: Partial<Choices> = {}) {
	const read = readUpload(path, readFileSync(join(REAL_DATA, path)));
	if (!read.ok) throw new Error(JSON.stringify(read.problems));
	const choices = { ...guessChoices(read.table, understand(read.table)), ...changes };
	const { check } = checkChoices({ table: read.table, choices, training: null, attachments: [] });
	return { choices, check };
}

describe.skipIf(!existsSync(REAL_DATA))('real label files', () => {
	it('SIIM by study: one 1 in each row, so four classes', () => {
		const { choices, check } = wizardOn('siim-covid/train_study_level.csv');
		expect(choices).toMatchObject({ task: 'multiclass', id: 'id', usage: 'drawn' });
		expect(choices.labels).toEqual([
			...['Negative for Pneumonia', 'Typical Appearance'],
			...['Indeterminate Appearance', 'Atypical Appearance'],
		]);
		expect(check.problems).toEqual([]);
		const { rows, labels } = check.figures!;
		expect(rows.public + rows.private).toBe(6054);
		expect(labels.map((label) => label.public.positives + label.private.positives)).toEqual([
			...[1676, 2855, 1049, 474],
		]);
	});

	it('ChestX-ray14, findings by name: fourteen, by patient, the official test set', () => {
		const { choices, check } = wizardOn('nih14/official_test_25596.csv');
		expect(choices).toMatchObject({
			...{ task: 'multilabel', id: 'Image Index', list: 'Finding Labels', group: 'Patient ID' },
			...{ labels: [...NIH_LABELS].sort(), bands: { 'Patient Age': [18, 40, 65] } },
		});
		expect(check.problems).toEqual([]);
		const { rows, labels } = check.figures!;
		expect(rows.public + rows.private).toBe(25_596);
		// Wang et al. 2017, the counts of the official test list.
		const total = (name: string) => {
			const found = labels.find((label) => label.name === name)!;
			return found.public.positives + found.private.positives;
		};
		expect([total('Hernia'), total('Infiltration'), total('Pneumonia')]).toEqual([86, 6112, 555]);
		// Images of one patient follow each other, the patients with most first.
		expect(check.advice.map(({ code }) => code)).toContain('order_tells_label');
	}, 60_000);

	it('CheXpert’s test set: findings that are too rare are named, half is recommended as public', () => {
		const { choices, check } = wizardOn('chexpert-test/groundtruth.csv');
		expect(choices).toMatchObject({ task: 'multilabel', id: 'Study' });
		expect(check.problems).toEqual([]);
		expect(check.recommendedShare).toBe(0.5);
		const rare = check.advice.filter(({ code }) => code === 'too_rare_to_rank');
		expect(rare.map(({ label }) => label)).toContain('Lung Lesion');
	});

	it('RSNA pneumonia has a row per box: refused by rows, then one row an image', () => {
		const path = 'rsna/stage_2_train_labels.csv';
		expect(wizardOn(path).check.problems).toMatchObject([{ code: 'duplicate_id', count: 3543 }]);
		const { check } = wizardOn(path, { merge: true });
		expect(check.problems).toEqual([]);
		const { rows, labels } = check.figures!;
		expect(rows.public + rows.private).toBe(26_684);
		expect(labels[0]!.public.positives + labels[0]!.private.positives).toBe(6012);
	});
});
