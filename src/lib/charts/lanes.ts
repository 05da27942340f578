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

interface Box {
	index: number;
	side: LanePlace['side'];
	/** The line, and the ends of the name, in pixels. */
	x: number;
	from: number;
	to: number;
}

interface Placed extends Box {
	lane: number;
}

/**
 * Places names over a plot that is at least `plotWidth` pixels wide. Names to the right of their line
 * are laid from the right to the left, those that do not fit there from the left to the right, each in
 * the lowest lane that is free; so stairs form whose lines pass beside the names below. Where nothing
 * is free (equal values), a name may stand on a line, never on another name.
 */
export function layLanes(items: readonly LaneItem[], plotWidth: number): LanePlace[] {
	const boxes = items.map(({ at, width }, index) =>
		box(index, (at / 100) * plotWidth, width, plotWidth),
	);
	const right = boxes.filter(({ side }) => side === 'right').sort((a, b) => b.x - a.x);
	const left = boxes.filter(({ side }) => side === 'left').sort((a, b) => a.x - b.x);
	const placed: Placed[] = [];
	const result: LanePlace[] = new Array(items.length);
	for (const item of [...right, ...left]) {
		const lane = freeLane(item, placed);
		placed.push({ ...item, lane });
		result[item.index] = { lane, side: item.side };
	}
	return result;
}

function box(index: number, x: number, width: number, plotWidth: number): Box {
	const side = x + width <= plotWidth || x - width < 0 ? 'right' : 'left';
	return side === 'right'
		? { index, side, x, from: x, to: x + width }
		: { index, side, x, from: x - width, to: x };
}

function freeLane(item: Box, placed: readonly Placed[]): number {
	// One lane more than there are names always has room.
	const lanes = Array.from({ length: placed.length + 1 }, (_, lane) => lane);
	const open = lanes.filter((lane) => !placed.some((p) => p.lane === lane && overlaps(item, p)));
	const clear = open.find((lane) => !placed.some((p) => crosses({ ...item, lane }, p)));
	return clear ?? open[0] ?? placed.length;
}

function overlaps(a: Box, b: Box): boolean {
	return a.from < b.to + GAP && b.from < a.to + GAP;
}

/** Does the line of the upper name run down through the lower one? */
function crosses(a: Placed, b: Placed): boolean {
	if (a.lane === b.lane) return false;
	const [upper, lower] = a.lane > b.lane ? [a, b] : [b, a];
	return upper.x > lower.from - 2 && upper.x < lower.to + 2;
}

/** Names longer than this leave a phone's plot no room. */
const MOST_CHARACTERS = 22;

/** A name short enough to stand at a line: up to its first comma, or else cut with an ellipsis. */
export function shortName(name: string): string {
	if (name.length <= MOST_CHARACTERS) return name;
	const [first] = name.split(',', 1);
	if (first!.length <= MOST_CHARACTERS) return first!;
	return `${name.slice(0, MOST_CHARACTERS - 1).trimEnd()}…`;
}
