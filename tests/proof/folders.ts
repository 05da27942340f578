import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import Papa from 'papaparse';

/** Real labels and real predictions with published scores; absent in a user's clone. */
export const REAL_DATA = resolve(import.meta.dirname, '../../../shared/data');

export const CHEXPERT_LABELS = [
	'Atelectasis',
	'Cardiomegaly',
	'Consolidation',
	'Edema',
	'Pleural Effusion',
];
export const NIH_LABELS = [
	'Atelectasis',
	'Cardiomegaly',
	'Effusion',
	'Infiltration',
	'Mass',
	'Nodule',
	'Pneumonia',
	'Pneumothorax',
	'Consolidation',
	'Edema',
	'Emphysema',
	'Fibrosis',
	'Pleural_Thickening',
	'Hernia',
];

type Row = Record<string, string>;

export function readCsv(path: string): Row[] {
	return Papa.parse<Row>(readFileSync(path, 'utf8').trim(), { header: true }).data;
}

/** 30 % of the patients are public, by a hash, so that the split is the same everywhere. */
export function usageOf(patient: string): 'Public' | 'Private' {
	return createHash('sha256').update(patient).digest()[0]! < 77 ? 'Public' : 'Private';
}

function writeFolder(folder: string, yaml: string, solution: Row[]): string {
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'competition.yaml'), yaml);
	writeFileSync(join(folder, 'solution.csv'), Papa.unparse(solution) + '\n');
	return folder;
}

/** CheXpert hidden test set: 500 studies, five of its fourteen labels are scored. */
export function writeChexpertFolder(parent: string): string {
	const rows = readCsv(join(REAL_DATA, 'chexpert-test/groundtruth.csv'));
	const solution = rows.map((row) => {
		const patient = row.Study!.split('/')[2]!;
		const labels = Object.fromEntries(CHEXPERT_LABELS.map((label) => [label, row[label]!]));
		return { Study: row.Study!, ...labels, 'Patient ID': patient, Usage: usageOf(patient) };
	});
	return writeFolder(
		join(parent, 'chexpert-test'),
		`slug: chexpert-test
title: CheXpert hidden test set
summary: Five findings on 500 studies, labelled by a panel of radiologists
task: multilabel
id: Study
labels: [${CHEXPERT_LABELS.join(', ')}]
metric: mean_auroc
solution: solution.csv
group: Patient ID
`,
		solution,
	);
}

/** ChestX-ray14, 22,433 images of a random patient split, labels of the 2020 edition. */
export function writeNihFolder(parent: string): string {
	const rows = readCsv(join(REAL_DATA, 'nih14/test_22433_labels_v2020.csv'));
	const solution = rows.map((row) => ({
		'Image Index': row['Image Index']!,
		...Object.fromEntries(NIH_LABELS.map((label) => [label, row[label]!])),
		'Patient ID': row['Patient ID']!,
		Sex: row['Patient Gender']!,
		View: row['View Position']!,
		Usage: usageOf(row['Patient ID']!),
	}));
	return writeFolder(
		join(parent, 'nih-chestxray14'),
		`slug: nih-chestxray14
title: ChestX-ray14, 14 findings
summary: 22,433 images of a random split by patient
task: multilabel
id: Image Index
labels: [${NIH_LABELS.join(', ')}]
metric: mean_auroc
solution: solution.csv
group: Patient ID
subgroups: [Sex, View]
`,
		solution,
	);
}

/** SIIM-FISABIO-RSNA: is the study negative for pneumonia? On the images that have a prediction. */
export function writeSiimFolder(parent: string): string {
	const studies = new Map(
		readCsv(join(REAL_DATA, 'siim-covid/train_study_level.csv')).map((row) => [
			row.id!.replace('_study', ''),
			row['Negative for Pneumonia']!,
		]),
	);
	const studyOf = new Map(
		readCsv(join(REAL_DATA, 'siim-covid/train_image_level.csv')).map((row) => [
			row.id!.replace('_image', ''),
			row.StudyInstanceUID!,
		]),
	);
	const predictions = readCsv(join(REAL_DATA, 'siim-covid/oof_negative_predictions.csv'));
	const solution = predictions.map((row) => {
		const study = studyOf.get(row.image!)!;
		return {
			image: row.image!,
			negative: studies.get(study)!,
			study,
			Usage: usageOf(study),
		};
	});
	return writeFolder(
		join(parent, 'siim-negative'),
		`slug: siim-negative
title: SIIM COVID-19, negative for pneumonia
task: binary
id: image
labels: [negative]
negative: opacity
metric: auroc
solution: solution.csv
group: study
`,
		solution,
	);
}
