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
	// The box turns with the pose: its reach along u and v is that of its half edges together.
	const half = size / 2;
	const dx = (left + right) / 2 - pose.x0;
	const dy = (top + bottom) / 2 - pose.y0;
	const [width, height] = [(right - left) / 2, (bottom - top) / 2];
	const u = (pose.ux * dx + pose.uy * dy + 1) * half;
	const v = (pose.vx * dx + pose.vy * dy + 1) * half;
	const du = (Math.abs(pose.ux) * width + Math.abs(pose.uy) * height) * half;
	const dv = (Math.abs(pose.vx) * width + Math.abs(pose.vy) * height) * half;
	const from = Math.max(0, Math.floor(u - du));
	const to = Math.min(size - 1, Math.ceil(u + du));
	const last = Math.min(size - 1, Math.ceil(v + dv));
	for (let row = Math.max(0, Math.floor(v - dv)); row <= last; row++) {
		const end = row * size + to;
		for (let i = row * size + from; i <= end; i++) visit(i, x[i]!, y[i]!);
	}
}

/** The box around a circle. */
export const around = (x: number, y: number, radius: number) =>
	[x - radius, y - radius, x + radius, y + radius] as const;
