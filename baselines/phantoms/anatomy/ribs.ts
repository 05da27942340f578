/** Ribs as two families of curves: behind (near level) and in front (falling to the middle). */
import { clamp, smoothstep } from '../curves.ts';
import type { Anatomy } from './anatomy.ts';

/** Share of the spacing that a rib takes. */
const THICK = 0.44;

/** Height of a rib's shadow at a phase: 0 is its middle. Its cortex shows as brighter edges. */
function profile(phase: number): number {
	const beyond = phase - Math.floor(phase);
	const off = ((beyond < 0.5 ? beyond : 1 - beyond) * 2) / THICK;
	if (off >= 1.15) return 0;
	return (0.62 + 0.38 * off * off) * (1 - smoothstep(0.82, 1.15, off));
}

/**
 * Attenuation by ribs.
 * @param lateral half-width of the thorax at this height
 * @param below how far under the diaphragm, where ribs fade
 */
export function ribAttenuation(
	anatomy: Anatomy,
): (off: number, y: number, lateral: number, below: number) => number {
	const { ribSpacing, ribOffset, bone } = anatomy;
	const posterior = 0.085 * bone;
	const anterior = 0.05 * bone;
	return (off, y, lateral, below) => {
		const wall = lateral + 0.055;
		if (off > wall || y < -0.86) return 0;
		const u = off / wall;
		const bend = u * u;
		const edge = u > 0.93 ? 1 - smoothstep(0.93, 1, u) * 0.55 : 1;
		const fade = clamp(1 - below * 2.2, 0.12, 1);
		const back =
			(y + 0.86 - ribOffset + 0.06 * u - 0.34 * bend * u - 0.14 * bend * bend) / ribSpacing;
		const front = (y + 0.5 - ribOffset - 0.5 * (1 - u) - 0.25 * bend * bend) / (ribSpacing * 1.12);
		let value = back > -0.5 && off > 0.06 ? posterior * profile(back) : 0;
		// In front, cartilage takes over some way from the sternum, and lets the beam through.
		if (front > -0.5 && u > 0.3) value += anterior * profile(front) * smoothstep(0.3, 0.55, u);
		return value * edge * fade;
	};
}
