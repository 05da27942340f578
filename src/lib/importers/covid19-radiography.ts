/** COVID-19 Radiography Database: four classes, each put together from other sources. */
import { column, oneHot } from './kit/cells.ts';
import { copyItems, findCopies } from './kit/copies.ts';
import { hasColumns } from './kit/recognise.ts';
import { readRadiographs } from './covid19-radiography/radiographs.ts';
import { reportOnSources } from './covid19-radiography/sources.ts';
import { CLASSES, METADATA_COLUMNS, classOfName } from './covid19-radiography/classes.ts';
import type { Draft, Importer, Sources } from './types.ts';

/** Task -> indexes into CLASSES. */
const TASK_CLASSES: Record<string, readonly number[]> = {
	'four-classes': [0, 1, 2, 3],
	'three-classes': [0, 2, 3],
};

function draft({ files, images, task, faults }: Sources): Draft | null {
	const wanted = TASK_CLASSES[task]!;
	const all = readRadiographs(files, images, faults);
	if (!all || !faults.isEmpty) return null;
	const rows = all.radiographs.filter((radiograph) => wanted.includes(radiograph.class));
	const empty = wanted.filter((k) => !rows.some((radiograph) => radiograph.class === k));
	for (const k of empty) {
		faults.push({
			code: 'missing_input',
			file: CLASSES[k]!.folder,
			detail: `There is no image of the class ${CLASSES[k]!.label}.`,
			remedy:
				k === 1
					? 'Use --task three-classes with a release that has no Lung_Opacity.'
					: 'Give the whole unpacked folder, or all its metadata tables.',
		});
	}
	if (empty.length) return null;
	const classes = rows.map((radiograph) => wanted.indexOf(radiograph.class));
	const labels = wanted.map((k) => CLASSES[k]!.label);
	const listed = rows.map(({ path, sha256 }) => ({ path, ...(sha256 ? { sha256 } : {}) }));
	const copies = findCopies(listed);
	const names = classes.map((k) => labels[k]!);
	const sources = rows.map(({ source }) => source);
	const someSource = sources.some((source) => source !== '');
	return {
		task: 'multiclass',
		id: 'image',
		labels,
		target: 'class',
		metric: task === 'three-classes' ? 'accuracy' : 'balanced_accuracy',
		metrics: [
			task === 'three-classes' ? 'balanced_accuracy' : 'accuracy',
			'macro_f1',
			'mean_auroc',
		],
		title: `COVID-19 radiography: ${task === 'three-classes' ? 'three' : 'four'} classes`,
		summary: `${labels.join(', ')}: which class is each chest radiograph of?`,
		about: `Give each chest radiograph a probability for each of ${labels.length} classes: ${labels.join(', ')}.\n\n> **Each class was put together from other sources.** A network can win by recognising hospital, machine or file processing instead of disease. Scores here say nothing about use on patients.`,
		ids: rows.map(({ name }) => name),
		yTrue: oneHot(classes, labels.length),
		...(copies.setOf ? { group: column('Same image', copies.setOf) } : {}),
		subgroups: someSource ? [column('Source', sources)] : [],
		hidden: [],
		shown: [],
		trainOnly: [],
		leakyIds: 'File names give the class away: they begin with it.',
		report: [
			...reportOnSources(names, sources),
			...all.report,
			...copyItems(copies, listed, [
				{
					code: 'copies_across_classes',
					what: 'two classes',
					of: names,
					treatment: 'Each copy has the class of its folder.',
				},
			]),
		],
		reported: [],
	};
}

const SOURCE = 'https://www.kaggle.com/datasets/tawsifurrahman/covid19-radiography-database';

export const covid19Radiography: Importer = {
	id: 'covid19-radiography',
	name: 'COVID-19 Radiography Database',
	url: SOURCE,
	citation: [
		'Chowdhury MEH, Rahman T, Khandakar A, et al. Can AI help in screening viral and COVID-19 pneumonia? IEEE Access 2020, 8, 132665–132676. doi:10.1109/ACCESS.2020.3010287',
		'Rahman T, Khandakar A, Qiblawey Y, et al. Exploring the effect of image enhancement techniques on COVID-19 detection using chest X-ray images. Comput Biol Med 2021, 132, 104319. doi:10.1016/j.compbiomed.2021.104319',
	],
	terms: {
		mayPassOn: false,
		text: 'for academic use with both papers cited; the terms of each original source apply as well.',
		url: SOURCE,
	},
	wants: CLASSES.map(({ folder, role }) => ({
		role,
		name: `${folder}.metadata.xlsx`,
		what: `file names and sources of the class ${folder}`,
		required: false,
		columns: METADATA_COLUMNS,
		pattern: new RegExp(`^${folder}[ ._]metadata\\.(xlsx|csv)$`, 'i'),
		looksLike: (top) =>
			hasColumns(top, METADATA_COLUMNS) && classOfName(top.first[0] ?? '')?.role === role,
	})),
	images: {
		pattern: /(^|\/)(COVID|Lung_Opacity|Normal|Viral Pneumonia)\/(images\/)?[^/]+\.(png|jpe?g)$/i,
		what: 'the unpacked folder COVID-19_Radiography_Dataset',
		required: false,
	},
	tasks: [
		{
			id: 'four-classes',
			summary: 'COVID-19, lung opacity, normal, viral pneumonia; balanced accuracy',
		},
		{ id: 'three-classes', summary: 'COVID-19, normal, viral pneumonia; accuracy' },
	],
	splits: ['random', 'file', 'all'],
	cannotKnow: [
		'Which images are of one patient: no file says, so the split may have a patient on both sides.',
		'What a network has learned: every class comes from other sources, and no score on these images tells disease from source.',
		'Age, sex and view of most images.',
	],
	draft,
};
