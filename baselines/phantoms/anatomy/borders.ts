/** The borders of the lungs as tables, looked up for every pixel. */
import { bell, clamp } from '../curves.ts';
import { type Anatomy, type Lung, type Side } from './anatomy.ts';

/** Entries per unit of length: a third of a pixel at 128. */
const PER_UNIT = 200;
const LOWEST = -1.6;
const ENTRIES = Math.round(3.2 * PER_UNIT);
/** x of the middle of the apex, and height of the part where the lung widens. */
const APEX_X = 0.31;
const WIDENING = 0.66;
/** x of the top of a dome. */
const DOME_X = 0.36;

export interface Borders {
	/** x of the midline at this y. */
	midline(y: number): number;
	/** Distances from the midline at this y. */
	lateral(side: Side, y: number): number;
	medial(side: Side, y: number): number;
	/** y of the diaphragm at this distance from the midline. */
	diaphragm(side: Side, x: number): number;
	/** How deep inside the lung a point is: least distance to its borders, negative outside. */
	depth(side: Side, x: number, y: number): number;
}

const table = (value: (at: number) => number) =>
	Float32Array.from({ length: ENTRIES }, (_, i) => value(LOWEST + i / PER_UNIT));

/** Truncation is rounding here, as an index is never negative: far faster than Math.round. */
function entry(at: number): number {
	const i = ((at - LOWEST) * PER_UNIT + 0.5) | 0;
	return i < 0 ? 0 : i >= ENTRIES ? ENTRIES - 1 : i;
}

function lateralAt(lung: Lung, y: number): number {
	const t = clamp((y - lung.apex) / WIDENING, 0, 1);
	const rest = 1 - t;
	return APEX_X + (lung.width - APEX_X) * Math.sqrt(1 - rest * rest) - 0.02 * Math.max(0, y - 0.2);
}

function medialAt(anatomy: Anatomy, side: Side, y: number): number {
	const { apex } = anatomy.lungs[side];
	const t = clamp((y - apex) / 0.22, 0, 1);
	const rest = 1 - t;
	const toApex = (APEX_X - anatomy.mediastinum) * rest * rest * rest;
	// Aortic knob and pulmonary trunk on the left, superior vena cava on the right.
	const knob =
		side === 1
			? anatomy.aorta * bell(y + 0.36, 0.085) + 0.05 * bell(y + 0.1, 0.13)
			: 0.025 * bell(y + 0.2, 0.2);
	const hilum = 0.035 * bell(y + (side === 1 ? 0.1 : 0.05), 0.11);
	return anatomy.mediastinum + toApex + knob + hilum;
}

function diaphragmAt(lung: Lung, x: number): number {
	const off = x - DOME_X;
	const fall = off > 0 ? lung.curvature * off * off * (1 + off) : 0.5 * lung.curvature * off * off;
	return lung.dome + fall;
}

export function bordersOf(anatomy: Anatomy): Borders {
	const [right, left] = anatomy.lungs;
	const mid = table((y) => anatomy.scoliosis * Math.sin(2.2 * y + 0.4));
	const lateral = [table((y) => lateralAt(right, y)), table((y) => lateralAt(left, y))] as const;
	const medial = [
		table((y) => medialAt(anatomy, 0, y)),
		table((y) => medialAt(anatomy, 1, y)),
	] as const;
	const dome = [table((x) => diaphragmAt(right, x)), table((x) => diaphragmAt(left, x))] as const;
	return {
		midline: (y) => mid[entry(y)]!,
		lateral: (side, y) => lateral[side][entry(y)]!,
		medial: (side, y) => medial[side][entry(y)]!,
		diaphragm: (side, x) => dome[side][entry(x)]!,
		depth(side, x, y) {
			const row = entry(y);
			const off = Math.abs(x - mid[row]!);
			if (y < anatomy.lungs[side].apex) return -1;
			const wall = lateral[side][row]! - off;
			const middle = off - medial[side][row]!;
			const base = dome[side][entry(off)]! - y;
			const least = wall < middle ? wall : middle;
			return least < base ? least : base;
		},
	};
}
