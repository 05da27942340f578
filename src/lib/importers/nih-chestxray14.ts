/** ChestX-ray14 (NIH Clinical Center): fourteen findings, text-mined from reports. */
import { LABEL_QUALITY_SECTION } from '#lib/reported/label-quality';
import { chest14AllReported } from '#lib/reported/chest-14';
import { massOrNoduleReported } from '#lib/reported/mass-or-nodule';
import { badCell, checkIds, column, faultAt, requireColumns } from './kit/cells.ts';
import { readAges, readSexes } from './kit/metadata.ts';
import { hasColumns } from './kit/recognise.ts';
import { splitOf } from './kit/split.ts';
import { readSourceTable, type Table } from './kit/table.ts';
import { reportOnNih } from './nih-chestxray14/report.ts';
import { readOfficialSplit } from './nih-chestxray14/official-split.ts';
import { FINDINGS } from './nih-chestxray14/findings.ts';
import type { Draft, Importer, Sources } from './types.ts';

const COLUMNS = [
	...['Image Index', 'Finding Labels', 'Patient ID', 'Patient Age'],
	...['Patient Gender', 'View Position'],
];
const IMAGE = /^\d{8}_\d{3}\.png$/;

const UNKNOWN_FINDING = badCell(
	'bad_label',
	'findings of ChestX-ray14 with | between, or No Finding',
);

/** One array per finding, from `Cardiomegaly|Effusion`. */
function readFindings(table: Table, { faults }: Sources): Uint8Array[] {
	const yTrue = FINDINGS.map(() => new Uint8Array(table.rows));
	const indexOf = new Map<string, number>(FINDINGS.map((name, k) => [name, k]));
	table.column('Finding Labels').forEach((cell, row) => {
		for (const name of cell.split('|')) {
			const k = indexOf.get(name);
			if (k !== undefined) yTrue[k]![row] = 1;
			else if (name !== 'No Finding') {
				faultAt(faults, UNKNOWN_FINDING, table, row, 'Finding Labels');
			}
		}
	});
	return yTrue;
}

const either = (columns: readonly Uint8Array[], names: readonly string[]) => {
	const chosen = names.map((name) => columns[FINDINGS.indexOf(name)]!);
	return chosen[0]!.map((_, row) => Number(chosen.some((y) => y[row] === 1)));
};

const FOURTEEN = {
	task: 'multilabel',
	labels: FINDINGS,
	metric: 'mean_auroc',
	metrics: ['weighted_auroc', 'mean_average_precision'],
	title: 'ChestX-ray14: fourteen findings',
	summary: 'Which of fourteen findings does each frontal chest radiograph show?',
	about:
		'Give each frontal chest radiograph a score for each of fourteen findings. An image may show several, or none.',
} as const;

const MASS_OR_NODULE = {
	task: 'binary',
	labels: ['Mass or nodule'],
	negative: 'Neither',
	metric: 'auroc',
	metrics: ['average_precision', 'balanced_accuracy'],
	title: 'ChestX-ray14: mass or nodule',
	summary: 'Does a frontal chest radiograph show a mass or a nodule?',
	about:
		'Give each frontal chest radiograph a score for showing a mass or a nodule. Most show neither.',
} as const;

function draft(sources: Sources): Draft | null {
	const { files, task, options, faults } = sources;
	const table = readSourceTable(files.get('labels')!, faults);
	if (!table || !requireColumns(table, COLUMNS, faults)) return null;
	checkIds(table, 'Image Index', faults);
	const findings = readFindings(table, sources);
	const ages = readAges(table.column('Patient Age'));
	const sexes = readSexes(table.column('Patient Gender'));
	const official =
		splitOf(nihChestxray14, options) === 'official' ? readOfficialSplit(table, sources) : null;
	const binary = task === 'mass-or-nodule';
	const yTrue = binary ? [either(findings, ['Mass', 'Nodule'])] : findings;
	const metadata = [
		{ ...column('Age', ages.values), bands: [18, 40, 65] },
		column('Sex', sexes),
		column('View', table.column('View Position')),
	];
	return {
		...(binary ? MASS_OR_NODULE : FOURTEEN),
		id: 'Image Index',
		ids: table.column('Image Index'),
		yTrue,
		group: column('Patient ID', table.column('Patient ID')),
		subgroups: metadata,
		hidden: [],
		shown: metadata,
		trainOnly: [],
		...(official ? { official: official.part } : {}),
		report: [...reportOnNih(table, { findings, ages, sexes }), ...(official?.report ?? [])],
		reported: binary ? massOrNoduleReported() : chest14AllReported('splits of ChestX-ray14'),
		dataNotes: LABEL_QUALITY_SECTION,
	};
}

export const nihChestxray14: Importer = {
	id: 'nih-chestxray14',
	name: 'NIH ChestX-ray14',
	url: 'https://nihcc.app.box.com/v/ChestXray-NIHCC',
	citation: [
		'Wang X, Peng Y, Lu L, Lu Z, Bagheri M, Summers RM. ChestX-ray8: hospital-scale chest X-ray database and benchmarks on weakly-supervised classification and localization of common thorax diseases. CVPR 2017, 3462–3471. doi:10.1109/CVPR.2017.369',
		'Images and labels by the NIH Clinical Center, https://nihcc.app.box.com/v/ChestXray-NIHCC',
	],
	terms: {
		mayPassOn: true,
		text: 'free to use, without restriction; link to the download site, cite the paper, and name the NIH Clinical Center as the provider.',
		url: 'https://nihcc.app.box.com/v/ChestXray-NIHCC',
	},
	wants: [
		{
			role: 'labels',
			name: 'Data_Entry_2017_v2020.csv',
			what: 'labels, patient, age, sex and view of every image (also the edition of 2017, or sample_labels.csv)',
			required: true,
			columns: COLUMNS,
			pattern: /^(Data_Entry_2017.*|sample_labels)\.csv(\.gz)?$/i,
			looksLike: (top) => hasColumns(top, COLUMNS),
		},
		{
			role: 'test-list',
			name: 'test_list.txt',
			what: 'the official test set; needed for --split official',
			required: false,
			columns: [],
			pattern: /test_list(_NIH)?\.txt$/i,
			looksLike: ({ path, header }) =>
				header.length === 1 && IMAGE.test(header[0]!) && !/train/i.test(path.split('/').at(-1)!),
		},
		{
			role: 'train-list',
			name: 'train_val_list.txt',
			what: 'the official training and validation images, to check the other list against',
			required: false,
			columns: [],
			pattern: /train_val_list(_NIH)?\.txt$/i,
			looksLike: ({ path, header }) =>
				header.length === 1 && IMAGE.test(header[0]!) && /train/i.test(path.split('/').at(-1)!),
		},
	],
	tasks: [
		{ id: 'fourteen-findings', summary: 'fourteen findings, mean AUROC' },
		{ id: 'mass-or-nodule', summary: 'mass or nodule against neither, AUROC' },
	],
	splits: ['official', 'random', 'file', 'all'],
	cannotKnow: [
		'Whether a label is right: they were mined from reports by a program, and nobody looked at the images.',
		'Where a finding is: boxes exist for 880 images only (BBox_List_2017.csv).',
		'What a patient had before or after: ages are those of each image, dates are not given.',
	],
	draft,
};
