/** The variance of an AUROC over the cells of several labels together. */
import { MISSING } from '../types.ts';
import { correction, unitsOfAny, type Classes } from './class-units.ts';
import type { RankedLabel } from './delong.ts';
import type { Grouping } from './groups.ts';
import { auroc } from './roc.ts';
import { sumOf, type ScoreCounts } from './score-counts.ts';

/** Influence of a positive and of a negative row at each distinct score. */
interface BinInfluences {
	area: number;
	positive: Float64Array;
	negative: Float64Array;
}

/** As in delong.ts, at each distinct score. */
function binInfluences(counts: ScoreCounts, classes: Classes): BinInfluences | null {
	const { positives: m, negatives: n, positiveUnits, negativeUnits } = classes;
	const area = auroc(counts);
	if (area === null) return null;
	const bins = counts.positives.length;
	const positive = new Float64Array(bins);
	const negative = new Float64Array(bins);
	const a = correction(positiveUnits) / m;
	const b = correction(negativeUnits) / n;
	let positivesBelow = 0;
	let negativesBelow = 0;
	for (let bin = 0; bin < bins; bin++) {
		const p = counts.positives[bin]!;
		const q = counts.negatives[bin]!;
		positive[bin] = a * (positiveUnits > 1 ? (negativesBelow + q / 2) / n - area : area - 1);
		negative[bin] = b * (negativeUnits > 1 ? 1 - (positivesBelow + p / 2) / m - area : area - 1);
		positivesBelow += p;
		negativesBelow += q;
	}
	return { area, positive, negative };
}

/**
 * Influences per row of the AUROC over the cells of all labels together. The cells of a row are one
 * unit, or those of a patient.
 * @param pooled the labels' counts on one scale, see `poolCounts`: scores of positives at odd places
 * @returns null where all cells are of one class
 */
export function pooledInfluence(
	labels: readonly Pick<RankedLabel, 'order' | 'counts' | 'yTrue'>[],
	pooled: ScoreCounts,
	groups: Grouping,
): Float64Array | null {
	const rows = groups.of.length;
	const classes = { positives: sumOf(pooled.positives), negatives: sumOf(pooled.negatives) };
	const has = labels.map(({ yTrue }) => yTrue);
	const found = binInfluences(pooled, { ...classes, ...unitsOfAny(has, groups) });
	if (found === null) return null;
	const psi = new Float64Array(rows);
	for (const { order, counts, yTrue } of labels) {
		let at = 0;
		let bin = 1;
		for (let i = 0; i < counts.scores.length; i++) {
			while (bin < pooled.scores.length && pooled.scores[bin]! < counts.scores[i]!) bin += 2;
			const tied = bin < pooled.scores.length && pooled.scores[bin] === counts.scores[i];
			const place = tied ? bin : bin - 1;
			for (let left = counts.positives[i]! + counts.negatives[i]!; left > 0; at++) {
				const row = order[at]!;
				if (yTrue[row] === MISSING) continue;
				psi[row]! += yTrue[row] === 1 ? found.positive[place]! : found.negative[place]!;
				left--;
			}
		}
	}
	return psi;
}
