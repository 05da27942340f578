/** RSNA Pneumonia Detection Challenge: lung opacities as boxes, several rows a radiograph. */
import { column, oneHot } from './kit/cells.ts';
import { hasColumns } from './kit/recognise.ts';
import { readSourceTable } from './kit/table.ts';
import { writeCsv } from './kit/csv.ts';
import { readClasses } from './rsna-pneumonia/classes.ts';
import { gatherBoxes } from './rsna-pneumonia/boxes.ts';
import { reportOnRsna } from './rsna-pneumonia/report.ts';
import type { Draft, Importer, Sources } from './types.ts';

const BOX_COLUMNS = ['patientId', 'x', 'y', 'width', 'height', 'Target'];
const CLASS_COLUMNS = ['patientId', 'class'];
const CLASSES = ['Normal', 'No Lung Opacity / Not Normal', 'Lung Opacity'];

const OPACITY = {
	task: 'binary',
	labels: ['Lung Opacity'],
	negative: 'No Lung Opacity',
	metric: 'auroc',
	metrics: ['average_precision', 'sensitivity_at_specificity'],
	title: 'RSNA pneumonia: lung opacity',
	summary: 'Does a chest radiograph show a lung opacity suspicious of pneumonia?',
	about: 'Give each radiograph a score for showing a lung opacity that is suspicious of pneumonia.',
} as const;

const THREE_CLASSES = {
	task: 'multiclass',
	labels: CLASSES,
	target: 'class',
	metric: 'mean_auroc',
	metrics: ['balanced_accuracy', 'macro_f1'],
	title: 'RSNA pneumonia: three classes',
	summary: 'Normal, lung opacity, or abnormal without a lung opacity?',
	about:
		'Give each radiograph a score for each of three classes: normal, lung opacity, and abnormal without a lung opacity.',
} as const;

function draft({ files, task, faults }: Sources): Draft | null {
	const table = readSourceTable(files.get('boxes')!, faults);
	const gathered = table && gatherBoxes(table, faults);
	const classFile = files.get('classes');
	if (task === 'three-classes' && !classFile) {
		faults.push({
			code: 'missing_input',
			file: 'stage_2_detailed_class_info.csv',
			detail: 'Three classes need stage_2_detailed_class_info.csv.',
			remedy: 'Give its path, or use --task opacity.',
		});
	}
	const classes =
		gathered && classFile ? readClasses(classFile, gathered.ids, CLASSES, faults) : null;
	if (!gathered || !faults.isEmpty) return null;
	const { ids, targets, boxes } = gathered;
	const classNames = classes?.of.map((k) => CLASSES[k] ?? '');
	const three = task === 'three-classes';
	const detail = classNames ? [column('Class', classNames)] : [];
	return {
		...(three ? THREE_CLASSES : OPACITY),
		id: 'patientId',
		ids,
		yTrue: three ? oneHot(classes!.of, CLASSES.length) : [targets],
		subgroups: three ? [] : detail,
		hidden: [],
		shown: [],
		trainOnly: three ? [] : detail,
		report: reportOnRsna(gathered, classes),
		reported: [],
		extraFiles(rows) {
			const training = new Set(rows);
			const lines = boxes.flatMap((of, row) => (training.has(row) ? of : []));
			const cells = ['patientId', 'x', 'y', 'width', 'height'].map((name) =>
				column(
					name,
					lines.map((line) => table.column(name)[line]!),
				),
			);
			const bytes = writeCsv(
				cells,
				lines.map((_, i) => i),
			);
			const description = `${lines.length.toLocaleString('en-GB')} boxes of the training rows, in pixels of 1024 × 1024`;
			return [{ name: 'train_boxes.csv', bytes, description }];
		},
	};
}

export const rsnaPneumonia: Importer = {
	id: 'rsna-pneumonia',
	name: 'RSNA Pneumonia Detection Challenge',
	url: 'https://www.kaggle.com/competitions/rsna-pneumonia-detection-challenge/data',
	citation: [
		'Shih G, Wu CC, Halabi SS, et al. Augmenting the National Institutes of Health chest radiograph dataset with expert annotations of possible pneumonia. Radiol Artif Intell 2019, 1(1), e180041. doi:10.1148/ryai.2019180041',
		'Wang X, Peng Y, Lu L, Lu Z, Bagheri M, Summers RM. ChestX-ray8. CVPR 2017. doi:10.1109/CVPR.2017.369 (the images)',
	],
	terms: {
		mayPassOn: false,
		text: 'under the rules of the Kaggle competition, or the terms of use and attribution of the RSNA where they come from its own page; both papers are cited. Neither is taken here to let labels be passed on.',
		url: 'https://www.kaggle.com/competitions/rsna-pneumonia-detection-challenge/rules',
	},
	wants: [
		{
			role: 'boxes',
			name: 'stage_2_train_labels.csv',
			what: 'one row per box, and one without a box for the other radiographs',
			required: true,
			columns: BOX_COLUMNS,
			pattern: /^(stage_[12]_)?train_labels\.csv(\.gz)?$/i,
			looksLike: (top) => hasColumns(top, BOX_COLUMNS),
		},
		{
			role: 'classes',
			name: 'stage_2_detailed_class_info.csv',
			what: 'normal, opacity, or not normal without an opacity',
			required: false,
			columns: CLASS_COLUMNS,
			pattern: /^(stage_[12]_)?detailed_class_info\.csv(\.gz)?$/i,
			looksLike: (top) => hasColumns(top, CLASS_COLUMNS) && !hasColumns(top, ['Target']),
		},
	],
	tasks: [
		{ id: 'opacity', summary: 'lung opacity or none, AUROC' },
		{ id: 'three-classes', summary: 'normal, opacity, not normal without an opacity; mean AUROC' },
	],
	splits: ['random', 'file', 'all'],
	cannotKnow: [
		'Which radiographs are of one patient: a patientId is one image. They come from ChestX-ray14, where patients have several, so the split may have a patient on both sides and intervals are a little too narrow.',
		'The labels of the Kaggle test set of stage 2: the test set here is drawn from the training images.',
		'Whether an opacity is pneumonia: radiologists marked what is suspicious of it, from the image alone.',
	],
	draft,
};
