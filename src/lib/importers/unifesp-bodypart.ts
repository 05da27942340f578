/** UNIFESP X-ray body part: which of 22 parts a radiograph shows. */
import { bodyPartReported } from '#lib/reported/body-part';
import { grouped, plural } from '#scorer/csv/text';
import { badCell, checkIds, faultAt } from './kit/cells.ts';
import { hasColumns } from './kit/recognise.ts';
import { readSourceTable, type Table } from './kit/table.ts';
import type { Draft, Importer, ReportItem, Sources } from './types.ts';

const COLUMNS = ['SOPInstanceUID', 'Target'];

/** In the order of the numbers of `Target`, 0 to 21. */
export const BODY_PARTS: readonly string[] = [
	...['Abdomen', 'Ankle', 'Cervical Spine', 'Chest', 'Clavicles', 'Elbow', 'Feet', 'Finger'],
	...['Forearm', 'Hand', 'Hip', 'Knee', 'Lower Leg', 'Lumbar Spine', 'Others', 'Pelvis'],
	...['Shoulder', 'Sinus', 'Skull', 'Thigh', 'Thoracic Spine', 'Wrist'],
];

/** Fewer than this many positive images say little. */
const RARE = 30;

const BAD_TARGET = badCell('bad_label', 'numbers from 0 to 21 with blanks between');

/** One array per part, from `3 20`. */
function readParts(table: Table, { faults }: Sources): Uint8Array[] {
	const yTrue = BODY_PARTS.map(() => new Uint8Array(table.rows));
	table.column('Target').forEach((cell, row) => {
		const numbers = cell.split(/\s+/).map((text) => (/^\d+$/.test(text) ? Number(text) : -1));
		for (const k of numbers) {
			if (k >= 0 && k < BODY_PARTS.length) yTrue[k]![row] = 1;
			else faultAt(faults, BAD_TARGET, table, row, 'Target');
		}
	});
	return yTrue;
}

function reportOn(table: Table, yTrue: readonly Uint8Array[]): ReportItem[] {
	const counts = yTrue.map((y) => y.reduce((sum, value) => sum + value, 0));
	const rows = BODY_PARTS.map((name, k) => [name, counts[k]!] as const).sort((a, b) => b[1] - a[1]);
	const rare = rows.filter(([, count]) => count > 0 && count < RARE);
	const none = rows.filter(([, count]) => count === 0).map(([name]) => name);
	const several = table
		.column('Target')
		.filter((cell) => new Set(cell.split(/\s+/)).size > 1).length;
	const items: ReportItem[] = [
		{
			code: 'imbalance',
			severity: 'warning',
			detail: `The largest class, ${rows[0]![0]}, has ${plural(rows[0]![1], 'image')}; ${plural(rare.length, 'class has', 'classes have')} fewer than ${RARE}.`,
			treatment: 'The split gives each class positives in every part where it has enough.',
			count: rare.length,
			table: { columns: ['Body part', 'Images'], rows },
		},
		{
			code: 'several_parts',
			severity: 'note',
			detail: `${grouped(several)} of ${plural(table.rows, 'image')} show more than one part.`,
			count: several,
		},
		{
			code: 'other_classes_in_paper',
			severity: 'note',
			detail:
				'The reported results are over 25 classes (among them arm, cavum and sacroiliac); this file has 22.',
		},
	];
	if (none.length) {
		items.push({
			code: 'classes_without_images',
			severity: 'conflict',
			detail: `No image shows ${none.join(', ')}.`,
			treatment: 'Figures of these classes are undefined and left out of means.',
			count: none.length,
		});
	}
	return items;
}

function draft(sources: Sources): Draft | null {
	const table = readSourceTable(sources.files.get('labels')!, sources.faults);
	if (!table) return null;
	checkIds(table, 'SOPInstanceUID', sources.faults);
	const yTrue = readParts(table, sources);
	return {
		task: 'multilabel',
		id: 'SOPInstanceUID',
		labels: BODY_PARTS,
		metric: 'macro_f1',
		metrics: ['macro_accuracy', 'exact_match', 'hamming_loss'],
		title: 'UNIFESP X-ray body part',
		summary: 'Which of 22 body parts does each radiograph show?',
		about:
			'Give each radiograph a probability for each of 22 body parts. It may show several. From 0.5 up it counts as a decision for the part.',
		ids: table.column('SOPInstanceUID'),
		yTrue,
		subgroups: [],
		hidden: [],
		shown: [],
		trainOnly: [],
		report: reportOn(table, yTrue),
		reported: bodyPartReported(),
	};
}

export const unifespBodypart: Importer = {
	id: 'unifesp-bodypart',
	name: 'UNIFESP X-ray body part',
	url: 'https://www.kaggle.com/competitions/unifesp-x-ray-body-part-classifier/data',
	citation: [
		'Farina E. UNIFESP X-ray Body Part Classifier Competition. Kaggle, 2022. https://www.kaggle.com/competitions/unifesp-x-ray-body-part-classifier',
	],
	terms: {
		mayPassOn: false,
		text: 'under the rules of the Kaggle competition, which everyone accepts there before downloading.',
		url: 'https://www.kaggle.com/competitions/unifesp-x-ray-body-part-classifier/rules',
	},
	wants: [
		{
			role: 'labels',
			name: 'train.csv',
			what: 'numbers of body parts per image',
			required: true,
			columns: COLUMNS,
			pattern: /^train\.csv(\.gz)?$/i,
			looksLike: (top) => hasColumns(top, COLUMNS),
		},
	],
	tasks: [{ id: 'body-parts', summary: '22 body parts, macro F1' }],
	splits: ['random', 'file', 'all'],
	testShare: 0.15,
	cannotKnow: [
		'Which images are of one patient: the file names images only, so the split may have a patient on both sides.',
		'The labels of the Kaggle test set: the test set here is drawn from the training images.',
	],
	draft,
};
