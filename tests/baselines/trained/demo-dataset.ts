/** A set of the demo in memory, drawn at the size that is wanted; test labels are withheld. */
import type { ImageDataset, LoadedSplit, Split } from '#baselines/data/index';
import { classesOf } from '#baselines/phantoms/cohort/cohort';
import { drawPlanned } from '#baselines/phantoms/draw';
import { findDemoSet, planSet } from '#baselines/phantoms/sets/index';
import type { PlannedPhantom } from '#baselines/phantoms/types';

/** Of a set with classes. */
export function demoDataset(slug: string, size: number): ImageDataset {
	const definition = findDemoSet(slug)!;
	if (definition.columns.labels.kind !== 'class') throw new Error(`${slug} has no classes.`);
	const labels = classesOf(definition.cohort).sort();
	const planned = planSet(definition);
	const drawn = new Map<Split, LoadedSplit>();
	const labelled = (rows: readonly PlannedPhantom[]) =>
		labels.map((label) =>
			Uint8Array.from(rows, ({ pattern }) => Number(pattern!.labelled === label)),
		);
	const rowsOf = (split: Split) =>
		planned.flatMap((phantom, row) => (phantom.split === split ? [row] : []));
	const patients = planned.map(({ metadata }) => metadata.patient);
	return {
		...{ task: 'multiclass', labels, ids: planned.map(({ id }) => id), patients },
		...{ files: planned.map(() => ''), splits: planned.map(({ split }) => split), metadata: {} },
		yTrue: labelled(planned),
		rowsOf,
		image: () => Promise.reject(new Error('not used')),
		load: <S extends Split>(split: S) => {
			// Drawn once, however many recipes are trained on them.
			const known = drawn.get(split) as LoadedSplit<S> | undefined;
			if (known) return Promise.resolve({ ok: true, images: known, notices: [] });
			const rows = rowsOf(split).map((row) => planned[row]!);
			const pixels = new Uint8Array(rows.length * size * size);
			rows.forEach((one, k) => pixels.set(drawPlanned(one, size).pixels, k * size * size));
			const images: LoadedSplit<S> = {
				...{ split, ids: rows.map(({ id }) => id), metadata: {}, size, pixels },
				patients: rows.map(({ metadata }) => metadata.patient),
				yTrue: split === 'test' ? [] : labelled(rows),
			};
			drawn.set(split, images);
			return Promise.resolve({ ok: true, images, notices: [] });
		},
	};
}
