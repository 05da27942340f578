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
/** How far names run to the right, in recall. */
const WIDTH = 0.5;
const INSIDE = [0.03, 0.95] as const;

/** The lowest and the highest precision of the curves where names may stand. */
function extentOf(curves: readonly PrCurve[]): [number, number] {
	const values = curves.flatMap((curve) =>
		Array.from({ length: 21 }, (_, i) => precisionAt(curve, FIRST + (WIDTH * i) / 20)),
	);
	return [Math.min(...values), Math.max(...values)];
}

/**
 * Names beside precision-recall curves stand in stairs where most room is: above the curves where
 * they run low, else below them. The name furthest to the left is furthest from the curves, so that
 * no name's line runs through another name. Points and anchors are in recall (x) and precision (y).
 */
export function namePrCurves(
	curves: readonly { curve: PrCurve; area: number | null }[],
): CurveName[] {
	const sum = curves.reduce((total, { area }) => total + (area ?? 0), 0);
	const isLow = sum < curves.length / 2;
	const [lowest, highest] = extentOf(curves.map(({ curve }) => curve));
	const reach = curves.length * STEP;
	const start = isLow
		? Math.min(highest + 0.05, INSIDE[1] - reach)
		: Math.max(lowest - 0.08, INSIDE[0] + reach);
	const order = curves
		.map((_, index) => index)
		.sort((a, b) => (curves[b]?.area ?? -1) - (curves[a]?.area ?? -1));
	const names: CurveName[] = new Array(curves.length);
	order.forEach((index, rank) => {
		const x = FIRST + rank * APART;
		const away = (curves.length - rank) * STEP;
		names[index] = {
			point: { x, y: precisionAt(curves[index]!.curve, x) },
			anchor: { x, y: isLow ? start + away : start - away },
		};
	});
	return names;
}
