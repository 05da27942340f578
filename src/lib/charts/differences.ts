import { axisOver, type Axis } from './axis.ts';

export interface LabelDifference {
	label: string;
	n: number;
	positives: number;
	a: number | null;
	b: number | null;
	difference: number | null;
	interval: readonly [number, number] | null;
	/** Corrected over the labels. */
	p: number | null;
	reason: string | null;
}

type Given = Omit<LabelDifference, 'label' | 'p' | 'reason'> & {
	p_holm?: number | null;
	reason?: string;
};

/** Differences per label, the largest in favour of A first, undefined ones last. */
export function differenceRows(labels: Readonly<Record<string, Given>>): LabelDifference[] {
	const rows = Object.entries(labels).map(([label, row]) => ({
		label,
		n: row.n,
		positives: row.positives,
		a: row.a,
		b: row.b,
		difference: row.difference,
		interval: row.interval,
		p: row.p_holm ?? null,
		reason: row.reason ?? null,
	}));
	return rows.sort((x, y) =>
		x.difference === null || y.difference === null
			? Number(x.difference === null) - Number(y.difference === null) ||
				x.label.localeCompare(y.label)
			: y.difference - x.difference,
	);
}

/** Share of the intervals' ends that the axis must hold; the others end in an arrow. */
const HELD = 0.9;

/**
 * An axis with zero in its middle, so that equal lengths are equal differences on both sides. It holds
 * every difference; a rare finding's interval may be too wide to be held as well.
 */
export function differenceAxis(
	rows: readonly Pick<LabelDifference, 'difference' | 'interval'>[],
): Axis {
	const sizes = rows.map(({ difference }) => Math.abs(difference ?? 0));
	const ends = rows.flatMap(({ interval }) => (interval ?? []).map(Math.abs)).sort((a, b) => a - b);
	const held = ends[Math.ceil(HELD * ends.length) - 1] ?? 0;
	const reach = Math.max(0, ...sizes.map((size) => size * 1.05), held);
	return axisOver(reach > 0 ? [-reach, reach] : [-0.01, 0.01], [-Infinity, Infinity]);
}
