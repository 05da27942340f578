/** Predicted classes: from a column that names them, from scores, or from both where they agree. */
import { didYouMean, normalised } from '../csv/nearest.ts';
import type { Tally } from '../csv/tally.ts';
import { quoted } from '../csv/text.ts';
import { MISSING } from '../types.ts';

/** Class number by name; names that differ in case, spaces or underscores only when unambiguous. */
export function classIndex(labels: readonly string[]): (name: string) => number | undefined {
	const exact = new Map(labels.map((label, k) => [label, k]));
	const plain = new Map<string, number | undefined>();
	labels.forEach((label, k) => {
		const key = normalised(label);
		plain.set(key, plain.has(key) ? undefined : k);
	});
	return (name) => exact.get(name) ?? plain.get(normalised(name));
}

export interface ClassCells {
	column: string;
	cells: readonly string[];
	lines: Int32Array;
}

/** Class numbers in file order, MISSING where the cell names none; those are tallied. */
export function readClasses(
	{ column, cells, lines }: ClassCells,
	labels: readonly string[],
	tally: Tally,
): Uint8Array {
	const indexOf = classIndex(labels);
	const known = new Map<string, number>();
	return Uint8Array.from(cells, (cell, i) => {
		const seen = known.get(cell);
		if (seen !== undefined) return seen;
		const index = cell === '' ? undefined : indexOf(cell);
		if (index !== undefined) {
			known.set(cell, index);
			return index;
		}
		const code = cell === '' ? 'empty_cell' : 'unknown_class';
		tally.add(code, { row: lines[i]!, column, example: cell });
		return MISSING;
	});
}

export const unknownClassRemedy = (cell: string, labels: readonly string[]): string =>
	`Write one of ${labels.slice(0, 8).map(quoted).join(', ')}${labels.length > 8 ? ', …' : ''}.${didYouMean(cell, labels)}`;

/** The class of the highest score, the first of equals, as numpy's argmax. n rows. */
export function argmax(yScore: readonly Float64Array[]): Uint8Array {
	const first = yScore[0]!;
	const best = new Uint8Array(first.length);
	const highest = Float64Array.from(first);
	for (let k = 1; k < yScore.length; k++) {
		const scores = yScore[k]!;
		for (let i = 0; i < scores.length; i++) {
			if (scores[i]! > highest[i]!) {
				highest[i] = scores[i]!;
				best[i] = k;
			}
		}
	}
	return best;
}

/** Rows in which the named class has not the highest score. */
export function contradictions(classes: Uint8Array, yScore: readonly Float64Array[]): number[] {
	const best = argmax(yScore);
	const rows: number[] = [];
	for (let i = 0; i < classes.length; i++) {
		const named = yScore[classes[i]!]?.[i];
		if (named !== undefined && named < yScore[best[i]!]![i]!) rows.push(i);
	}
	return rows;
}
