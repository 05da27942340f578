/** Kermany, Zhang & Goldbaum: paediatric radiographs in folders, patients in their names. */
import { column, oneHot } from './kit/cells.ts';
import { copyItems, findCopies } from './kit/copies.ts';
import { splitOf } from './kit/split.ts';
import { reportOnKermany } from './kermany/report.ts';
import { CLASSES, readNames, type Radiograph } from './kermany/names.ts';
import { PART, type Draft, type Importer, type Sources } from './types.ts';

const BINARY = {
	task: 'binary',
	labels: ['Pneumonia'],
	negative: 'Normal',
	metric: 'auroc',
	metrics: ['accuracy', 'sensitivity_at_specificity'],
	title: 'Paediatric pneumonia: pneumonia or normal',
	summary: 'Does the chest radiograph of a child show pneumonia?',
	about: 'Give each radiograph a score for showing pneumonia. From 0.5 up it counts as positive.',
} as const;

const THREE_CLASSES = {
	task: 'multiclass',
	labels: CLASSES,
	target: 'class',
	metric: 'balanced_accuracy',
	metrics: ['accuracy', 'macro_f1', 'mean_auroc'],
	title: 'Paediatric pneumonia: normal, bacterial, viral',
	summary: 'Normal, bacterial or viral pneumonia, on the chest radiograph of a child?',
	about:
		'Give each radiograph a probability for each of three classes: normal, bacterial pneumonia, viral pneumonia.',
} as const;

/** Does the patient of a test image have training images too? By file names, in the official split. */
function inTraining(images: readonly Radiograph[]): string[] {
	const trained = new Set(images.filter(({ part }) => part !== 'test').map((i) => i.patient));
	return images.map(({ patient }) => (trained.has(patient) ? 'yes' : 'no'));
}

function draft({ images: listed, task, options, faults }: Sources): Draft | null {
	const images = readNames(listed, faults);
	if (!images || !faults.isEmpty) return null;
	const official = splitOf(kermany, options) === 'official';
	const classes = images.map((image) => image.class);
	const copies = findCopies(listed);
	const borders = [
		{
			code: 'copies_across_classes',
			what: 'two classes',
			of: classes.map(String),
			treatment: 'Each copy has the class of its folder.',
		},
		{
			code: 'copies_across_split',
			what: 'training and test folders',
			of: images.map(({ part }) => (part === 'test' ? 'test' : 'train')),
			treatment: 'The folders were kept as they are.',
		},
	];
	return {
		...(task === 'three-classes' ? THREE_CLASSES : BINARY),
		id: 'image',
		ids: images.map(({ name }) => name),
		yTrue:
			task === 'three-classes'
				? oneHot(classes, CLASSES.length)
				: [Uint8Array.from(classes, (k) => Number(k > 0))],
		group: column(
			'Patient ID',
			images.map(({ patient }) => patient),
		),
		subgroups: official ? [column('Patient in training', inTraining(images))] : [],
		hidden: [],
		shown: [],
		trainOnly: [
			...(task === 'three-classes'
				? []
				: [
						column(
							'class',
							classes.map((k) => CLASSES[k]!),
						),
					]),
			column(
				'folder',
				images.map(({ part }) => part),
			),
		],
		...(official
			? {
					official: Uint8Array.from(images, ({ part }) =>
						part === 'test' ? PART.test : PART.train,
					),
				}
			: {}),
		leakyIds:
			'File names give the class away: those of pneumonia say bacteria or virus, those of normal images begin with IM.',
		report: [...reportOnKermany(images), ...copyItems(copies, listed, borders)],
		reported: [],
	};
}

export const kermany: Importer = {
	id: 'kermany',
	name: 'Kermany paediatric chest radiographs',
	url: 'https://data.mendeley.com/datasets/rscbjbr9sj/2',
	citation: [
		'Kermany D, Zhang K, Goldbaum M. Labeled optical coherence tomography (OCT) and chest X-ray images for classification. Mendeley Data, v2, 2018. doi:10.17632/rscbjbr9sj.2',
		'Kermany DS, Goldbaum M, Cai W, et al. Identifying medical diagnoses and treatable diseases by image-based deep learning. Cell 2018, 172(5), 1122–1131. doi:10.1016/j.cell.2018.02.010',
	],
	terms: {
		mayPassOn: true,
		text: 'CC BY 4.0: free to use and to pass on, with attribution.',
		url: 'https://creativecommons.org/licenses/by/4.0/',
	},
	wants: [],
	images: {
		pattern: /(^|\/)(train|test|val)\/(NORMAL|PNEUMONIA)\/[^/]+\.(jpe?g|png)$/i,
		what: 'the folder chest_xray with train, test and (in one release) val, each with NORMAL and PNEUMONIA',
		required: true,
	},
	tasks: [
		{ id: 'pneumonia', summary: 'pneumonia or normal, AUROC' },
		{ id: 'three-classes', summary: 'normal, bacterial, viral; balanced accuracy' },
	],
	splits: ['official', 'random', 'file', 'all'],
	cannotKnow: [
		'Age, sex and view: the files do not say. The children were one to five years old.',
		'Whether numbers of patients mean the same child everywhere: they are read off file names.',
		'How well this carries over to adults, or to another hospital: all images are from one.',
	],
	draft,
};
