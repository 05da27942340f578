/** The official split of ChestX-ray14: two lists of images, divided by patient. */
import { plural } from '#scorer/csv/text';
import { readIdList, rowsById } from '../kit/id-list.ts';
import type { Table } from '../kit/table.ts';
import { PART, type ReportItem, type Sources } from '../types.ts';

function crossing(table: Table, part: Uint8Array): ReportItem[] {
	const sides = new Map<string, number>();
	table.column('Patient ID').forEach((patient, row) => {
		if (part[row] !== PART.out) {
			sides.set(patient, (sides.get(patient) ?? 0) | (part[row] === PART.test ? 2 : 1));
		}
	});
	const both = [...sides].filter(([, bits]) => bits === 3).map(([patient]) => patient);
	if (!both.length) return [];
	return [
		{
			code: 'patients_cross_split',
			severity: 'conflict',
			detail: `${plural(both.length, 'patient has', 'patients have')} images in the training and in the test list.`,
			treatment: 'The lists were kept as they are.',
			count: both.length,
			examples: both.slice(0, 5),
		},
	];
}

/** PART per row; null, with the reason among the faults, where there is no list. */
export function readOfficialSplit(
	table: Table,
	{ files, faults }: Sources,
): { part: Uint8Array; report: ReportItem[] } | null {
	const testList = files.get('test-list');
	if (!testList) {
		faults.push({
			code: 'missing_input',
			file: 'test_list.txt',
			detail: 'test_list.txt is missing, which says which images are the official test set.',
			remedy: 'Give its path, or choose another --split.',
		});
		return null;
	}
	const trainList = files.get('train-list');
	const rowOf = rowsById(table.column('Image Index'));
	const test = readIdList(testList, [], rowOf, faults);
	const train = trainList ? readIdList(trainList, [], rowOf, faults) : null;
	if (!test || (trainList && !train)) return null;
	const part = new Uint8Array(table.rows).fill(trainList ? PART.out : PART.train);
	for (const row of train ?? []) part[row] = PART.train;
	const inBoth = train ? test.filter((row) => part[row] === PART.train) : [];
	for (const row of test) part[row] = PART.test;
	const report = crossing(table, part);
	if (inBoth.length) {
		const detail = `${plural(inBoth.length, 'image is', 'images are')} in both lists.`;
		const treatment = 'They are test rows.';
		const rest = { count: inBoth.length, detail, treatment };
		report.push({ code: 'images_in_both_lists', severity: 'conflict', ...rest });
	}
	const out = part.filter((value) => value === PART.out).length;
	if (out) {
		const detail = `${plural(out, 'image is', 'images are')} in neither list.`;
		const rest = { count: out, detail, treatment: 'They were left out.' };
		report.push({ code: 'images_in_no_list', severity: 'conflict', ...rest });
	}
	return { part, report };
}
