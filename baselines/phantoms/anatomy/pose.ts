/** How the patient stands before the detector: an affine map between image and patient. */
import type { RandomSource } from '../../random-source.ts';
import type { View } from '../types.ts';

/** Patient x = xu·u + xv·v + x0, likewise y; u and v span −1 to 1 over the image. */
export interface Pose {
	xu: number;
	xv: number;
	x0: number;
	yu: number;
	yv: number;
	y0: number;
	/** Patient units per image unit. */
	scale: number;
	/** The way back: u = ux·(x − x0) + uy·(y − y0), likewise v. */
	ux: number;
	uy: number;
	vx: number;
	vy: number;
}

export function poseOf(view: View, random: RandomSource): Pose {
	// Bedridden patients are harder to place.
	const care = view === 'PA' ? 1 : 1.7;
	const angle = 0.034 * care * random.normal();
	const scale = 1.04 + 0.06 * random.normal();
	const stretch = 1 + 0.035 * random.normal();
	const x0 = 0.045 * care * random.normal();
	const y0 = -0.02 + 0.05 * care * random.normal();
	const cos = Math.cos(angle) * scale;
	const sin = Math.sin(angle) * scale;
	const xu = cos * stretch;
	const xv = sin;
	const yu = -sin * stretch;
	const yv = cos;
	const determinant = xu * yv - xv * yu;
	return {
		xu,
		xv,
		x0,
		yu,
		yv,
		y0,
		scale,
		ux: yv / determinant,
		uy: -xv / determinant,
		vx: -yu / determinant,
		vy: xu / determinant,
	};
}
