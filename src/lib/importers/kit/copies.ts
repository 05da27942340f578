/** Images whose bytes are those of another one. */
import { plural } from '#scorer/csv/text';
import type { ListedImage, ReportItem } from '../types.ts';
import { rowsBy } from './cells.ts';

export interface Copies {
	/** Rows of each set of equal images, of those with two or more. */
	sets: number[][];
	/** Per row the number of its set; images without a copy are sets of their own. Null without hashes. */
	setOf: string[] | null;
}

export function findCopies(images: readonly ListedImage[]): Copies {
	if (images.some(({ sha256 }) => !sha256)) return { sets: [], setOf: null };
	const byHash = [...rowsBy(images.map(({ sha256 }) => sha256!)).values()];
	const setOf = new Array<string>(images.length);
	byHash.forEach((rows, n) => rows.forEach((row) => (setOf[row] = String(n + 1))));
	return { sets: byHash.filter((rows) => rows.length > 1), setOf };
}

/** What is said of copies: within a class, and across a border that they should not cross. */
export function copyItems(
	{ sets, setOf }: Copies,
	images: readonly ListedImage[],
	borders: readonly { code: string; what: string; of: readonly string[]; treatment: string }[],
): ReportItem[] {
	if (!setOf) {
		const detail = 'The bytes of the images were not given, so copies were not looked for.';
		return [{ code: 'copies_not_looked_for', severity: 'warning', detail }];
	}
	if (!sets.length) return [];
	const name = (row: number) => images[row]!.path.split('/').at(-1)!;
	const extra = sets.reduce((sum, rows) => sum + rows.length - 1, 0);
	const across = borders.map((border) => ({
		...border,
		sets: sets.filter((rows) => new Set(rows.map((row) => border.of[row])).size > 1),
	}));
	return [
		{
			code: 'copies',
			severity: 'warning',
			detail: `${plural(extra, 'image is', 'images are')} byte for byte a copy of another one.`,
			count: extra,
			examples: sets.slice(0, 5).map((rows) => rows.map(name).join(' = ')),
		},
		...across
			.filter(({ sets }) => sets.length > 0)
			.map(({ code, what, sets, treatment }): ReportItem => ({
				code,
				severity: 'conflict',
				detail: `${plural(sets.length, 'image lies', 'images lie')} in ${what}.`,
				treatment,
				count: sets.length,
				examples: sets.slice(0, 5).map((rows) => rows.map(name).join(' = ')),
			})),
	];
}
