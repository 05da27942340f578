/** Round opacities: what nodules and masses share. */
import { around, visitBox, type Canvas } from '../canvas.ts';
import { smoothstep } from '../curves.ts';
import type { Texture } from '../texture.ts';

export interface Round {
	x: number;
	y: number;
	radius: number;
	contrast: number;
	/** How far the border strays from a circle, as a share of the radius. */
	lobulation: number;
	/** Width of the border, as a share of the radius. */
	softness: number;
}

/** A ball: its attenuation falls off like the length of the beam in it. */
export function drawRound(canvas: Canvas, mark: Float32Array, round: Round, texture: Texture) {
	const { x: cx, y: cy, radius, contrast, lobulation } = round;
	const soft = Math.max(round.softness, (0.7 * canvas.pixel) / radius);
	visitBox(canvas, around(cx, cy, radius * (1.15 + soft + lobulation)), (i, x, y) => {
		const dx = (x - cx) / radius;
		const dy = (y - cy) / radius;
		const r = Math.sqrt(dx * dx + dy * dy) + lobulation * texture.at(x, y, 0.8 * radius);
		const inside = 1 - smoothstep(1 - soft, 1 + soft, r);
		if (inside === 0) return;
		const length = Math.sqrt(Math.max(0.2, 1 - r * r));
		canvas.attenuation[i]! += contrast * inside * (0.35 + 0.65 * length);
		mark[i] = Math.max(mark[i]!, inside);
	});
}
