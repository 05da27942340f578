/** A folder of images and a table, checked as a whole: everything that is wrong is told at once. */
import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createDataset } from './dataset.ts';
import { createTally, type Tally } from './problems.ts';
import { checkSplits } from './read/check-splits.ts';
import { findColumns, type ColumnNames, type FoundColumns } from './read/columns.ts';
import { readLabels, type LabelSource } from './read/labels.ts';
import { imageIndex, listImages } from './read/list-images.ts';
import { readTextTable, type TextTable } from './read/text-table.ts';
import { splitByPatient, splitNamed, type SplitShares } from './split.ts';
import type { OpenResult, Split } from './types.ts';

export interface DatasetSource extends LabelSource {
	/** Images are looked for in here, at any depth. */
	folder: string;
	/** Path of the table. Default: see `labelTable`. */
	csv?: string;
	columns?: ColumnNames;
	/** Only rows for which this says so are read, given the cells by column name. */
	keep?(cells: Readonly<Record<string, string>>): boolean;
	/** How to split where no column says. */
	split?: { seed: number; shares?: SplitShares };
	/** Patients in more than one split. Default `refuse`. */
	crossing?: 'refuse' | 'report';
}

/** File names of tables, sorted. */
export const tablesAmong = (names: readonly string[]): string[] =>
	names.filter((name) => name.toLowerCase().endsWith('.csv')).sort();

/** The table with labels: `labels.csv` or `train.csv`, or the only one. */
export const labelTable = (tables: readonly string[]): string | undefined =>
	['labels.csv', 'train.csv'].find((name) => tables.includes(name)) ??
	(tables.length === 1 ? tables[0] : undefined);

/** The table of images whose labels are withheld: `unlabelled.csv` or `test.csv`. */
export const withheldTable = (tables: readonly string[]): string | undefined =>
	['unlabelled.csv', 'test.csv'].find((name) => tables.includes(name));

async function findCsv({ folder, csv }: DatasetSource, tally: Tally): Promise<string | null> {
	if (csv) return csv;
	const names = tablesAmong(await readdir(folder));
	const name = labelTable(names);
	if (name) return join(folder, name);
	const detail = names.length
		? `There are several tables: ${names.join(', ')}.`
		: 'There is no CSV table.';
	tally.problem('csv_not_found', folder, detail, 'Name the table, or call it labels.csv.');
	return null;
}

/** The table less the rows that are not wanted. */
function keptRows(table: TextTable, keep: DatasetSource['keep']): TextTable {
	if (!keep) return table;
	const rows = Array.from({ length: table.rows }, (_, row) => row).filter((row) =>
		keep(Object.fromEntries(table.names.map((name) => [name, table.columns.get(name)![row]!]))),
	);
	const columns = new Map(
		[...table.columns].map(([name, cells]) => [name, rows.map((row) => cells[row]!)]),
	);
	return {
		...table,
		columns,
		rows: rows.length,
		lines: Int32Array.from(rows, (row) => table.lines[row]!),
	};
}

function checkIds(ids: readonly string[], table: TextTable, file: string, tally: Tally): void {
	const seen = new Set<string>();
	ids.forEach((id, row) => {
		const line = `${file}, line ${table.lines[row]}`;
		if (id === '') tally.problem('empty_id', line, 'A row has no id.', 'Give every image an id.');
		else if (seen.has(id)) {
			tally.problem(
				'duplicate_id',
				`${id} (${line})`,
				'Ids occur more than once.',
				'Keep one row per image.',
			);
		}
		seen.add(id);
	});
}

/** The file of each row, and images that no row names. */
async function matchFiles(folder: string, found: FoundColumns, tally: Tally): Promise<string[]> {
	const all = await listImages(folder);
	const index = imageIndex(all);
	const used = new Set<string>();
	const files = found.id.map((id, row) => {
		const named = found.file?.[row] ?? id;
		// A row without a name was reported with its id.
		if (named === '') return '';
		const matches = index.find(named);
		if (matches.length === 0) {
			const detail = 'Rows of the table have no image.';
			tally.problem('missing_image', named, detail, 'Add the files, or leave the rows out.');
		} else if (matches.length > 1) {
			const detail = 'Several images have the name that a row gives.';
			tally.problem(
				'ambiguous_image',
				named,
				detail,
				'Give paths below the folder in a column "file".',
			);
		}
		used.add(matches[0] ?? '');
		return join(folder, matches[0] ?? '');
	});
	for (const file of all) {
		if (!used.has(file))
			tally.notice('unlabelled_images', file, 'Images that no row names were left out.');
	}
	return files;
}

function splitsOf(
	found: FoundColumns,
	patients: readonly string[],
	{ split }: DatasetSource,
	table: TextTable,
	file: string,
	tally: Tally,
): Split[] {
	if (!found.split || split) {
		const detail =
			'Patients were divided into train, validation and test by chance, from the seed.';
		tally.notice('split_by_patient', `seed ${split?.seed ?? 0}`, detail);
		return splitByPatient(patients, split?.seed ?? 0, split?.shares);
	}
	return found.split.map((name, row) => {
		const known = splitNamed(name);
		if (known) return known;
		const detail = `"${name}" is none of train, validation, test.`;
		tally.problem(
			'bad_split',
			`${file}, line ${table.lines[row]}`,
			detail,
			'Write one of the three.',
		);
		return 'train';
	});
}

/**
 * Opens a data set. No image is decoded yet: `dataset.load` does that, and tells of every file that
 * cannot be read.
 */
export async function openDataset(source: DatasetSource): Promise<OpenResult> {
	const { folder, crossing = 'refuse' } = source;
	const tally = createTally();
	const refused = (): OpenResult => ({
		ok: false,
		problems: tally.problems(),
		notices: tally.notices(),
	});
	if (!(await stat(folder).catch(() => null))?.isDirectory()) {
		tally.problem('folder_not_found', folder, 'There is no such folder.', 'Check the path.');
		return refused();
	}
	const csv = await findCsv(source, tally);
	if (!csv) return refused();
	const bytes = await readFile(csv).catch(() => null);
	if (!bytes) {
		tally.problem('csv_not_found', csv, 'There is no such table.', 'Check the path.');
		return refused();
	}
	const file = basename(csv);
	const whole = readTextTable(bytes, file, tally);
	if (!whole) return refused();
	const table = keptRows(whole, source.keep);
	const found = findColumns(table, source.columns ?? {}, file, tally);
	const yTrue = readLabels(table, source, file, tally);
	if (!found) return refused();
	checkIds(found.id, table, file, tally);
	const files = await matchFiles(folder, found, tally);
	if (!found.patient) {
		const detail = 'No column names the patient: every image counts as a patient of its own.';
		tally.notice('no_patient_column', file, detail);
	}
	const patients = found.patient ?? found.id;
	const splits = splitsOf(found, patients, source, table, file, tally);
	const { task, labels } = source;
	if (yTrue.length)
		checkSplits({ task, labels, ids: found.id, patients, splits, yTrue }, crossing, tally);
	if (tally.problems().length) return refused();
	const { metadata } = found;
	const dataset = createDataset({
		task,
		labels,
		ids: found.id,
		files,
		patients,
		splits,
		metadata,
		yTrue,
	});
	return { ok: true, dataset, notices: tally.notices() };
}
