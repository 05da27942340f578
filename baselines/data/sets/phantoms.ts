/** Phantoms drawn in memory, in the form of loaded images: nothing is written or decoded. */
import { FINDING_NAMES } from '../../phantoms/names.ts';
import { phantomSet, type PhantomSetRequest } from '../../phantoms/draw.ts';
import type { Phantom } from '../../phantoms/types.ts';
import { SPLITS, type LoadedSplit, type Split } from '../types.ts';

function loaded<S extends Split>(
	split: S,
	phantoms: readonly Phantom[],
	size: number,
): LoadedSplit<S> {
	const pixels = new Uint8Array(phantoms.length * size * size);
	phantoms.forEach((phantom, k) => pixels.set(phantom.pixels, k * size * size));
	const column = (value: (phantom: Phantom) => string) => phantoms.map(value);
	return {
		split,
		ids: column(({ id }) => id),
		patients: column(({ metadata }) => metadata.patient),
		metadata: {
			sex: column(({ metadata }) => metadata.sex),
			age: column(({ metadata }) => String(metadata.age)),
			view: column(({ metadata }) => metadata.view),
		},
		yTrue: FINDING_NAMES.map((name) => Uint8Array.from(phantoms, ({ findings }) => findings[name])),
		size,
		pixels,
	};
}

/** All three splits of a phantom set. */
export function loadPhantoms(
	request: PhantomSetRequest & { size: number; onProgress?(share: number): void },
): { [S in Split]: LoadedSplit<S> } {
	const bySplit: Record<Split, Phantom[]> = { train: [], validation: [], test: [] };
	for (const phantom of phantomSet(request)) {
		bySplit[phantom.split].push(phantom);
		request.onProgress?.((Number(phantom.metadata.patient.slice(1)) + 1) / request.patients);
	}
	const all = SPLITS.map((split) => [split, loaded(split, bySplit[split], request.size)] as const);
	return Object.fromEntries(all) as { [S in Split]: LoadedSplit<S> };
}
