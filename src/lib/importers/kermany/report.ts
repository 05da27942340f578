/** What is odd about Kermany's folders. */
import { grouped, plural } from '#scorer/csv/text';
import { countBy, rowsBy } from '../kit/cells.ts';
import type { ReportItem } from '../types.ts';
import { CLASSES, type Radiograph } from './names.ts';

/** Rows by patient number, and by patient number and kind of pneumonia. */
const byPatient = (images: readonly Radiograph[]) => [
	...rowsBy(images.map(({ patient }) => patient)),
];
const byKind = (images: readonly Radiograph[]) => [
	...rowsBy(images.map(({ patient, class: kind }) => `${patient} ${kind}`)),
];

/**
 * Numbers on both sides of the split. Whether they are patients depends on how they were given: if
 * bacterial and viral images were numbered apart, only equal numbers of one kind are one child.
 */
function crossing(images: readonly Radiograph[]): ReportItem[] {
	const isTest = (row: number) => images[row]!.part === 'test';
	const cross = ([, rows]: readonly [string, number[]]) => rows.some(isTest) && !rows.every(isTest);
	const both = byPatient(images).filter(cross);
	const ofOneKind = byKind(images).filter(cross).length;
	const testImages = both.reduce((sum, [, rows]) => sum + rows.filter(isTest).length, 0);
	const allTest = images.filter(({ part }) => part === 'test').length;
	if (!both.length) return [];
	return [
		{
			code: 'patients_cross_split',
			severity: 'conflict',
			detail: `${plural(both.length, 'patient number occurs', 'patient numbers occur')} in training and in test; ${grouped(testImages)} of ${plural(allTest, 'test image')} are theirs. With the same kind of pneumonia on both sides: ${ofOneKind}. If a number is one child, scores on the official split are a little too good; if bacterial and viral images were numbered apart, only the latter count.`,
			treatment:
				'The official split was kept, to be comparable with what is published; the column Patient in training measures both kinds of test images. `--split random` keeps equal numbers together.',
			count: both.length,
			examples: both.slice(0, 5).map(([patient]) => patient),
		},
	];
}

function bothKinds(images: readonly Radiograph[]): ReportItem[] {
	const both = byPatient(images).filter(
		([, rows]) => new Set(rows.map((row) => images[row]!.class)).size > 1,
	);
	if (!both.length) return [];
	return [
		{
			code: 'patients_of_two_classes',
			severity: 'conflict',
			detail: `${plural(both.length, 'patient number has', 'patient numbers have')} bacterial and viral images.`,
			treatment:
				'They count as one patient, which is the careful reading; bacterial and viral images may well have been numbered apart.',
			count: both.length,
			examples: both.slice(0, 5).map(([patient]) => patient),
		},
	];
}

function validation(images: readonly Radiograph[]): ReportItem[] {
	const count = images.filter(({ part }) => part === 'val').length;
	if (!count) return [];
	return [
		{
			code: 'tiny_validation_folder',
			severity: 'note',
			detail: `The folder val holds ${plural(count, 'image')}: too few to choose a model by.`,
			treatment: 'They count as training images; the column folder says which they are.',
			count,
		},
	];
}

export function reportOnKermany(images: readonly Radiograph[]): ReportItem[] {
	const counts = countBy(images.map(({ part, class: k }) => `${part} ${CLASSES[k]}`));
	const rows = CLASSES.map((name) => {
		const of = (part: string) => counts.get(`${part} ${name}`) ?? 0;
		return [name, of('train') + of('val'), of('test')] as const;
	});
	return [
		...crossing(images),
		...bothKinds(images),
		...validation(images),
		{
			code: 'class_counts',
			severity: 'note',
			detail: 'Images by folder:',
			table: { columns: ['Class', 'Training folders', 'Test folder'], rows },
		},
	];
}
