import type { PrCurve } from '#scorer/types';
import type { CurveName } from './roc.ts';

/** Precision at a recall: straight between the points of the thinned curve. */
export function precisionAt({ recall, precision }: PrCurve, at: number): number {
	const next = recall.findIndex((value) => value >= at);
	if (next < 0) return precision.at(-1) ?? 0;
	const [x1, y1] = [recall[next] ?? 0, precision[next] ?? 0];
	const [x0, y0] = [recall[next - 1] ?? x1, precision[next - 1] ?? y1];
	return x1 > x0 ? y0 + ((at - x0) / (x1 - x0)) * (y1 - y0) : y1;
}

const FIRST = 0.24;
const APART = 0.065;
const STEP = 0.075;

/**
 * Names beside precision-recall curves stand in stairs where most room is: above the curves where
 * they run low, else below them. The curve of the leftmost name is left at the smallest recall, so
 * that no name's line runs through another name. Points and anchors are in recall (x) and precision (y).
 */
export function namePrCurves(
	curves: readonly { curve: PrCurve; area: number | null }[],
): CurveName[] {
	const sum = curves.reduce((total, { area }) => total + (area ?? 0), 0);
	const isLow = sum < curves.length / 2;
	const order = curves
		.map((_, index) => index)
		.sort((a, b) => (curves[b]?.area ?? -1) - (curves[a]?.area ?? -1));
	const names: CurveName[] = new Array(curves.length);
	order.forEach((index, rank) => {
		const x = FIRST + rank * APART;
		const step = (rank + 1) * STEP;
		names[index] = {
			point: { x, y: precisionAt(curves[index]!.curve, x) },
			anchor: { x, y: isLow ? 1.02 - step : step - 0.02 },
		};
	});
	return names;
}
