/** A folder of images and a table, as `holdout baseline` takes it. */
import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
	labelTable,
	openDataset,
	tablesAmong,
	withheldTable,
	type DataNotice,
	type DataProblem,
	type ImageDataset,
} from '../../data/index.ts';
import { createTally } from '../../data/problems.ts';
import { findColumns } from '../../data/read/columns.ts';
import { readTextTable, type TextTable } from '../../data/read/text-table.ts';
import { guessLabels, type DataWishes } from './guess.ts';

export interface DataRequest extends DataWishes {
	folder: string;
	/** Default: `labels.csv`, `train.csv`, or the only table. */
	csv?: string | undefined;
	id?: string | undefined;
	/** Blank and uncertain labels count as negative. */
	missingAsZero?: boolean | undefined;
	/** Goes on where patients are in more than one split. */
	allowCrossing?: boolean | undefined;
	/** Splits by patient from this seed where the table has no split column. */
	seed: number;
}

export type OpenedData =
	| {
			ok: true;
			dataset: ImageDataset;
			/** Images whose labels are withheld: `unlabelled.csv` or `test.csv`. */
			unlabelled: ImageDataset | null;
			/** Name of the id column. */
			idColumn: string;
			notices: DataNotice[];
	  }
	| { ok: false; problems: DataProblem[] };

const refused = (
	code: DataProblem['code'],
	place: string,
	detail: string,
	remedy: string,
): OpenedData => ({
	ok: false,
	problems: [{ code, place, detail, remedy, count: 1, examples: [] }],
});

/** The table, if there is one that can be told; what is wrong with it is for `openDataset` to say. */
async function tableOf({
	folder,
	csv,
}: DataRequest): Promise<{ path: string; table: TextTable } | null> {
	const name = labelTable(tablesAmong(await readdir(folder).catch(() => [] as string[])));
	const path = csv ?? (name === undefined ? undefined : join(folder, name));
	const bytes = path === undefined ? null : await readFile(path).catch(() => null);
	const table = bytes && readTextTable(bytes, basename(path!), createTally());
	return table ? { path: path!, table } : null;
}

/** Name of the column that ids are read from. */
function idColumnOf(table: TextTable, id: string | undefined): string {
	const found = findColumns(table, id === undefined ? {} : { id }, '', createTally());
	const column = [...table.columns].find(([, cells]) => cells === found?.id);
	return column?.[0] ?? 'id';
}

async function openUnlabelled(folder: string): Promise<ImageDataset | null> {
	const name = withheldTable(tablesAmong(await readdir(folder)));
	if (name === undefined) return null;
	const csv = join(folder, name);
	const opened = await openDataset({ folder, csv, task: 'multilabel', labels: [] });
	return opened.ok ? opened.dataset : null;
}

/** Opens a data set; everything wrong with it is told at once. */
export async function openData(request: DataRequest): Promise<OpenedData> {
	const { folder, csv, id, missingAsZero, allowCrossing, seed } = request;
	if (!(await stat(folder).catch(() => null))?.isDirectory())
		return refused('folder_not_found', folder, 'There is no such folder.', 'Check the path.');
	const found = await tableOf(request);
	const guess = found
		? guessLabels(found.table, request)
		: { task: 'binary' as const, labels: ['?'] };
	if (typeof guess === 'string') {
		return refused(
			'missing_column',
			basename(found!.path),
			'What is to be learned is not clear.',
			guess,
		);
	}
	const hasSplit = found?.table.names.some((name) => /^(split|set|fold)$/i.test(name)) ?? true;
	const opened = await openDataset({
		...{ folder, ...guess },
		...(csv !== undefined && { csv }),
		...(id !== undefined && { columns: { id } }),
		...(missingAsZero && { missing: 'zero' as const }),
		...(allowCrossing && { crossing: 'report' as const }),
		...(!hasSplit && { split: { seed } }),
	});
	if (!opened.ok) return { ok: false, problems: opened.problems };
	return {
		ok: true,
		dataset: opened.dataset,
		unlabelled: await openUnlabelled(folder),
		idColumn: idColumnOf(found!.table, id),
		notices: opened.notices,
	};
}
