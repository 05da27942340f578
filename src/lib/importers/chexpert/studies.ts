/** CheXpert's rows are images; what is predicted is the study. */
import { plural } from '#scorer/csv/text';
import { faultAt, rowsBy } from '../kit/cells.ts';
import type { Fault, Faults } from '../kit/faults.ts';
import { readAges, readSexes } from '../kit/metadata.ts';
import { readSourceTable } from '../kit/table.ts';
import type { ReportItem, SourceFile } from '../types.ts';
import { readLabelCells, type LabelCell } from './labels.ts';

const PATH = /^(?:.*\/)?(patient\d+)\/study\d+(?=\/|$)/;

const BAD_PATH: Fault = {
	code: 'bad_value',
	detail: (count, [example]) =>
		`${plural(count, 'path names', 'paths name')} no patient and study: "${example}" is one.`,
	remedy: 'Paths look like CheXpert-v1.0/test/patient64741/study1; take the file as published.',
};

export interface Studies {
	/** Such as `CheXpert-v1.0/test/patient64741/study1`. */
	ids: string[];
	patients: string[];
	/** Per label, per study. */
	cells: LabelCell[][];
	ages: string[];
	sexes: string[];
	/** Images and projections, such as `Frontal AP, Lateral`; blank where the file does not say. */
	views: string[];
	report: ReportItem[];
}

function conflictItem(code: string, what: string, ids: readonly string[]): ReportItem[] {
	if (!ids.length) return [];
	return [
		{
			code,
			severity: 'conflict',
			detail: `${plural(ids.length, 'study has', 'studies have')} images with different ${what}.`,
			treatment: 'The first image counts.',
			count: ids.length,
			examples: ids.slice(0, 5),
		},
	];
}

function ageItem(code: string, what: string, ids: readonly string[]): ReportItem[] {
	if (!ids.length) return [];
	return [
		{
			code,
			severity: 'conflict',
			detail: `${plural(ids.length, 'image has', 'images have')} ${what}.`,
			treatment: 'Their age is not stated.',
			count: ids.length,
			examples: ids.slice(0, 5),
		},
	];
}

/** Reads a table of images or studies and gathers its rows by study. */
export function readStudies(
	file: SourceFile,
	labels: readonly string[],
	faults: Faults,
): Studies | null {
	const table = readSourceTable(file, faults);
	if (!table) return null;
	const source = table.has('Study') ? 'Study' : 'Path';
	const found = table.column(source).map((path) => PATH.exec(path));
	found.forEach((match, row) => {
		if (!match) faultAt(faults, BAD_PATH, table, row, source);
	});
	const perImage = labels.map((name) => readLabelCells(table, name, faults));
	if (!faults.isEmpty) return null;
	const studies = [...rowsBy(found.map((match) => match![0]))];
	const ids = studies.map(([id]) => id);
	const firsts = studies.map(([, rows]) => rows[0]!);
	const { values, impossible, unreadable } = readAges(table.column('Age'));
	const sexes = readSexes(table.column('Sex'));
	const differ = studies.filter(([, rows]) =>
		perImage.some((cells) => rows.some((row) => cells[row] !== cells[rows[0]!])),
	);
	const projection = (row: number) => {
		const view = table.column('Frontal/Lateral')[row] ?? '';
		const from = table.column('AP/PA')[row] ?? '';
		return from ? `${view} ${from}` : view;
	};
	return {
		ids,
		patients: firsts.map((row) => found[row]![1]!),
		cells: perImage.map((cells) => firsts.map((row) => cells[row]!)),
		ages: firsts.map((row) => values[row] ?? ''),
		sexes: firsts.map((row) => sexes[row] ?? ''),
		views: studies.map(([, rows]) => [...new Set(rows.map(projection))].sort().join(', ')),
		report: [
			...conflictItem(
				'labels_differ_within_study',
				'labels',
				differ.map(([id]) => id),
			),
			...ageItem(
				'ages_over_120',
				'an age over 120 years',
				impossible.map((row) => found[row]![0]),
			),
			...ageItem(
				'unreadable_ages',
				'an age that is no number',
				unreadable.map((row) => found[row]![0]),
			),
		],
	};
}
