/** Which column of a table is what. */
import type { Tally } from '../problems.ts';
import type { TextTable } from './text-table.ts';

export interface ColumnNames {
	id?: string;
	/** Path or name of the image; without it the id is looked up. */
	file?: string;
	patient?: string;
	split?: string;
	/** Default: those of age, sex and view that are there. */
	metadata?: readonly string[];
}

/** Names that are understood without being told, in lower case without blanks and underscores. */
const KNOWN = {
	id: ['id', 'imageid', 'imageindex', 'image', 'study'],
	file: ['file', 'filename', 'path', 'filepath'],
	patient: ['patientid', 'patient', 'groupid', 'subjectid', 'subject'],
	split: ['split', 'set', 'fold'],
	metadata: [
		'age',
		'patientage',
		'sex',
		'gender',
		'patientgender',
		'patientsex',
		'view',
		'viewposition',
	],
} as const;

const plain = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');

export interface FoundColumns {
	id: string[];
	file: string[] | null;
	patient: string[] | null;
	split: string[] | null;
	metadata: Record<string, string[]>;
}

/** Null where a column that is needed or was named is not there. */
export function findColumns(
	table: TextTable,
	named: ColumnNames,
	file: string,
	tally: Tally,
): FoundColumns | null {
	const { names, columns } = table;
	let complete = true;
	const missing = (detail: string, remedy: string) => {
		tally.problem('missing_column', `${file}, line 1`, detail, remedy);
		complete = false;
	};
	function find(role: 'id' | 'file' | 'patient' | 'split'): string[] | null {
		const wanted = named[role];
		if (wanted !== undefined) {
			const column = columns.get(wanted);
			if (!column)
				missing(`There is no column "${wanted}" for the ${role}.`, `Columns: ${names.join(', ')}.`);
			return column ?? null;
		}
		const known = KNOWN[role].map((k) => names.find((name) => plain(name) === k));
		const name = known.find((found) => found !== undefined);
		return name === undefined ? null : columns.get(name)!;
	}
	const image = find('file');
	const id = find('id') ?? (named.id === undefined ? image : null);
	if (!id && named.id === undefined) {
		missing('There is no column for the id.', 'Name a column image_id, or say which one it is.');
	}
	const found = { file: image, patient: find('patient'), split: find('split') };
	const metadata: Record<string, string[]> = {};
	const known: readonly string[] = KNOWN.metadata;
	for (const name of named.metadata ?? names.filter((n) => known.includes(plain(n)))) {
		const column = columns.get(name);
		if (column) metadata[name] = column;
		else missing(`There is no column "${name}" for metadata.`, `Columns: ${names.join(', ')}.`);
	}
	return complete && id ? { id, ...found, metadata } : null;
}
