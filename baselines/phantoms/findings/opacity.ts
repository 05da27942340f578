/** Patches of lung that hold less air: what consolidation, pneumonia and infiltration share. */
import type { RandomSource } from '../../random-source.ts';
import { around, visitBox, type Canvas } from '../canvas.ts';
import { smoothstep } from '../curves.ts';
import { createTexture } from '../texture.ts';

export interface Patch {
	x: number;
	y: number;
	/** Half-axes. */
	width: number;
	height: number;
	/** Attenuation that fills the airspace. */
	contrast: number;
	/** Width of the border, as a share of the radius. */
	softness: number;
	/** 0 is even, 1 is cloudy throughout. */
	patchiness: number;
	/** Size of a cloud. */
	grain: number;
}

/** Fills air with fluid: bright only where there was air. Returns nothing; marks what it fills. */
export function drawPatch(canvas: Canvas, mark: Float32Array, patch: Patch, random: RandomSource) {
	const { air, attenuation, vessels } = canvas;
	const texture = createTexture(random);
	const { x: cx, y: cy, width, height, softness, patchiness, grain, contrast } = patch;
	const reach = Math.max(width, height) * 1.5;
	visitBox(canvas, around(cx, cy, reach), (i, x, y) => {
		const open = air[i]!;
		if (open === 0) return;
		const dx = (x - cx) / width;
		const dy = (y - cy) / height;
		const wobble = 0.28 * texture.cloud(x, y, 0.16);
		const r = Math.sqrt(dx * dx + dy * dy) + wobble;
		const inside = 1 - smoothstep(1 - softness, 1 + 0.4 * softness, r);
		if (inside === 0) return;
		const cloud = 1 - patchiness * (0.5 - 0.9 * texture.cloud(x + 3, y, grain));
		const filled = Math.max(0, inside * cloud);
		attenuation[i]! += contrast * filled * Math.min(1, open * 1.3);
		// Vessels lose their borders where the tissue around them is as dense as they are.
		vessels[i]! *= 1 - Math.min(0.85, filled * contrast * 3);
		mark[i] = Math.max(mark[i]!, inside * Math.min(1, open * 2));
	});
}
