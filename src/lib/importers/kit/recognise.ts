/** Which of the files that were given is which, by their first lines. */
import { findColumn } from '#scorer/csv/columns';
import { listed, quoted } from '#scorer/csv/text';
import type { Importer, ImportInput, SourceFile, WantedFile } from '../types.ts';
import type { Faults } from './faults.ts';
import { peek, type Peek } from './table.ts';

/** Does a header hold all these columns? Case and separators may differ. */
export const hasColumns = ({ header }: Peek, columns: readonly string[]): boolean =>
	columns.every((name) => findColumn(header, name) >= 0);

const wantedBy = (importer: Importer, top: Peek): WantedFile | undefined =>
	importer.wants.find((wanted) => wanted.looksLike(top));

/** What a data set wants, for a message: `train.csv (labels), …`. */
export const wantedList = ({ wants, images }: Importer): string =>
	[
		...wants.map(({ name, required }) => (required ? name : `${name} (optional)`)),
		...(images ? [images.required ? images.what : `${images.what} (optional)`] : []),
	].join(', ');

/** The file of this data set that a header resembles most, and what it lacks of it. */
function nearest(importer: Importer, top: Peek) {
	const rated = importer.wants
		.filter(({ columns }) => columns.length > 0)
		.map((wanted) => ({
			wanted,
			lacks: wanted.columns.filter((name) => findColumn(top.header, name) < 0),
		}));
	const close = rated.filter(({ wanted, lacks }) => 2 * lacks.length <= wanted.columns.length);
	return close.sort((a, b) => a.lacks.length - b.lacks.length)[0];
}

function explain(importer: Importer, all: readonly Importer[], top: Peek, faults: Faults): void {
	const other = all.find((each) => each.id !== importer.id && wantedBy(each, top));
	const file = top.path;
	if (other) {
		return faults.push({
			code: 'wrong_data_set',
			file,
			detail: `This looks like ${wantedBy(other, top)!.name} of ${other.name}.`,
			remedy: `Use \`holdout import ${other.id}\` for it; ${importer.id} takes ${wantedList(importer)}.`,
		});
	}
	const near = nearest(importer, top);
	for (const column of near?.lacks ?? []) {
		faults.push({
			code: 'missing_column',
			...{ file, row: 1, column },
			detail: `There is no column ${quoted(column)}, which ${near!.wanted.name} has.`,
			remedy: 'Take the file as its publisher gives it out.',
		});
	}
	if (near) return;
	faults.push({
		code: 'unknown_input',
		...{ file, row: 1 },
		detail: `This is no file of ${importer.name}: its header begins with ${listed(top.header.slice(0, 3))}.`,
		remedy: `Give ${wantedList(importer)}.`,
	});
}

/** Files by role; everything that is missing, twice there, or of another data set is a fault. */
export function recognise(
	importer: Importer,
	all: readonly Importer[],
	{ files, images }: ImportInput,
	faults: Faults,
): Map<string, SourceFile> {
	const found = new Map<string, SourceFile>();
	for (const file of files) {
		const top = peek(file);
		if (Array.isArray(top)) {
			faults.push(...top);
			continue;
		}
		const wanted = wantedBy(importer, top);
		const before = wanted && found.get(wanted.role);
		if (!wanted) explain(importer, all, top, faults);
		else if (before) {
			faults.push({
				code: 'duplicate_input',
				file: file.path,
				detail: `${before.path} is ${wanted.name} already.`,
				remedy: 'Give one of the two.',
			});
		} else found.set(wanted.role, file);
	}
	// A file that was not understood may be the one that is missing: say one thing, not two.
	if (!faults.isEmpty) return found;
	for (const { role, name, what, required } of importer.wants) {
		if (!required || found.has(role)) continue;
		faults.push({
			code: 'missing_input',
			file: name,
			detail: `${name} is missing: ${what}.`,
			remedy: `Give its path; it is at ${importer.url}`,
		});
	}
	if (importer.images?.required && !images.length) {
		faults.push({
			code: 'missing_input',
			detail: `There are no images: ${importer.images.what}.`,
			remedy: `Give the unpacked folder; it is at ${importer.url}`,
		});
	}
	return found;
}
