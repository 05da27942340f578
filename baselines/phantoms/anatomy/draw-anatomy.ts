/** Draws the thorax: everything that a patient without findings shows. */
import type { RandomSource } from '../../random-source.ts';
import type { Canvas } from '../canvas.ts';
import { bell, smoothstep } from '../curves.ts';
import { createTexture } from '../texture.ts';
import type { Anatomy, Side } from './anatomy.ts';
import { bordersOf } from './borders.ts';
import { drawClavicles, drawScapulae, spineAttenuation } from './bones.ts';
import { heartShadow } from './heart.ts';
import { ribAttenuation } from './ribs.ts';
import { trunkAttenuation } from './trunk.ts';
import { drawVessels } from './vessels.ts';

/** Depth at which a lung holds half the air that it holds at its thickest. */
const HALF_DEPTH = 0.055;

/** Air of the stomach under the left dome. */
function stomach({ bubble, lungs }: Anatomy): (x: number, y: number) => number {
	const cx = 0.42;
	const cy = lungs[1].dome + 0.06 + bubble;
	return (x, y) => {
		if (bubble === 0) return 0;
		const d = Math.sqrt(((x - cx) / 1.5) ** 2 + (y - cy) ** 2);
		return 0.28 * (1 - smoothstep(0.75 * bubble, 1.1 * bubble, d));
	};
}

/** @param patient a stream that is the same for all images of the patient */
export function drawAnatomy(canvas: Canvas, patient: RandomSource): void {
	const { anatomy, size, pixel } = canvas;
	const soft = Math.max(0.014, 0.8 * pixel);
	const borders = bordersOf(anatomy);
	const heart = heartShadow(anatomy, Math.max(0.022, pixel));
	const trunk = trunkAttenuation(anatomy);
	const ribs = ribAttenuation(anatomy);
	const spine = spineAttenuation(anatomy);
	const bubble = stomach(anatomy);
	const grain = createTexture(patient);
	for (let i = 0; i < size * size; i++) {
		const x = canvas.x[i]!;
		const y = canvas.y[i]!;
		const flesh = trunk(x, y);
		if (flesh === 0) continue;
		const middle = borders.midline(y);
		const side: Side = x < middle ? 0 : 1;
		const off = Math.abs(x - middle);
		const depth = borders.depth(side, x, y);
		const shadow = heart(x, y);
		let air = 0;
		if (depth > -soft) {
			const inside = smoothstep(-soft, soft, depth);
			const filled = depth > 0 ? depth / (depth + HALF_DEPTH) : 0;
			air = inside * (0.5 + 0.5 * filled) * (1 - 0.9 * shadow);
		}
		canvas.air[i] = air;
		const { aeration } = anatomy.lungs[side];
		const lateral = borders.lateral(side, y);
		const below = y - borders.diaphragm(side, off);
		let value = flesh * (1 - aeration * air);
		// The belly, without what of it lies beside the ribs.
		if (below > -soft) {
			value += 0.16 * smoothstep(-soft, 0.12, below) * smoothstep(1.05, 0.85, off / lateral);
		}
		// Mediastinum, and the windpipe in it.
		if (off < 0.24) {
			value += 0.09 * (1 - smoothstep(0.1, 0.24, off)) * smoothstep(-0.9, -0.5, y);
			if (off < 0.1 && y < -0.2) {
				value -= 0.09 * bell(off, 0.04) * (1 - smoothstep(-0.3, -0.2, y));
			}
		}
		if (shadow > 0) value += 0.075 * shadow * (1 - smoothstep(0, 0.25, below));
		// Behind the heart little of the bones shows.
		const bones = spine(off, y) + ribs(off, y, lateral, below > 0 ? below : 0);
		value += bones * (1 - 0.45 * shadow);
		if (below > 0) value -= bubble(x, y);
		if (air > 0) {
			value += 0.018 * air * grain.at(x, y, 0.05);
			if (off < 0.32 && y > -0.35 && y < 0.25) {
				value += 0.07 * air * bell(off - 0.17, 0.07) * bell(y + 0.05, 0.13);
			}
		}
		canvas.attenuation[i] = value;
	}
	drawVessels(canvas, patient);
	drawClavicles(canvas);
	drawScapulae(canvas);
}
