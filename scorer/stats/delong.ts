/**
 * The variance of an AUROC, from the placement of each row among the rows of the other class
 * (DeLong, DeLong & Clarke-Pearson 1988), in linear time once the scores are in order (Sun & Xu 2014).
 */
import { MISSING } from '../types.ts';
import type { Grouping } from './groups.ts';
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

interface Classes {
	positives: number;
	negatives: number;
	/** Independent units (rows or groups) with a positive row, and with a negative one. */
	positiveUnits: number;
	negativeUnits: number;
}

/** Rows and patients of each class of a label. */
export function countClasses(yTrue: Uint8Array, groups: Grouping | null): Classes {
	let positives = 0;
	let negatives = 0;
	let positiveUnits = 0;
	let negativeUnits = 0;
	const seen = groups === null ? null : new Uint8Array(groups.count);
	for (let i = 0; i < yTrue.length; i++) {
		const label = yTrue[i]!;
		if (label === MISSING) continue;
		if (label === 1) positives++;
		else negatives++;
		if (seen === null) continue;
		const bit = label === 1 ? 2 : 1;
		const unit = groups!.of[i]!;
		if ((seen[unit]! & bit) !== 0) continue;
		seen[unit]! |= bit;
		if (label === 1) positiveUnits++;
		else negativeUnits++;
	}
	if (groups === null)
		return { positives, negatives, positiveUnits: positives, negativeUnits: negatives };
	return { positives, negatives, positiveUnits, negativeUnits };
}

/** Bessel's correction for k units, by row. With one unit nothing can be said of the spread: 1. */
const correction = (units: number): number => (units > 1 ? Math.sqrt(units / (units - 1)) : 1);

/**
 * Adds the influences of one label's AUROC, times `weight`, to `psi`.
 *
 * A positive row adds (V10 − A) / m and a negative one (V01 − A) / n, where V is the share of the
 * other class on its right side. With Bessel's corrections their squares add up to S10/m + S01/n,
 * DeLong's variance; summed within groups first, to the clustered variance of Obuchowski (1997),
 * with one correction: her factor I / (I − 1) of the covariance within groups is here
 * √(I10/(I10 − 1) · I01/(I01 − 1)), so that the sum of squares holds for every group at once.
 *
 * Of a single positive (or negative) unit no spread can be seen. Its distance from perfect order,
 * A − 1, stands in: near the standard deviation of V where scores are exponential (Hanley & McNeil
 * 1982), and in a difference of two submissions it errs on the safe side.
 * @returns A, or null where one of the classes is absent: nothing is added then
 */
export function addAurocInfluence(
	{ order, counts, yTrue, groups }: RankedLabel,
	psi: Float64Array,
	weight = 1,
): number | null {
	const { positives: m, negatives: n, positiveUnits, negativeUnits } = countClasses(yTrue, groups);
	if (m === 0 || n === 0) return null;
	const auc = areaOf(counts, m, n);
	const a = (weight * correction(positiveUnits)) / m;
	const b = (weight * correction(negativeUnits)) / n;
	let at = 0;
	let positivesBelow = 0;
	let negativesBelow = 0;
	for (let bin = 0; bin < counts.positives.length; bin++) {
		const p = counts.positives[bin]!;
		const q = counts.negatives[bin]!;
		const v10 = positiveUnits > 1 ? (negativesBelow + q / 2) / n - auc : auc - 1;
		const v01 = negativeUnits > 1 ? 1 - (positivesBelow + p / 2) / m - auc : auc - 1;
		for (let left = p + q; left > 0; at++) {
			const row = order[at]!;
			const label = yTrue[row]!;
			if (label === MISSING) continue;
			psi[row]! += label === 1 ? a * v10 : b * v01;
			left--;
		}
		positivesBelow += p;
		negativesBelow += q;
	}
	return auc;
}

function areaOf({ positives, negatives }: ScoreCounts, m: number, n: number): number {
	let pairs = 0;
	let below = 0;
	for (let i = 0; i < positives.length; i++) {
		pairs += positives[i]! * (below + negatives[i]! / 2);
		below += negatives[i]!;
	}
	return pairs / (m * n);
}
