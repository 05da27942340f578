/** Rows of a data set, and their images when they are asked for. */
import { decodeFile } from './decode/decode.ts';
import { ImageError } from './decode/image-error.ts';
import { createTally } from './problems.ts';
import type { DecodeOptions, ImageDataset, LoadOptions, LoadResult, Split } from './types.ts';

export type DatasetRows = Omit<ImageDataset, 'rowsOf' | 'image' | 'load'>;

/** Images decoded at once; libvips itself runs on the thread pool of Node. */
const AT_ONCE = 4;
/** Memory that decoded images may take. */
const MAX_CACHE_BYTES = 1 << 30;

const keyOf = (row: number, { size, fit = 'stretch', kernel = 'lanczos3' }: DecodeOptions) =>
	`${row} ${size} ${fit} ${kernel}`;

function decodedCache(files: readonly string[]) {
	const kept = new Map<string, Awaited<ReturnType<typeof decodeFile>>>();
	let bytes = 0;
	return async (row: number, options: DecodeOptions) => {
		const key = keyOf(row, options);
		const known = kept.get(key);
		if (known) return known;
		const decoded = await decodeFile(files[row]!, options);
		// What is already kept stays: the next epoch asks for the same images in another order, which
		// throwing out the oldest would serve worst.
		if (bytes + decoded.pixels.length <= MAX_CACHE_BYTES && !kept.has(key)) {
			kept.set(key, decoded);
			bytes += decoded.pixels.length;
		}
		return decoded;
	};
}

const UNKNOWN_REMEDY = 'Look at the file; if it is in order, this is a fault of ours.';

export function createDataset(rows: DatasetRows): ImageDataset {
	const decoded = decodedCache(rows.files);
	const rowsOf = (split: Split) => rows.splits.flatMap((own, row) => (own === split ? [row] : []));

	async function load<S extends Split>(split: S, options: LoadOptions): Promise<LoadResult<S>> {
		const { size, onProgress, signal } = options;
		const wanted = rowsOf(split);
		const pixels = new Uint8Array(wanted.length * size * size);
		const tally = createTally();
		let next = 0;
		let done = 0;
		async function work() {
			for (let k = next++; k < wanted.length; k = next++) {
				signal?.throwIfAborted();
				const file = rows.files[wanted[k]!]!;
				try {
					const image = await decoded(wanted[k]!, options);
					pixels.set(image.pixels, k * size * size);
					for (const { code, detail } of image.notices) tally.notice(code, file, detail);
				} catch (error) {
					if (!(error instanceof Error)) throw error;
					if (error instanceof ImageError)
						tally.problem(error.code, file, error.message, error.remedy);
					else tally.problem('unreadable_image', file, error.message, UNKNOWN_REMEDY);
				}
				onProgress?.(++done / wanted.length);
			}
		}
		await Promise.all(Array.from({ length: AT_ONCE }, work));
		const [problems, notices] = [tally.problems(), tally.notices()];
		if (problems.length) return { ok: false, problems, notices };
		const pick = <T>(column: readonly T[]) => wanted.map((row) => column[row]!);
		const metadata = Object.entries(rows.metadata).map(([name, cells]) => [name, pick(cells)]);
		const images = {
			split,
			ids: pick(rows.ids),
			patients: pick(rows.patients),
			metadata: Object.fromEntries(metadata) as Record<string, string[]>,
			yTrue: rows.yTrue.map((y) => Uint8Array.from(wanted, (row) => y[row]!)),
			size,
			pixels,
		};
		return { ok: true, images, notices };
	}
	return {
		...rows,
		rowsOf,
		image: async (row, options) => (await decoded(row, options)).pixels,
		load,
	};
}
