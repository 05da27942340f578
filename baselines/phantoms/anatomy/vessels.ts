/** Vessels of the lungs: trees that fan out from the hila and thin towards the pleura. */
import type { RandomSource } from '../../random-source.ts';
import { visitBox, type Canvas } from '../canvas.ts';
import { signOf, type Side } from './anatomy.ts';

const GENERATIONS = 4;

/** Drawn with a rounded profile; adds up where vessels cross. */
function segment(
	canvas: Canvas,
	[ax, ay, bx, by]: readonly [number, number, number, number],
	width: number,
	contrast: number,
): void {
	const { vessels, pixel } = canvas;
	// Thinner than a pixel: wider and fainter, so that its sum stays.
	const drawn = Math.max(width, 0.6 * pixel);
	const value = contrast * (width / drawn);
	const dx = bx - ax;
	const dy = by - ay;
	const length2 = dx * dx + dy * dy;
	const reach = 1.6 * drawn;
	const box = [
		Math.min(ax, bx) - reach,
		Math.min(ay, by) - reach,
		Math.max(ax, bx) + reach,
		Math.max(ay, by) + reach,
	] as const;
	visitBox(canvas, box, (i, x, y) => {
		const along = ((x - ax) * dx + (y - ay) * dy) / length2;
		const t = along < 0 ? 0 : along > 1 ? 1 : along;
		const ox = x - ax - t * dx;
		const oy = y - ay - t * dy;
		const r2 = (ox * ox + oy * oy) / (drawn * drawn);
		if (r2 < 2.5) vessels[i]! += value * (1 - r2 / 2.5) ** 2;
	});
}

function branch(
	canvas: Canvas,
	random: RandomSource,
	x: number,
	y: number,
	angle: number,
	length: number,
	width: number,
	generation: number,
): void {
	const endX = x + length * Math.cos(angle);
	const endY = y + length * Math.sin(angle);
	segment(canvas, [x, y, endX, endY], width, 0.035 + 2.1 * width);
	// The two draws come first, so that pruning one branch leaves the others where they are.
	const spread = 0.3 + 0.22 * random.uniform();
	const turn = 0.12 * random.normal();
	if (generation === GENERATIONS) return;
	for (const way of [-1, 1]) {
		const next = angle + turn + way * spread;
		branch(canvas, random, endX, endY, next, length * 0.78, width * 0.68, generation + 1);
	}
}

/** Both trees, unclipped: what lies outside the lungs is multiplied by no air. */
export function drawVessels(canvas: Canvas, random: RandomSource): void {
	for (const side of [0, 1] as Side[]) {
		const sign = signOf(side);
		const hilumX = sign * (0.15 + 0.01 * random.normal());
		const hilumY = -0.06 - (side === 1 ? 0.04 : 0);
		const trunks = 8;
		for (let k = 0; k < trunks; k++) {
			// From up and out to down and out, measured from the side.
			const fan = -1.15 + (2.45 * k) / (trunks - 1) + 0.1 * random.normal();
			const angle = sign > 0 ? fan : Math.PI - fan;
			const width = 0.017 * (1 + 0.2 * random.normal()) * (fan > 0 ? 1.1 : 0.85);
			const length = 0.17 + 0.035 * fan + 0.03 * random.uniform();
			// They leave the hilum one below the other.
			branch(canvas, random, hilumX, hilumY + 0.07 * fan, angle, length, width, 1);
		}
	}
}
