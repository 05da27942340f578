import type { RocCurve } from '#scorer/types';

/** Reading a ROC curve, and placing the names of several inside the plot's empty lower right half. */

/**
 * Sensitivity at a specificity: the curve read at fpr = 1 − specificity, straight between its points
 * (which is what the trapezoidal area assumes, Fawcett 2006). Where the curve rises at that rate, the
 * upper end.
 */
export function sensitivityAt(curve: RocCurve, specificity: number): number | null {
	const x = 1 - specificity;
	const { fpr, tpr } = curve;
	let best: number | null = null;
	for (let i = 0; i < fpr.length; i++) {
		const [x0, x1] = [fpr[i] ?? 0, fpr[i + 1] ?? fpr[i] ?? 0];
		const [y0, y1] = [tpr[i] ?? 0, tpr[i + 1] ?? tpr[i] ?? 0];
		if (x < x0 - 1e-12 || x > x1 + 1e-12) continue;
		const y = x1 > x0 ? y0 + ((x - x0) / (x1 - x0)) * (y1 - y0) : Math.max(y0, y1);
		best = best === null ? y : Math.max(best, y);
	}
	return best;
}

/** Where a ray from the plot's lower right corner meets a curve. `angle` in radians above the axis. */
export function onRay(curve: RocCurve, angle: number): { x: number; y: number } {
	// Signed distance from the ray; a rising curve changes its sign once.
	const side = (x: number, y: number) => y * Math.cos(angle) - (1 - x) * Math.sin(angle);
	const { fpr, tpr } = curve;
	for (let i = 1; i < fpr.length; i++) {
		const [x0, y0, x1, y1] = [fpr[i - 1] ?? 0, tpr[i - 1] ?? 0, fpr[i] ?? 1, tpr[i] ?? 1];
		const [a, b] = [side(x0, y0), side(x1, y1)];
		if (a <= 0 && b >= 0) {
			const t = b === a ? 0 : -a / (b - a);
			return { x: x0 + t * (x1 - x0), y: y0 + t * (y1 - y0) };
		}
	}
	return { x: 1, y: 1 };
}

export interface CurveName {
	/** Point of the curve that is named, in rates. */
	point: { x: number; y: number };
	/** Where its name begins: on the same ray, below the lowest curve and the diagonal. */
	anchor: { x: number; y: number };
}

/** Angles between which the rays fan out; names run to the right from there and still fit. */
const STEEP = (50 / 180) * Math.PI;
const FLAT = (19 / 180) * Math.PI;
const CHANCE: RocCurve = { fpr: [0, 1], tpr: [0, 1] };

/**
 * Names lie in the empty half below the diagonal, each on a ray of its own from the lower right
 * corner: the best curve's on the steepest. A ray meets every curve once, so a name's line is short,
 * and no two of them cross. `gap` is the distance of a name from the lowest curve, in rates.
 */
export function nameCurves(
	curves: readonly { curve: RocCurve; auroc: number | null }[],
	gap = 0.03,
): CurveName[] {
	const order = curves
		.map((_, index) => index)
		.sort((a, b) => (curves[b]?.auroc ?? -1) - (curves[a]?.auroc ?? -1));
	const names: CurveName[] = new Array(curves.length);
	order.forEach((index, rank) => {
		const share = curves.length > 1 ? rank / (curves.length - 1) : 0.5;
		const angle = STEEP + (FLAT - STEEP) * share;
		const reach = ({ x, y }: { x: number; y: number }) => Math.hypot(1 - x, y);
		const lowest = Math.min(
			...[...curves.map(({ curve }) => curve), CHANCE].map((curve) => reach(onRay(curve, angle))),
		);
		const far = Math.max(0, lowest - gap);
		names[index] = {
			point: onRay(curves[index]!.curve, angle),
			anchor: { x: 1 - far * Math.cos(angle), y: far * Math.sin(angle) },
		};
	});
	return names;
}
