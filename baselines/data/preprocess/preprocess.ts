/** The steps between decoding and normalisation, named so that a recipe and a cache key can hold them. */
import type { DecodeOptions, LoadedSplit, Split } from '../types.ts';
import { equaliseHistogram } from './equalise.ts';
import type { Normalisation } from './normalise.ts';

export interface Preprocessing extends DecodeOptions {
	equalise?: boolean;
	normalisation: Normalisation;
	channels: 1 | 3;
	/** Feature-wise centring, fitted on the training images. */
	centre?: boolean;
}

/** The same text for the same preprocessing, whatever the order of its keys. */
export function preprocessingKey(steps: Preprocessing): string {
	const full = { fit: 'stretch', kernel: 'lanczos3', equalise: false, centre: false, ...steps };
	return JSON.stringify(
		Object.fromEntries(Object.entries(full).sort(([a], [b]) => (a < b ? -1 : 1))),
	);
}

/** Equalises each image by itself, where asked for; a new stack. */
export function equaliseAll<S extends Split>(images: LoadedSplit<S>): LoadedSplit<S> {
	const { size, pixels } = images;
	const out = new Uint8Array(pixels.length);
	for (let at = 0; at < pixels.length; at += size * size) {
		out.set(equaliseHistogram(pixels.subarray(at, at + size * size)), at);
	}
	return { ...images, pixels: out };
}
