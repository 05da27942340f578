import type { Distribution } from '#scorer/types';

/** A histogram of one class as shares of that class, so that a rare one is seen beside a common one. */
export interface Outline {
	/** Corners of the steps, from the left to the right, closed on the axis. */
	points: [x: number, y: number][];
	total: number;
	/** The highest step. */
	peak: number;
}

/** The steps of one class over common bins. */
export function outline(edges: readonly number[], counts: readonly number[]): Outline {
	const total = counts.reduce((sum, n) => sum + n, 0);
	const shares = counts.map((n) => (total ? n / total : 0));
	const points: [number, number][] = [[edges[0] ?? 0, 0]];
	shares.forEach((share, i) => {
		points.push([edges[i] ?? 0, share], [edges[i + 1] ?? 0, share]);
	});
	points.push([edges.at(-1) ?? 1, 0]);
	return { points, total, peak: Math.max(0, ...shares) };
}

/** Where the scores of a class have their middle: the bin in which half of them are reached. */
export function medianBin(edges: readonly number[], counts: readonly number[]): number {
	const half = counts.reduce((sum, n) => sum + n, 0) / 2;
	let seen = 0;
	for (const [i, n] of counts.entries()) {
		seen += n;
		if (seen >= half && n > 0) return ((edges[i] ?? 0) + (edges[i + 1] ?? 0)) / 2;
	}
	return edges[0] ?? 0;
}

export const outlines = ({ edges, positives, negatives }: Distribution) => ({
	positives: outline(edges, positives),
	negatives: outline(edges, negatives),
});

/** The highest step among the first bins, up to a share of them. */
export function peakBefore({ positives, negatives }: Distribution, share: number): number {
	const until = Math.ceil(positives.length * share);
	return Math.max(
		...[positives, negatives].map((counts) => {
			const total = counts.reduce((sum, n) => sum + n, 0) || 1;
			return Math.max(0, ...counts.slice(0, until)) / total;
		}),
	);
}
