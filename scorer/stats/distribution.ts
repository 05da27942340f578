/** How the scores of positive and negative rows are spread. */
import type { Distribution } from '../types.ts';
import type { ScoreCounts } from './score-counts.ts';

export const DISTRIBUTION_BINS = 30;

/** From lo to hi in equal steps. Weighted ends, as hi - lo may overflow. */
const between = (lo: number, hi: number, bins: number): number[] =>
	Array.from({ length: bins + 1 }, (_, b) => lo * (1 - b / bins) + hi * (b / bins));

/** One score, or several too close together for distinct edges, go into one bin around them. */
function edgesOf(lo: number, hi: number, bins: number): number[] {
	const edges = between(lo, hi, bins);
	if (edges.every((edge, b) => b === 0 || edge > edges[b - 1]!)) return edges;
	const room = Math.max(0.5, Math.abs(hi) / 1000);
	return [Math.max(lo - room, -Number.MAX_VALUE), Math.min(hi + room, Number.MAX_VALUE)];
}

/**
 * A histogram over bins of equal width from the lowest to the highest score; each bin holds its lower
 * edge, the last one also its upper. Any scores will do: logits have one too. Null without rows.
 */
export function distribution(
	{ scores, positives, negatives }: ScoreCounts,
	bins = DISTRIBUTION_BINS,
): Distribution | null {
	if (scores.length === 0) return null;
	const edges = edgesOf(scores[0]!, scores[scores.length - 1]!, bins);
	const last = edges.length - 2;
	const out: Distribution = {
		edges,
		positives: new Array<number>(last + 1).fill(0),
		negatives: new Array<number>(last + 1).fill(0),
	};
	let bin = 0;
	for (let i = 0; i < scores.length; i++) {
		while (bin < last && scores[i]! >= edges[bin + 1]!) bin++;
		out.positives[bin]! += positives[i]!;
		out.negatives[bin]! += negatives[i]!;
	}
	return out;
}
