/** What is odd about RSNA's labels. */
import { grouped, plural } from '#scorer/csv/text';
import { countBy } from '../kit/cells.ts';
import type { ReportItem } from '../types.ts';
import type { Gathered } from './boxes.ts';
import type { Classes } from './classes.ts';

/** Index of Lung Opacity. */
const OPACITY = 2;

function boxItems({ ids, boxes, repeated }: Gathered): ReportItem[] {
	const counts = countBy(boxes.map((of) => of.length));
	const rows = [...counts].sort(([a], [b]) => a - b).map(([n, images]) => [String(n), images]);
	const several = boxes.filter((of) => of.length > 1).length;
	const total = boxes.reduce((sum, of) => sum + of.length, 0);
	const items: ReportItem[] = [
		{
			code: 'several_boxes',
			severity: 'note',
			detail: `${plural(total, 'box', 'boxes')} on ${grouped(ids.length)} radiographs; ${grouped(several)} carry more than one.`,
			treatment: 'What is predicted is the radiograph: positive with one box or more.',
			count: several,
			table: { columns: ['Boxes', 'Radiographs'], rows: rows as [string, number][] },
		},
	];
	if (repeated.length) {
		items.push({
			code: 'repeated_boxes',
			severity: 'conflict',
			detail: `${plural(repeated.length, 'radiograph has', 'radiographs have')} the same row twice.`,
			treatment: 'The label is the same either way.',
			count: repeated.length,
			examples: repeated.slice(0, 5),
		});
	}
	return items;
}

function classItems({ ids, targets }: Gathered, classes: Classes | null): ReportItem[] {
	if (!classes) {
		const detail =
			'Negative radiographs are of two kinds, normal ones and abnormal ones without an opacity, and stage_2_detailed_class_info.csv, which tells them apart, was not given.';
		return [{ code: 'negatives_mixed', severity: 'warning', detail }];
	}
	const { of } = classes;
	const abnormal = of.filter((k) => k === 1).length;
	const differ = ids.filter((_, row) => (of[row] === OPACITY) !== (targets[row] === 1));
	const items: ReportItem[] = [
		{
			code: 'not_normal_negatives',
			severity: 'warning',
			detail: `${grouped(abnormal)} radiographs are "No Lung Opacity / Not Normal": negative here, and not healthy.`,
			treatment: 'The column Class measures them separately.',
			count: abnormal,
		},
	];
	if (differ.length) {
		items.push({
			code: 'class_against_target',
			severity: 'conflict',
			detail: `${plural(differ.length, 'radiograph is', 'radiographs are')} of class Lung Opacity without Target 1, or the reverse.`,
			treatment: 'Target decides for opacity, the class for three classes.',
			count: differ.length,
			examples: differ.slice(0, 5),
		});
	}
	return items;
}

export const reportOnRsna = (gathered: Gathered, classes: Classes | null): ReportItem[] => [
	...classItems(gathered, classes),
	...boxItems(gathered),
];
