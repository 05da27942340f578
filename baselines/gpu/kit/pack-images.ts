/** A data set made small: its table as it is, its images as grey WebP of a few kilobytes. */
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { decodeFile } from '../../data/decode/decode.ts';
import { openDataset, type DataProblem } from '../../data/index.ts';
import { createTally } from '../../data/problems.ts';
import { SPLITS, type Split } from '../../data/types.ts';
import { readTextTable } from '../../data/read/text-table.ts';
import { csvCell } from '../../submission-csv.ts';
import { readFile } from 'node:fs/promises';

/** Of WebP. */
const QUALITY = 82;
const AT_ONCE = 4;

export interface PackRequest {
	/** A folder with `labels.csv`, or the table itself. */
	from: string;
	/** Made by this. */
	to: string;
	/** Edge in pixels. */
	size: number;
	/** Of each split so many, for a try. */
	most?: number | undefined;
	onProgress?(share: number): void;
}

export type Packed = { ok: true; images: number } | { ok: false; problems: DataProblem[] };

async function placesOf(from: string): Promise<{ folder: string; csv?: string }> {
	const found = await stat(from).catch(() => null);
	return found?.isFile() ? { folder: dirname(from), csv: from } : { folder: from };
}

/** Rows of each split, so many at most, from all over the table: in a sorted one are all classes then. */
export function someOfEach(splits: readonly Split[], most: number): number[] {
	const chosen = new Set<number>();
	for (const split of SPLITS) {
		const own = splits.flatMap((one, row) => (one === split ? [row] : []));
		const count = Math.min(most, own.length);
		for (let k = 0; k < count; k++) chosen.add(own[Math.floor((k * own.length) / count)]!);
	}
	return [...chosen].sort((a, b) => a - b);
}

/** Writes `labels.csv` and `images/`; what `holdout baseline train --data` reads. */
export async function packImages(request: PackRequest): Promise<Packed> {
	const { to, size, most = Infinity, onProgress } = request;
	const places = await placesOf(request.from);
	const opened = await openDataset({
		...{ ...places, task: 'multilabel', labels: [], crossing: 'report' },
	});
	if (!opened.ok) return opened;
	const { files, splits } = opened.dataset;
	const rows = someOfEach(splits, most);
	await mkdir(join(to, 'images'), { recursive: true });
	const nameOf = (row: number) => `images/${String(row).padStart(6, '0')}.webp`;
	const tally = createTally();
	let [next, done] = [0, 0];
	async function work(): Promise<void> {
		while (next < rows.length) {
			const row = rows[next++]!;
			try {
				const { pixels } = await decodeFile(files[row]!, { size });
				const raw = { width: size, height: size, channels: 1 as const };
				const bytes = await sharp(pixels, { raw }).webp({ quality: QUALITY, effort: 6 }).toBuffer();
				await writeFile(join(to, nameOf(row)), bytes);
			} catch (error) {
				const detail = error instanceof Error ? error.message : String(error);
				tally.problem('unreadable_image', files[row]!, detail, 'Remove it, or mend it.');
			}
			onProgress?.(++done / rows.length);
		}
	}
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	if (tally.problems().length) return { ok: false, problems: tally.problems() };
	await writeTable(places, to, rows, nameOf);
	return { ok: true, images: rows.length };
}

/** The table's own columns, with the files' new names. */
async function writeTable(
	{ folder, csv = join(folder, 'labels.csv') }: { folder: string; csv?: string },
	to: string,
	rows: readonly number[],
	nameOf: (row: number) => string,
): Promise<void> {
	const table = readTextTable(await readFile(csv), csv, createTally())!;
	const names = table.names.filter((name) => name.toLowerCase() !== 'file');
	const cells = rows.map((row) =>
		[...names.map((name) => csvCell(table.columns.get(name)![row]!)), nameOf(row)].join(','),
	);
	const head = [...names.map(csvCell), 'file'].join(',');
	await writeFile(join(to, 'labels.csv'), `${[head, ...cells].join('\n')}\n`);
}
