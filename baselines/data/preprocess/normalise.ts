/** From grey values to what a network is fed: images × height × width × channels, in 32-bit floats. */
import type { FeatureMean } from './centre.ts';

/** `keras` is x / 127.5 − 1; `imagenet` is (x / 255 − mean) / deviation of each colour channel. */
export type Normalisation = 'unit' | 'keras' | 'imagenet' | 'none';

/** Of the training images of ImageNet, red, green, blue (torchvision). */
export const IMAGENET_MEAN = [0.485, 0.456, 0.406] as const;
export const IMAGENET_DEVIATION = [0.229, 0.224, 0.225] as const;

export interface NormaliseOptions {
	normalisation: Normalisation;
	/** Grey is copied to each of three. */
	channels: 1 | 3;
	/** Subtracted before all else: feature-wise centring. */
	centre?: FeatureMean;
}

/** What is done to a grey value in a channel: value · factor + offset. */
function linear(normalisation: Normalisation, channel: number, channels: number): [number, number] {
	if (normalisation === 'none') return [1, 0];
	if (normalisation === 'unit') return [1 / 255, 0];
	if (normalisation === 'keras') return [1 / 127.5, -1];
	// One channel stands for the mean of the three.
	const of = (values: readonly number[]) =>
		channels === 3 ? values[channel]! : values.reduce((sum, v) => sum + v, 0) / 3;
	const deviation = of(IMAGENET_DEVIATION);
	return [1 / (255 * deviation), -of(IMAGENET_MEAN) / deviation];
}

/**
 * @param pixels grey values 0 to 255, image after image
 * @param out to write to; as long as pixels × channels
 */
export function normalise(
	pixels: ArrayLike<number>,
	{ normalisation, channels, centre }: NormaliseOptions,
	out = new Float32Array(pixels.length * channels),
): Float32Array {
	const mean = centre?.mean ?? 0;
	for (let c = 0; c < channels; c++) {
		const [factor, offset] = linear(normalisation, c, channels);
		// Centred values keep their scale and lose the offset: their mean is 0 already.
		const shift = centre ? -mean * factor : offset;
		for (let i = 0, at = c; i < pixels.length; i++, at += channels) {
			out[at] = pixels[i]! * factor + shift;
		}
	}
	return out;
}
