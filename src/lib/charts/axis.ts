import { nice, ticks } from 'd3-array';

/** A shared horizontal axis. Places are percentages of its width, so it needs no measured size. */
export interface Axis {
	lo: number;
	hi: number;
	ticks: number[];
	/** Decimals that tell the ticks apart. */
	decimals: number;
}

/** Percent of the axis's width; below 0 or above 100 where the value lies beyond it. */
export function place(axis: Axis, value: number): number {
	return ((value - axis.lo) / (axis.hi - axis.lo)) * 100;
}

export function isOn(axis: Axis, value: number): boolean {
	return value >= axis.lo && value <= axis.hi;
}

/**
 * An axis over values, rounded outwards to whole ticks and kept inside the metric's range.
 * Values that are all equal, or next to it, get some room around them.
 */
export function axisOver(
	values: readonly number[],
	range: readonly [number, number],
	tickCount = 5,
): Axis {
	const [lo, hi] = values.length
		? [Math.min(...values), Math.max(...values)]
		: [finite(range[0], 0), finite(range[1], 1)];
	// Differences of rounding alone would make an axis that no tick fits on.
	const spread = hi - lo > 1e-6 ? (hi - lo) * 0.06 : Math.max(Math.abs(hi) * 0.02, 0.01);
	const room = values.length ? spread : 0;
	const inside = (value: number) => Math.min(Math.max(value, range[0]), range[1]);
	const [from, to] = nice(inside(lo - room), inside(hi + room), tickCount * 2);
	const marks = ticks(from, to, tickCount);
	const step = (marks[1] ?? to) - (marks[0] ?? from);
	// A rounded end may fall short of its value by the last digit.
	const ends = values.length
		? { lo: Math.min(from, lo), hi: Math.max(to, hi) }
		: { lo: from, hi: to };
	return { ...ends, ticks: marks, decimals: decimalsFor(step) };
}

const finite = (value: number, fallback: number) => (Number.isFinite(value) ? value : fallback);

function decimalsFor(step: number): number {
	for (let decimals = 0; decimals < 8; decimals++)
		if (Math.abs(Math.round(step * 10 ** decimals) - step * 10 ** decimals) < 1e-6) return decimals;
	return 8;
}

/** What the leaderboard's axis must show. */
export interface Span {
	/** Scores of participants on the page, with the ends of their intervals. */
	participants: readonly number[];
	references: readonly number[];
	/** Smallest and largest score of the whole board. */
	extent: readonly [number, number] | null;
	range: readonly [number, number];
}

/**
 * Participants often lie close together while a random baseline lies far off: on one axis over all of
 * them, nothing could be told apart. True where looking at the participants alone is the better start.
 */
export function isCrowded({ participants, references, extent }: Span): boolean {
	if (participants.length < 3) return false;
	const near = Math.max(...participants) - Math.min(...participants);
	const all = [...participants, ...references, ...(extent ?? [])];
	return near < 0.33 * (Math.max(...all) - Math.min(...all));
}

/** The whole board's axis, or the one of the participants with the references that lie among them. */
export function boardAxis(span: Span, whole: boolean): Axis {
	const { participants, references, extent, range } = span;
	if (whole) return axisOver([...participants, ...references, ...(extent ?? [])], range);
	const lo = Math.min(...participants);
	const hi = Math.max(...participants);
	const reach = (hi - lo) * 0.6;
	const among = references.filter((value) => value >= lo - reach && value <= hi + reach);
	return axisOver([...participants, ...among], range);
}
