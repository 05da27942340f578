/** Outline and thickness of the body: neck, shoulders, trunk, breasts. */
import { bell, clamp, mix, smoothstep } from '../curves.ts';
import type { Anatomy } from './anatomy.ts';

/** Half-width of the body at a height. */
function outline({ trunk, thickness }: Anatomy, y: number): number {
	const neck = 0.23 * thickness;
	// From the neck along the shoulder, then the trunk (with the axilla's notch) and the flank.
	const shoulder = smoothstep(-1.02, -0.6, y);
	const axilla = 0.03 * bell(y + 0.1, 0.25);
	return mix(neck, trunk + 0.22, shoulder) - 0.22 * smoothstep(-0.6, 0.05, y) - axilla;
}

/** Attenuation by soft tissue alone; 0 outside the body. */
export function trunkAttenuation(anatomy: Anatomy): (x: number, y: number) => number {
	const { thickness, breast, breastY } = anatomy;
	const rows = Float32Array.from({ length: 641 }, (_, i) => outline(anatomy, -1.6 + i / 200));
	const breastX = 0.4;
	return (x, y) => {
		const half = rows[clamp((y + 1.6) * 200, 0, 640) | 0]!;
		const off = Math.abs(x) / half;
		if (off >= 1) return 0;
		const inside = off < 0.94 ? 1 : smoothstep(0, 0.06, 1 - off);
		// The trunk is a flat ellipse: thin at its sides.
		let value = inside * thickness * (0.3 + 0.3 * Math.sqrt(1 - off * off));
		if (breast > 0.01) {
			const dx = (Math.abs(x) - breastX) / 0.3;
			const dy = (y - breastY) / 0.26;
			const r2 = dx * dx + dy * dy;
			// Round below, fading upwards into the chest wall.
			if (r2 < 1) value += breast * Math.sqrt(1 - r2) * smoothstep(-1, 0.3, dy);
		}
		return value;
	};
}
