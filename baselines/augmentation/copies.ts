/** More images of rare classes, made before training (S4: minority classes up to tenfold). */
import type { LoadedSplit } from '../data/types.ts';
import { assertTraining, createAugment } from './augment.ts';
import type { Augmentation } from './types.ts';

/**
 * How often each row should occur so that rare labels come nearer to the commonest: the ratio of
 * their positives, at most `most`; a row counts by its rarest label.
 */
export function occurrences(yTrue: readonly Uint8Array[], most: number): Uint16Array {
	const positives = yTrue.map((y) => y.reduce((sum, v) => sum + v, 0));
	const commonest = Math.max(...positives);
	const factors = positives.map((count) =>
		count === 0 ? 1 : Math.min(most, Math.max(1, Math.floor(commonest / count))),
	);
	return Uint16Array.from({ length: yTrue[0]?.length ?? 0 }, (_, row) =>
		yTrue.reduce((times, y, k) => (y[row] ? Math.max(times, factors[k]!) : times), 1),
	);
}

/** The split with changed copies of rare images behind it, named `<id>#1`, `<id>#2` and so on. */
export function withCopies(
	images: LoadedSplit<'train'>,
	spec: Augmentation,
	{ most, seed }: { most: number; seed: number },
): LoadedSplit<'train'> {
	assertTraining(images);
	const { size, ids, patients, metadata, yTrue, pixels } = images;
	const area = size * size;
	const augment = createAugment(images, spec);
	const from: number[] = ids.map((_, row) => row);
	const names = [...ids];
	occurrences(yTrue, most).forEach((times, row) => {
		for (let copy = 1; copy < times; copy++) {
			from.push(row);
			names.push(`${ids[row]}#${copy}`);
		}
	});
	const all = new Uint8Array(from.length * area);
	all.set(pixels);
	for (let k = ids.length; k < from.length; k++) {
		const row = from[k]!;
		const grey = pixels.subarray(row * area, (row + 1) * area);
		const changed = augment(grey, size, [seed, names[k]!]);
		for (let i = 0; i < area; i++) all[k * area + i] = Math.round(changed[i]!);
	}
	const pick = <T>(column: readonly T[]) => from.map((row) => column[row]!);
	const cells = Object.entries(metadata).map(([name, column]) => [name, pick(column)]);
	return {
		split: 'train',
		ids: names,
		patients: pick(patients),
		metadata: Object.fromEntries(cells) as Record<string, string[]>,
		yTrue: yTrue.map((y) => Uint8Array.from(from, (row) => y[row]!)),
		size,
		pixels: all,
	};
}
