/** SIIM-FISABIO-RSNA COVID-19: opacities by study, boxes by image. */
import { fourAppearancesReported, opacityReported } from '#lib/reported/opacity';
import { column, oneHot } from './kit/cells.ts';
import { hasColumns } from './kit/recognise.ts';
import { readSourceTable } from './kit/table.ts';
import { matchStudies, type Images } from './siim-covid/images.ts';
import { reportOnSiim } from './siim-covid/report.ts';
import {
	APPEARANCES,
	CLASSES,
	type Draft,
	type Importer,
	type Sources,
} from './siim-covid/types.ts';

const STUDY_COLUMNS = ['id', ...CLASSES];
const IMAGE_COLUMNS = ['id', 'boxes', 'label', 'StudyInstanceUID'];

/** What the published figures were measured on. */
const AUTHORS_SPLIT = 'the authors’ own split of these images';

type Part = Pick<
	Draft,
	| 'task'
	| 'labels'
	| 'negative'
	| 'target'
	| 'metric'
	| 'metrics'
	| 'title'
	| 'summary'
	| 'about'
	| 'reported'
	| 'yTrue'
>;

const flags = (values: readonly boolean[]) => [Uint8Array.from(values, Number)];

/** What is asked, per task. */
const TASKS: Record<string, (images: Images) => Part> = {
	opacity: ({ classes }) => ({
		task: 'binary',
		labels: ['opacity'],
		negative: 'none',
		metric: 'accuracy',
		metrics: ['auroc', 'balanced_accuracy', 'brier'],
		title: 'SIIM COVID-19: opacity or none',
		summary: 'Does the study of a chest radiograph show an opacity?',
		about:
			'Give each image the probability that its study shows an opacity: typical, indeterminate or atypical for COVID-19. From 0.5 up it counts as a decision for one.',
		reported: opacityReported(AUTHORS_SPLIT),
		yTrue: flags(classes.map((c) => c !== 0)),
	}),
	'four-classes': ({ classes }) => ({
		task: 'multiclass',
		labels: APPEARANCES,
		target: 'appearance',
		metric: 'accuracy',
		metrics: ['balanced_accuracy', 'macro_f1', 'mean_auroc'],
		title: 'SIIM COVID-19: four appearances',
		summary: 'Negative, typical, indeterminate or atypical for COVID-19 pneumonia?',
		about:
			'Give each image a probability for each of four appearances of its study: negative for pneumonia, typical, indeterminate and atypical for COVID-19.',
		reported: fourAppearancesReported(AUTHORS_SPLIT),
		yTrue: oneHot(classes, APPEARANCES.length),
	}),
	negative: ({ classes }) => ({
		task: 'binary',
		labels: ['negative'],
		negative: 'opacity',
		metric: 'auroc',
		metrics: ['average_precision', 'brier'],
		title: 'SIIM COVID-19: negative for pneumonia',
		summary: 'Is the study of a chest radiograph negative for pneumonia?',
		about: 'Give each image a score for its study being negative for pneumonia.',
		reported: [],
		yTrue: flags(classes.map((c) => c === 0)),
	}),
	'no-box': ({ boxes }) => ({
		task: 'binary',
		labels: ['no box'],
		negative: 'box',
		metric: 'auroc',
		metrics: ['average_precision', 'brier'],
		title: 'SIIM COVID-19: images without a box',
		summary: 'Does a chest radiograph carry no box around an opacity?',
		about: 'Give each image a score for carrying no box around an opacity.',
		reported: [],
		yTrue: flags(boxes.map((n) => n === 0)),
	}),
};

function draft({ files, task, faults }: Sources): Draft | null {
	const studies = readSourceTable(files.get('studies')!, faults);
	const table = readSourceTable(files.get('images')!, faults);
	const images = studies && table && matchStudies(studies, table, faults);
	if (!images || !faults.isEmpty) return null;
	const appearance = images.classes.map((c) => APPEARANCES[c]!);
	const part = TASKS[task]!(images);
	return {
		...part,
		id: 'image',
		ids: images.ids,
		group: column('StudyInstanceUID', images.studies),
		subgroups: task === 'four-classes' ? [] : [column('Appearance', appearance)],
		hidden: [],
		shown: [],
		trainOnly: [
			...(task === 'four-classes' ? [] : [column('appearance', appearance)]),
			column('boxes', table.column('label')),
		],
		normaliseId: (id) => id.replace(/_image$/, ''),
		report: reportOnSiim(images),
	};
}

export const siimCovid: Importer = {
	id: 'siim-covid',
	name: 'SIIM-FISABIO-RSNA COVID-19',
	url: 'https://www.kaggle.com/competitions/siim-covid19-detection/data',
	citation: [
		'Lakhani P, Mongan J, Singhal C, et al. The 2021 SIIM-FISABIO-RSNA Machine Learning COVID-19 Challenge: annotation and standard exam classification of COVID-19 chest radiographs. J Digit Imaging 2023, 36, 365–372. doi:10.1007/s10278-022-00706-8',
		'Images: BIMCV-COVID19 (de la Iglesia Vayá et al. 2020, arXiv:2006.01174) and MIDRC-RICORD (Tsai et al. 2021, doi:10.1148/radiol.2021203957)',
	],
	terms: {
		mayPassOn: false,
		text: 'under the rules of the Kaggle competition, which everyone accepts there before downloading. Its data page adds the research use agreement of BIMCV-COVID19, and for MIDRC-RICORD the data usage policy of TCIA and CC BY-NC 4.0. None of them is taken here to let labels be passed on.',
		url: 'https://www.kaggle.com/competitions/siim-covid19-detection/rules',
	},
	wants: [
		{
			role: 'studies',
			name: 'train_study_level.csv',
			what: 'one of four appearances per study',
			required: true,
			columns: STUDY_COLUMNS,
			pattern: /^train_study_level\.csv(\.gz)?$/i,
			looksLike: (top) => hasColumns(top, STUDY_COLUMNS),
		},
		{
			role: 'images',
			name: 'train_image_level.csv',
			what: 'boxes per image, and the study of each',
			required: true,
			columns: IMAGE_COLUMNS,
			pattern: /^train_image_level\.csv(\.gz)?$/i,
			looksLike: (top) => hasColumns(top, IMAGE_COLUMNS),
		},
	],
	tasks: [
		{ id: 'opacity', summary: 'opacity against none, accuracy' },
		{ id: 'four-classes', summary: 'four appearances, accuracy' },
		{ id: 'negative', summary: 'negative for pneumonia, AUROC; fits out-of-fold predictions' },
		{ id: 'no-box', summary: 'images without a box, AUROC' },
	],
	splits: ['random', 'file', 'all'],
	cannotKnow: [
		'Which studies are of one patient: splits and intervals go by study.',
		'The labels of the Kaggle test set: they were never published, so the test set here is drawn from the training images.',
		'Which images come from which hospital: two collections were merged, with different machines and habits.',
	],
	draft,
};
