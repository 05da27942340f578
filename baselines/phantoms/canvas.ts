/** The layers that a phantom is drawn on, and ways to reach their pixels. */
import type { Anatomy } from './anatomy/anatomy.ts';
import type { Pose } from './anatomy/pose.ts';

/**
 * Lengths are in units of half the image's edge at a neutral pose: the patient spans −1 to 1 from
 * the image's left (the patient's right) to its right, and from its top to its bottom.
 */
export interface Canvas {
	/** Edge length in pixels. */
	size: number;
	/** Width of a pixel. */
	pixel: number;
	pose: Pose;
	anatomy: Anatomy;
	/** Where each pixel lies in the patient. */
	x: Float32Array;
	y: Float32Array;
	/** Share of air in the beam, 0 to 1: what makes a lung dark. */
	air: Float32Array;
	/** Attenuation by vessels of the lungs. */
	vessels: Float32Array;
	/** Attenuation by all else; 0 is air outside the body, 1 about the spine. */
	attenuation: Float32Array;
}

type Layers = Pick<Canvas, 'x' | 'y' | 'air' | 'vessels' | 'attenuation'>;

/** Of the last canvas: a set is drawn one image after the other, all of one size. */
let kept: Layers | null = null;

function cleanLayers(pixels: number): Layers {
	if (kept?.x.length !== pixels) {
		const layer = () => new Float32Array(pixels);
		kept = { x: layer(), y: layer(), air: layer(), vessels: layer(), attenuation: layer() };
		return kept;
	}
	kept.air.fill(0);
	kept.vessels.fill(0);
	kept.attenuation.fill(0);
	return kept;
}

/** The layers belong to this canvas until the next one is made. */
export function createCanvas(size: number, pose: Pose, anatomy: Anatomy): Canvas {
	const canvas: Canvas = {
		size,
		pixel: (2 * pose.scale) / size,
		pose,
		anatomy,
		...cleanLayers(size * size),
	};
	const step = 2 / size;
	const { x, y } = canvas;
	for (let row = 0, i = 0; row < size; row++) {
		const v = (row + 0.5) * step - 1;
		for (let column = 0; column < size; column++, i++) {
			const u = (column + 0.5) * step - 1;
			x[i] = pose.xu * u + pose.xv * v + pose.x0;
			y[i] = pose.yu * u + pose.yv * v + pose.y0;
		}
	}
	return canvas;
}

/** Calls `visit` for the pixels in a box of the patient's coordinates, and for some around it. */
export function visitBox(
	{ size, pose, x, y }: Canvas,
	[left, top, right, bottom]: readonly [number, number, number, number],
	visit: (i: number, x: number, y: number) => void,
): void {
	const corners = [
		pose.toImage(left, top),
		pose.toImage(right, top),
		pose.toImage(left, bottom),
		pose.toImage(right, bottom),
	];
	const pixelAt = (value: number) => ((value + 1) * size) / 2;
	const columns = corners.map(([u]) => pixelAt(u));
	const rows = corners.map(([, v]) => pixelAt(v));
	const from = Math.max(0, Math.floor(Math.min(...columns)));
	const to = Math.min(size - 1, Math.ceil(Math.max(...columns)));
	const last = Math.min(size - 1, Math.ceil(Math.max(...rows)));
	for (let row = Math.max(0, Math.floor(Math.min(...rows))); row <= last; row++) {
		for (let i = row * size + from; i <= row * size + to; i++) visit(i, x[i]!, y[i]!);
	}
}

/** The box around a circle. */
export const around = (x: number, y: number, radius: number) =>
	[x - radius, y - radius, x + radius, y + radius] as const;
