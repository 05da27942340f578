/** Images as a recipe's network is shown them. */
import { fitCentre, preprocessingKey, type LoadedSplit } from '../../data/index.ts';
import type { ImageSpec } from '../../recipes/types.ts';
import { centreCrop } from '../batches.ts';
import type { RunImages } from './images.ts';

/** Edges of a recipe: what is stored, and what is cut out of it, at another size than its own too. */
export function edgesOf({ size, resize = size }: ImageSpec, wanted = size) {
	return { size: wanted, stored: Math.round((wanted * resize) / size) };
}

/** The middle of every image. */
export function cropped<I extends Pick<LoadedSplit, 'pixels' | 'size' | 'ids'>>(
	images: I,
	size: number,
): I {
	if (images.size === size) return images;
	const area = images.size ** 2;
	const pixels = new Uint8Array(images.ids.length * size * size);
	images.ids.forEach((_, row) => {
		const grey = images.pixels.subarray(row * area, (row + 1) * area);
		pixels.set(centreCrop(grey, images.size, size), row * size * size);
	});
	return { ...images, pixels, size };
}

/** Mean grey value of the training images, where the recipe centres. */
export const centreOf = (image: ImageSpec, { train }: RunImages) =>
	image.centre ? fitCentre(train).mean : undefined;

/** Names what was done to an image before the network; part of the key of cached features. */
export const keyOfImages = ({ fit, kernel, equalise }: ImageSpec, size: number, stored: number) =>
	preprocessingKey({
		...{ size: stored, normalisation: 'none', channels: 1 },
		...(fit && { fit }),
		...(kernel && { kernel }),
		...(equalise && { equalise }),
	}) + (size === stored ? '' : ` crop ${size}`);
