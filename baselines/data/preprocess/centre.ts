import type { LoadedSplit } from '../types.ts';

/** The mean grey value of the training images, 0 to 255. */
export interface FeatureMean {
	mean: number;
}

/**
 * Feature-wise centring, as Keras' `featurewise_center`: the mean of each channel over all images and
 * places; grey images have one. Takes training images and no others: their type says so, and it is
 * checked again for callers without types.
 */
export function fitCentre({ split, pixels }: LoadedSplit<'train'>): FeatureMean {
	if (split !== 'train') throw new TypeError('The mean is measured on training images only.');
	let sum = 0;
	for (let i = 0; i < pixels.length; i++) sum += pixels[i]!;
	return { mean: pixels.length ? sum / pixels.length : 0 };
}
