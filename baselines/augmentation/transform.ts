/** A random affine change as a matrix from the new image to the old one. */
import type { RandomSource } from '../random-source.ts';
import type { Augmentation } from './types.ts';

/** Old (x, y) = (a x + b y + e, c x + d y + f), in pixels from the centre of each image. */
export interface Affine {
	a: number;
	b: number;
	c: number;
	d: number;
	e: number;
	f: number;
}

const between = ([from, to]: readonly [number, number], random: RandomSource) =>
	from + (to - from) * random.uniform();

const NONE = [0, 0] as const;
const SAME = [1, 1] as const;
const RADIANS = Math.PI / 180;

/**
 * Rotation · shear · zoom, then mirrors: Keras' order. Every draw is made whether it is used or not,
 * so that adding one change leaves the others as they were.
 * @param size edge of the image
 * @param room by how much the image is larger than what is cut from it: a random crop
 */
export function drawTransform(
	spec: Augmentation,
	size: number,
	room: number,
	random: RandomSource,
): Affine {
	const angle = between(spec.rotation ?? NONE, random) * RADIANS;
	const shear = between(spec.shear ?? NONE, random) * RADIANS;
	const zx = between(spec.zoom ?? SAME, random);
	const zy = between(spec.zoom ?? SAME, random);
	const sx = between(spec.shift ?? NONE, random) * size;
	const sy = between(spec.shift ?? NONE, random) * size;
	const mirrorX = random.uniform() < (spec.flipHorizontal ?? 0) ? -1 : 1;
	const mirrorY = random.uniform() < (spec.flipVertical ?? 0) ? -1 : 1;
	// Whole pixels, so that a crop alone blurs nothing.
	const cropX = Math.floor(random.uniform() * (room + 1)) - room / 2;
	const cropY = Math.floor(random.uniform() * (room + 1)) - room / 2;
	const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
	const [slant, squeeze] = [Math.sin(shear), Math.cos(shear)];
	// [[cos, −sin], [sin, cos]] · [[1, −slant], [0, squeeze]] · diag(zx, zy) on (row, column), as Keras.
	return {
		a: (cos * squeeze - sin * slant) * zy * mirrorX,
		b: sin * zx * mirrorY,
		c: -(cos * slant + sin * squeeze) * zy * mirrorX,
		d: cos * zx * mirrorY,
		e: sx + cropX,
		f: sy + cropY,
	};
}
