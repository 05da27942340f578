/** Names above vertical lines, laid in lanes so that no name covers another or another's line. */

export interface LaneItem {
	/** Percent of the plot's width. */
	at: number;
	/** Width of the name in pixels. */
	width: number;
}

export interface LanePlace {
	/** 0 is the lane next to the axis. */
	lane: number;
	/** Which side of its line the name is on. */
	side: 'right' | 'left';
}

/** Helvetica-like type at 12 px is narrower than this on average, so that an estimate errs wide. */
const CHARACTER = 6.4;
const GAP = 6;

export function textWidth(text: string): number {
	return text.length * CHARACTER + GAP;
}

interface Placed extends LanePlace {
	x: number;
	from: number;
	to: number;
}

/**
 * Places names over a plot that is at least `plotWidth` pixels wide. From the right to the left, each
 * name takes the lowest lane that is free, to the right of its line where there is room.
 */
export function layLanes(items: readonly LaneItem[], plotWidth: number): LanePlace[] {
	const order = items.map((_, index) => index).sort((a, b) => at(items, b) - at(items, a));
	const placed: Placed[] = [];
	const result: LanePlace[] = new Array(items.length);
	for (const index of order) {
		const x = (at(items, index) / 100) * plotWidth;
		const width = items[index]?.width ?? 0;
		const side = x + width <= plotWidth || x - width < 0 ? 'right' : 'left';
		const [from, to] = side === 'right' ? [x, x + width] : [x - width, x];
		let lane = 0;
		while (placed.some((other) => collides({ lane, side, x, from, to }, other))) lane += 1;
		placed.push({ lane, side, x, from, to });
		result[index] = { lane, side };
	}
	return result;
}

function at(items: readonly LaneItem[], index: number): number {
	return items[index]?.at ?? 0;
}

function collides(a: Placed, b: Placed): boolean {
	if (a.lane === b.lane) return a.from < b.to + GAP && b.from < a.to + GAP;
	// The line of the upper name runs down through the lower lane.
	const [upper, lower] = a.lane > b.lane ? [a, b] : [b, a];
	return upper.x > lower.from - 2 && upper.x < lower.to + 2;
}
