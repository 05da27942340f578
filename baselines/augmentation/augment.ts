/** Changing training images at random, repeatably. */
import type { LoadedSplit } from '../data/types.ts';
import { randomSource, seedFrom } from '../random-source.ts';
import { resample } from './resample.ts';
import { drawTransform } from './transform.ts';
import type { Augment, Augmentation } from './types.ts';

const brightnessOf = (
	[from, to]: readonly [number, number] = [1, 1],
	uniform: () => number,
): number => from + (to - from) * uniform();

/** A training split and nothing else: its type says so, and callers without types are checked. */
export function assertTraining({ split }: Pick<LoadedSplit, 'split'>): void {
	if (split !== 'train') {
		throw new TypeError(`Images of the ${split} split must stay as they are.`);
	}
}

/**
 * What changes the images of a training split. It refuses pixels that are not that split's own, so
 * that images of validation or test cannot be changed by mistake.
 * @param out edge of the changed images; where it is less than the stored edge, a random crop
 */
export function createAugment(
	images: LoadedSplit<'train'>,
	spec: Augmentation,
	out: number = images.size,
): Augment {
	assertTraining(images);
	if (out > images.size) {
		throw new RangeError(`A crop of ${out} does not fit into images of ${images.size} pixels.`);
	}
	const black = spec.fill === 'black';
	const change: Augment['change'] = (size, draw) => {
		const random = randomSource(seedFrom('augment', ...draw));
		const affine = drawTransform(spec, size, size - out, random);
		return { affine, brightness: brightnessOf(spec.brightness, random.uniform) };
	};
	const augment = (grey: Uint8Array, size: number, draw: readonly (number | string)[]) => {
		if (grey.buffer !== images.pixels.buffer) {
			throw new TypeError('These pixels are not of the training images.');
		}
		const { affine, brightness } = change(size, draw);
		const changed = resample(grey, size, out, affine, black);
		if (brightness !== 1) {
			for (let i = 0; i < changed.length; i++) {
				changed[i] = Math.min(255, changed[i]! * brightness);
			}
		}
		return changed;
	};
	return Object.assign(augment, { change, black });
}
