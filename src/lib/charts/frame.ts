/** The coordinates of a plot: a box with axes on its left and below, in the SVG's own units. */
import { nice, ticks } from 'd3-array';

export interface Frame {
	width: number;
	height: number;
	x: (value: number) => number;
	y: (value: number) => number;
	xTicks: number[];
	yTicks: number[];
	/** Decimals that tell the ticks apart. */
	xDecimals: number;
	yDecimals: number;
	domain: { x: readonly [number, number]; y: readonly [number, number] };
}

const MARGIN = { top: 10, bottom: 44 };
/** Widest digit of the ticks' type, and the place of the title beside them. */
const DIGIT = 7.6;
const TITLE = 24;

export interface FrameOptions {
	width?: number;
	height?: number;
	x?: readonly [number, number];
	y?: readonly [number, number];
	xTickCount?: number;
	yTickCount?: number;
}

/** A frame over two domains; by default a square of shares from 0 to 1. */
export function makeFrame(options: FrameOptions = {}): Frame {
	const { width = 420, height = 420, x: xDomain = [0, 1], y: yDomain = [0, 1] } = options;
	const xTicks = ticks(xDomain[0], xDomain[1], options.xTickCount ?? 5);
	const yTicks = ticks(yDomain[0], yDomain[1], options.yTickCount ?? 5);
	const left = TITLE + textWidth(yTicks);
	const right = Math.max(14, textWidth(xTicks) / 2);
	const inner = { width: width - left - right, height: height - MARGIN.top - MARGIN.bottom };
	const share = ([lo, hi]: readonly [number, number], value: number) => (value - lo) / (hi - lo);
	return {
		width,
		height,
		x: (value) => left + share(xDomain, value) * inner.width,
		y: (value) => height - MARGIN.bottom - share(yDomain, value) * inner.height,
		xTicks,
		yTicks,
		xDecimals: decimalsOf(xTicks),
		yDecimals: decimalsOf(yTicks),
		domain: { x: xDomain, y: yDomain },
	};
}

const textWidth = (values: readonly number[]) =>
	DIGIT * Math.max(...values.map((value) => value.toFixed(decimalsOf(values)).length)) + 3;

/** Decimals that tell ticks apart. */
export function decimalsOf(values: readonly number[]): number {
	const step = Math.abs((values[1] ?? 1) - (values[0] ?? 0));
	for (let decimals = 0; decimals < 8; decimals++)
		if (Math.abs(Math.round(step * 10 ** decimals) - step * 10 ** decimals) < 1e-6) return decimals;
	return 8;
}

/** 0 to a round number at or above every value; 1 at the most where values are shares. */
export function upTo(values: readonly number[], limit = Infinity): [number, number] {
	const most = Math.max(0, ...values.filter(Number.isFinite));
	if (most === 0) return [0, Math.min(1, limit)];
	return [0, Math.min(limit, nice(0, most, 5)[1])];
}
