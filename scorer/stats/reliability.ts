/** How well probabilities agree with what happened. */
import type { Reliability } from '../types.ts';
import type { ScoreCounts } from './score-counts.ts';

/**
 * Bins of equal width over [0, 1]; bin b holds scores in (b / bins, (b + 1) / bins], and the first
 * one 0 too (Guo 2017). Empty bins are left out.
 * @param counts of scores within [0, 1]
 */
export function reliability(
	{ scores, positives, negatives }: ScoreCounts,
	bins: number,
): Reliability {
	const out: Reliability = { lo: [], hi: [], n: [], meanScore: [], positiveShare: [] };
	let at = 0;
	for (let b = 0; b < bins && at < scores.length; b++) {
		const hi = (b + 1) / bins;
		let n = 0;
		let found = 0;
		let sum = 0;
		for (; at < scores.length && (scores[at]! <= hi || b === bins - 1); at++) {
			const here = positives[at]! + negatives[at]!;
			n += here;
			found += positives[at]!;
			sum += here * scores[at]!;
		}
		if (n === 0) continue;
		out.lo.push(b / bins);
		out.hi.push(hi);
		out.n.push(n);
		out.meanScore.push(sum / n);
		out.positiveShare.push(found / n);
	}
	return out;
}

/**
 * Expected calibration error of the positive class's probability: the distance between mean score
 * and share of positives in each bin, weighted by the rows in it (Naeini 2015, Guo 2017). Guo bins
 * the probability of the predicted class; the positive class's is what a reliability diagram of a
 * finding shows. Null without rows.
 */
export function calibrationError({ n, meanScore, positiveShare }: Reliability): number | null {
	let rows = 0;
	let error = 0;
	for (let b = 0; b < n.length; b++) {
		rows += n[b]!;
		error += n[b]! * Math.abs(meanScore[b]! - positiveShare[b]!);
	}
	return rows === 0 ? null : error / rows;
}
