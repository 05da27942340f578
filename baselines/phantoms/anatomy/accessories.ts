/** What is on radiographs and is no finding: side markers, leads, nipples, healed granulomas. */
import type { RandomSource } from '../../random-source.ts';
import { around, visitBox, type Canvas } from '../canvas.ts';
import { segmentDistance, smoothstep } from '../curves.ts';
import type { PhantomMetadata } from '../types.ts';

function line(canvas: Canvas, points: readonly (readonly [number, number])[], contrast: number) {
	const width = Math.max(0.008, 0.7 * canvas.pixel);
	const value = contrast * (0.008 / width);
	for (let k = 1; k < points.length; k++) {
		const [ax, ay] = points[k - 1]!;
		const [bx, by] = points[k]!;
		const box = [
			Math.min(ax, bx) - width,
			Math.min(ay, by) - width,
			Math.max(ax, bx) + width,
			Math.max(ay, by) + width,
		] as const;
		visitBox(canvas, box, (i, x, y) => {
			const d = segmentDistance(x, y, ax, ay, bx, by);
			if (d < width) canvas.attenuation[i]! += value * (1 - d / width);
		});
	}
}

function spot(canvas: Canvas, x: number, y: number, radius: number, contrast: number) {
	const soft = Math.max(0.4 * radius, canvas.pixel);
	visitBox(canvas, around(x, y, radius + soft), (i, px, py) => {
		const d = Math.sqrt((px - x) ** 2 + (py - y) ** 2);
		canvas.attenuation[i]! += contrast * (1 - smoothstep(radius - soft, radius + soft, d));
	});
}

/** The letter of the side, as lead: a bar and a foot is enough for an L. */
function marker(canvas: Canvas, random: RandomSource) {
	const x = 0.86 + 0.03 * random.normal();
	const y = -0.86 + 0.03 * random.normal();
	line(
		canvas,
		[
			[x, y - 0.05],
			[x, y + 0.03],
			[x + 0.04, y + 0.03],
		],
		1.2,
	);
}

export function drawAccessories(
	canvas: Canvas,
	{ view, age }: PhantomMetadata,
	patient: RandomSource,
	image: RandomSource,
): void {
	const { lungs, breastY } = canvas.anatomy;
	// A few patients have a small dense granuloma or a nipple that shows: not every spot is a nodule.
	const granuloma = patient.uniform() < 0.04 + 0.0006 * age;
	const gx = (patient.uniform() < 0.5 ? -1 : 1) * (0.22 + 0.4 * patient.uniform());
	const gy = -0.5 + 0.75 * patient.uniform();
	if (granuloma) spot(canvas, gx, gy, 0.012 + 0.01 * patient.uniform(), 0.16);
	const nipples = patient.uniform() < 0.07;
	if (nipples) {
		for (const side of [0, 1] as const) {
			const x = (side ? 1 : -1) * 0.62 * lungs[side].width;
			spot(canvas, x, breastY + 0.08, 0.024, 0.05);
		}
	}
	if (image.uniform() < 0.6) marker(canvas, image);
	if (view === 'PA' || image.uniform() < 0.35) return;
	const leads = 1 + Math.floor(3 * image.uniform());
	for (let k = 0; k < leads; k++) {
		const x = -0.6 + 1.2 * image.uniform();
		const y = -0.35 + 0.5 * image.uniform();
		const bend = 0.2 * image.normal();
		line(
			canvas,
			[
				[x, y],
				[x + bend, y + 0.35],
				[x + 1.6 * bend, 1.05],
			],
			0.22,
		);
		spot(canvas, x, y, 0.02, 0.22);
	}
}
