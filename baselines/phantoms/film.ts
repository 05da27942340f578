/** From attenuation to grey values: exposure, scatter, quantum noise, the film's curve. */
import type { RandomSource } from '../random-source.ts';
import type { Canvas } from './canvas.ts';

/** Edge length at which the noise is as stated. */
const NOMINAL = 128;

/** Four bytes of one draw, summed: near enough to a normal, and fast. Variance 4 · (256² − 1) / 12. */
function noiseFrom(draw: number): number {
	const bits = draw >>> 0;
	const sum = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24);
	return (sum - 510) / 147.8;
}

export function develop(canvas: Canvas, random: RandomSource): Uint8Array {
	const { size, attenuation, vessels, air, x, y } = canvas;
	const gain = 1.12 * (1 + 0.11 * random.normal());
	const offset = 0.03 + 0.035 * random.normal();
	const toe = 1 + 0.1 * random.normal();
	const slopeX = 0.05 * random.normal();
	const slopeY = 0.05 * random.normal();
	// Smaller pixels catch fewer quanta.
	const noise = (0.013 + 0.006 * random.uniform()) * Math.sqrt(size / NOMINAL);
	const vessel = canvas.anatomy.vesselContrast;
	const pixels = new Uint8Array(size * size);
	for (let i = 0; i < pixels.length; i++) {
		const beam = attenuation[i]! + vessel * vessels[i]! * air[i]!;
		const exposed = offset + gain * beam * (1 + slopeX * x[i]! + slopeY * y[i]!);
		// Dense parts let fewer quanta through: more noise there.
		const grain = noise * (0.6 + 0.8 * beam) * noiseFrom(random.uniform() * 4_294_967_296);
		const value = exposed + grain;
		// A soft shoulder keeps the spine from going white.
		const shown = value <= 0 ? 0 : (1.3 * value * toe) / (1 + 0.52 * value * toe);
		pixels[i] = shown >= 1 ? 255 : 255 * shown + 0.5;
	}
	return pixels;
}
