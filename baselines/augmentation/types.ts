import type { Affine } from './transform.ts';

/** How training images are changed; a range draws uniformly between its ends. */
export interface Augmentation {
	/** Chance of a mirror image. */
	flipHorizontal?: number;
	flipVertical?: number;
	/** Degrees, from and to. */
	rotation?: readonly [number, number];
	/**
	 * Factor, from and to, of each axis by itself. As in Keras it multiplies coordinates: below 1 the
	 * image grows, above 1 it shrinks.
	 */
	zoom?: readonly [number, number];
	/** Degrees, from and to, as in Keras. */
	shear?: readonly [number, number];
	/** Factor, from and to, of the grey values. */
	brightness?: readonly [number, number];
	/** Share of the edge, from and to, of each axis by itself. */
	shift?: readonly [number, number];
	/** What shows where the image does not reach. Default `nearest`, as in Keras. */
	fill?: 'nearest' | 'black';
}

/**
 * Changes one training image.
 * @param draw names the draw: the same parts give the same change
 * @returns grey values 0 to 255, row by row
 */
export interface Augment {
	(grey: Uint8Array, size: number, draw: readonly (number | string)[]): Float32Array;
	/** What a draw does to an image of this edge, for whoever carries it out elsewhere. */
	change(size: number, draw: readonly (number | string)[]): Change;
	/** Whether nothing shows beyond the image. */
	black: boolean;
}

export interface Change {
	affine: Affine;
	/** Factor of the grey values, which end at 255. */
	brightness: number;
}
