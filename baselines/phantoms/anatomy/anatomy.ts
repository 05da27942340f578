/** The numbers that make one patient's thorax on one image. Findings may change them before drawing. */
import type { RandomSource } from '../../random-source.ts';
import type { PhantomMetadata } from '../types.ts';

/** 0 is the patient's right, on the left of the image; 1 is the patient's left. */
export type Side = 0 | 1;

/** −1 on the patient's right, 1 on the left. */
export const signOf = (side: Side) => (side === 0 ? -1 : 1);

export interface Lung {
	/** Distance of the lateral border from the midline. */
	width: number;
	/** y of the top. */
	apex: number;
	/** y of the top of the diaphragm's dome. */
	dome: number;
	/** How steeply the dome falls to the side; low where it is flat. */
	curvature: number;
	/** Share of air when the lung is filled, about 0.7. */
	aeration: number;
}

export interface Heart {
	x: number;
	y: number;
	/** Half-axes of the ellipse along and across its tilt. */
	long: number;
	short: number;
	/** Radians; the apex points to the patient's left and down. */
	tilt: number;
}

export interface Anatomy {
	lungs: [Lung, Lung];
	heart: Heart;
	/** Half-width of the mediastinum above the heart. */
	mediastinum: number;
	/** How far the aortic knob bulges. */
	aorta: number;
	/** Sideways bend of the spine and all that follows it. */
	scoliosis: number;
	/** Half-width of the trunk. */
	trunk: number;
	/** Thickness of the soft tissue, about 1. */
	thickness: number;
	/** Attenuation of a breast; 0 for none. */
	breast: number;
	breastY: number;
	/** Contrast of bone, lower in the old. */
	bone: number;
	ribSpacing: number;
	ribOffset: number;
	/** y of the clavicles at the sternum, and how far they rise to the side. */
	clavicleY: number;
	clavicleRise: number;
	/** How far the scapulae cover the lungs; large with the arms down (AP). */
	scapula: number;
	/** Air in the stomach: radius, 0 for none. */
	bubble: number;
	vesselContrast: number;
}

/** What stays the same on all images of a patient. */
export interface Habitus {
	width: number;
	height: number;
	heart: number;
	tilt: number;
	stout: number;
	breast: number;
	aorta: number;
	scoliosis: number;
	ribSpacing: number;
	ribOffset: number;
	leftDome: number;
}

export function habitusOf({ sex, age }: PhantomMetadata, random: RandomSource): Habitus {
	const { normal, uniform } = random;
	const woman = sex === 'F';
	return {
		width: (woman ? 0.7 : 0.735) + 0.03 * normal(),
		height: (woman ? -0.01 : 0.02) + 0.03 * normal(),
		heart: 0.445 + 0.0006 * (age - 47) + 0.03 * normal(),
		tilt: 0.62 + 0.1 * normal(),
		stout: 1 + 0.12 * normal(),
		breast: woman ? 0.04 + 0.13 * uniform() : 0.03 * uniform(),
		aorta: 0.035 + 0.0012 * Math.max(0, age - 30) + 0.012 * normal(),
		scoliosis: (0.012 + 0.0003 * age) * normal(),
		ribSpacing: 0.148 + 0.006 * normal(),
		ribOffset: 0.148 * uniform(),
		leftDome: 0.035 + 0.015 * normal(),
	};
}

/** Short half-axis of the heart over its long one. */
const ROUNDNESS = 0.7;

/** Width of the heart over that of the thorax is the cardiothoracic ratio, 0.38 to 0.5 in health. */
export function sizeHeart(anatomy: Anatomy, ratio: number): void {
	const [right, left] = anatomy.lungs;
	const half = (ratio * (right.width + left.width)) / 2;
	const { heart } = anatomy;
	// The horizontal half-width of a tilted ellipse, with short = ROUNDNESS · long.
	const reach = Math.sqrt(Math.cos(heart.tilt) ** 2 + (ROUNDNESS * Math.sin(heart.tilt)) ** 2);
	heart.long = half / reach;
	heart.short = ROUNDNESS * heart.long;
	heart.x = 0.42 * half;
	heart.y = Math.min(right.dome, left.dome) - 0.66 * heart.short;
}

export function anatomyOf(
	{ sex, age, view }: PhantomMetadata,
	body: Habitus,
	random: RandomSource,
): Anatomy {
	const { normal, uniform } = random;
	const supine = view === 'AP';
	// A breath less deep lifts the diaphragm, more so in bed.
	const dome = 0.43 + body.height - (supine ? 0.07 : 0) + 0.045 * normal();
	const lung = (lower: number): Lung => ({
		width: body.width + 0.008 * normal(),
		apex: -0.76 - 0.5 * body.height + 0.012 * normal(),
		dome: dome + lower,
		curvature: 1.5 + 0.25 * normal(),
		aeration: (supine ? 0.69 : 0.72) + 0.015 * normal(),
	});
	const anatomy: Anatomy = {
		lungs: [lung(0), lung(body.leftDome)],
		heart: { x: 0, y: 0, long: 0, short: 0, tilt: body.tilt },
		mediastinum: (supine ? 0.125 : 0.105) + 0.01 * normal(),
		aorta: body.aorta,
		scoliosis: body.scoliosis,
		trunk: 0.9 + 0.12 * (body.stout - 1) + (body.width - 0.72),
		thickness: body.stout,
		breast: body.breast,
		breastY: 0.24 + 0.03 * normal(),
		bone: (sex === 'M' ? 1.05 : 0.95) * (age > 60 ? 0.85 : 1) * (1 + 0.08 * normal()),
		ribSpacing: body.ribSpacing,
		ribOffset: body.ribOffset,
		clavicleY: -0.57 - (supine ? 0.05 : 0) + 0.025 * normal(),
		clavicleRise: (supine ? 0.16 : 0.09) + 0.03 * normal(),
		scapula: supine ? 0.5 + 0.5 * uniform() : 0.25 * uniform(),
		bubble: uniform() < 0.45 ? 0.05 + 0.06 * uniform() : 0,
		vesselContrast: 1 + 0.12 * normal(),
	};
	// The tube is nearer to the heart in AP, which magnifies it.
	sizeHeart(anatomy, body.heart * (supine ? 1.09 : 1) * (1 + 0.02 * normal()));
	return anatomy;
}
