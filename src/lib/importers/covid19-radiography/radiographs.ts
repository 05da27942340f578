/** Rows of the COVID-19 Radiography Database: from its images, its metadata, or both. */
import { plural, quoted } from '#scorer/csv/text';
import { checkIds, faultAt, rowsBy } from '../kit/cells.ts';
import type { Fault, Faults } from '../kit/faults.ts';
import { readSourceTable } from '../kit/table.ts';
import type { ListedImage, ReportItem, SourceFile } from '../types.ts';
import { CLASSES, classOfName } from './classes.ts';
import { sourceName } from './sources.ts';

export interface Radiograph {
	/** File name without its ending. */
	name: string;
	path: string;
	sha256?: string;
	/** Index into CLASSES. */
	class: number;
	/** Blank where no table says. */
	source: string;
}

const BAD_NAME: Fault = {
	code: 'bad_value',
	detail: (count, examples) =>
		`${plural(count, 'file name begins', 'file names begin')} with no class: ${examples.slice(0, 3).map(quoted).join(', ')}.`,
	remedy: 'Names look like COVID-1 and Viral Pneumonia-1; take the tables as published.',
};
const TWICE: Fault = {
	code: 'duplicate_id',
	detail: (count, examples) =>
		`${plural(count, 'image is', 'images are')} there more than once: ${examples.slice(0, 3).map(quoted).join(', ')}.`,
	remedy: 'Give one copy of the data set.',
};

const key = (name: string) => name.toLowerCase().replace(/\.(png|jpe?g)$/, '');
const FOLDER = /(?:^|\/)(COVID|Lung_Opacity|Normal|Viral Pneumonia)\/(?:images\/)?([^/]+)$/i;

function readImages(images: readonly ListedImage[], faults: Faults): Radiograph[] {
	const read = images.map(({ path, sha256 }): Radiograph => {
		const [, folder, file] = FOLDER.exec(path)!;
		const index = CLASSES.findIndex((each) => each.folder.toLowerCase() === folder!.toLowerCase());
		const name = file!.replace(/\.\w+$/, '');
		return { name, path, class: index, source: '', ...(sha256 ? { sha256 } : {}) };
	});
	for (const [, rows] of rowsBy(read.map(({ name }) => key(name)))) {
		const { path, name } = read[rows[0]!]!;
		if (rows.length > 1)
			faults.add(TWICE, { file: path.split('/').slice(0, -1).join('/'), example: name });
	}
	return read;
}

function readMetadata(files: ReadonlyMap<string, SourceFile>, faults: Faults): Radiograph[] {
	return CLASSES.flatMap(({ role }): Radiograph[] => {
		const file = files.get(role);
		const table = file && readSourceTable(file, faults);
		if (!table) return [];
		checkIds(table, 'FILE NAME', faults);
		const urls = table.column('URL');
		return table.column('FILE NAME').flatMap((name, row) => {
			const found = classOfName(name);
			if (!found) {
				faultAt(faults, BAD_NAME, table, row, 'FILE NAME');
				return [];
			}
			return [{ name, path: name, class: CLASSES.indexOf(found), source: sourceName(urls[row]!) }];
		});
	});
}

function lacking(
	code: string,
	names: readonly string[],
	what: string,
	treatment: string,
): ReportItem[] {
	if (!names.length) return [];
	return [
		{
			code,
			severity: 'conflict',
			detail: `${plural(names.length, 'image is', 'images are')} ${what}.`,
			treatment,
			count: names.length,
			examples: names.slice(0, 5),
		},
	];
}

/** One row per image; sources come from the metadata, matched by name without regard to case. */
export function readRadiographs(
	files: ReadonlyMap<string, SourceFile>,
	images: readonly ListedImage[],
	faults: Faults,
): { radiographs: Radiograph[]; report: ReportItem[] } | null {
	const listed = readImages(images, faults);
	const described = readMetadata(files, faults);
	if (!listed.length && !described.length && faults.isEmpty) {
		faults.push({
			code: 'missing_input',
			detail: 'There are neither images nor metadata tables.',
			remedy: 'Give the unpacked folder COVID-19_Radiography_Dataset, or its .metadata.xlsx files.',
		});
	}
	if (!faults.isEmpty) return null;
	if (!listed.length) return { radiographs: described, report: [] };
	const sources = new Map(described.map(({ name, source }) => [key(name), source]));
	const there = new Set(listed.map(({ name }) => key(name)));
	const absent = described.filter(({ name }) => !there.has(key(name))).map(({ name }) => name);
	const undescribed = listed.filter(({ name }) => !sources.has(key(name))).map(({ name }) => name);
	return {
		radiographs: listed.map((image) => ({ ...image, source: sources.get(key(image.name)) ?? '' })),
		report: [
			...lacking(
				'metadata_without_image',
				absent,
				'in the metadata and not in the folders',
				'They were left out.',
			),
			...(described.length
				? lacking(
						'image_without_metadata',
						undescribed,
						'in no metadata table',
						'Their source is not stated.',
					)
				: []),
		],
	};
}
