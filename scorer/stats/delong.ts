/**
 * The variance of an AUROC, from the placement of each row among the rows of the other class
 * (DeLong, DeLong & Clarke-Pearson 1988), in linear time once the scores are in order (Sun & Xu 2014).
 */
import { MISSING } from '../types.ts';
import { correction, countClasses } from './class-units.ts';
import type { Grouping } from './groups.ts';
import { sumOfSquares } from './influence.ts';
import { auroc } from './roc.ts';
import type { ScoreCounts } from './score-counts.ts';

/** What the influences are made from, of one label. */
export interface RankedLabel {
	/** Rows by ascending score. */
	order: Uint32Array;
	/** Labels per distinct score. */
	counts: ScoreCounts;
	/** 0, 1 or MISSING per row. */
	yTrue: Uint8Array;
	groups: Grouping | null;
}

/**
 * Adds the influences of one label's AUROC, times `weight`, to `psi`; nothing where one of the
 * classes is absent.
 *
 * A positive row moves an AUROC A by (V10 − A) / m and a negative one by (V01 − A) / n, where V is
 * the share of the other class on its right side. With Bessel's corrections their squares add up to
 * S10/m + S01/n, DeLong's variance; summed within groups first, to the clustered variance of
 * Obuchowski (1997), with one change: her factor I / (I − 1) of the covariance within groups is here
 * √(I10/(I10 − 1) · I01/(I01 − 1)), so that the variance is one sum of squares over groups.
 *
 * Of a single positive (or negative) unit no spread can be seen. Its distance from perfect order,
 * A − 1, stands in: near the standard deviation of V where scores are exponential (Hanley & McNeil
 * 1982), and in a difference of two submissions it errs on the safe side.
 * @returns whether there was anything to add
 */
export function addAurocInfluence(
	{ order, counts, yTrue, groups }: RankedLabel,
	psi: Float64Array,
	weight = 1,
): boolean {
	const area = auroc(counts);
	if (area === null) return false;
	const { positives: m, negatives: n, positiveUnits, negativeUnits } = countClasses(yTrue, groups);
	const a = (weight * correction(positiveUnits)) / m;
	const b = (weight * correction(negativeUnits)) / n;
	const { positives: binPositives, negatives: binNegatives } = counts.runs ?? counts;
	const alone = 2 * area - 1;
	let at = 0;
	let positivesBelow = 0;
	let negativesBelow = 0;
	let ofPositive = 0;
	let ofNegative = b * ((negativeUnits > 1 ? 1 : alone) - area);
	// Without arrays per distinct score: there may be a million.
	for (let bin = 0; bin < binPositives.length; bin++) {
		const p = binPositives[bin]!;
		const q = binNegatives[bin]!;
		// Most scores are those of negative rows alone, which all have the last one's influence.
		if (p > 0) {
			ofPositive = a * ((positiveUnits > 1 ? (negativesBelow + q / 2) / n : alone) - area);
			ofNegative = b * ((negativeUnits > 1 ? 1 - (positivesBelow + p / 2) / m : alone) - area);
		}
		for (let left = p + q; left > 0; at++) {
			const row = order[at]!;
			const label = yTrue[row]!;
			if (label === MISSING) continue;
			psi[row]! += label === 1 ? ofPositive : ofNegative;
			left--;
		}
		negativesBelow += q;
		if (p === 0) continue;
		positivesBelow += p;
		ofNegative = b * ((negativeUnits > 1 ? 1 - positivesBelow / m : alone) - area);
	}
	return true;
}

/** The sum of squares of each class, negatives first; the covariance within groups left out. */
function variancePerClass(
	psi: Float64Array,
	yTrue: Uint8Array,
	groups: Grouping | null,
): [number, number] {
	if (groups !== null) {
		const { of, count } = groups;
		const sums = [new Float64Array(count), new Float64Array(count)] as const;
		for (let i = 0; i < psi.length; i++) {
			const label = yTrue[i]!;
			if (label !== MISSING) (label === 1 ? sums[1] : sums[0])[of[i]!]! += psi[i]!;
		}
		return [sumOfSquares(sums[0]), sumOfSquares(sums[1])];
	}
	let positives = 0;
	let all = 0;
	for (let i = 0; i < psi.length; i++) {
		const square = psi[i]! * psi[i]!;
		all += square;
		if (yTrue[i] === 1) positives += square;
	}
	return [all - positives, positives];
}

/**
 * Degrees of freedom of the variance of one label's AUROC, by Satterthwaite's formula (1946) from the
 * part of each class. None where a class has a single unit.
 */
export function aurocDf(psi: Float64Array, yTrue: Uint8Array, groups: Grouping | null): number {
	const { positiveUnits, negativeUnits } = countClasses(yTrue, groups);
	if (Math.min(positiveUnits, negativeUnits) < 2) return 0;
	const [s01, s10] = variancePerClass(psi, yTrue, groups);
	if (s10 + s01 === 0) return Math.min(positiveUnits, negativeUnits) - 1;
	return (s10 + s01) ** 2 / (s10 ** 2 / (positiveUnits - 1) + s01 ** 2 / (negativeUnits - 1));
}
