/** Where a score becomes a decision, chosen on the validation split and never on the test split. */
import { MISSING } from '#scorer/types';
import type { ThresholdSpec } from '../recipes/types.ts';

interface Point {
	threshold: number;
	sensitivity: number;
	specificity: number;
}

/** Rates at every distinct score, from the highest threshold down. */
function points(y: Uint8Array, scores: Float64Array): Point[] {
	const rows = Array.from(y.keys()).filter((row) => y[row] !== MISSING);
	rows.sort((a, b) => scores[b]! - scores[a]!);
	const positives = rows.filter((row) => y[row] === 1).length;
	const negatives = rows.length - positives;
	if (!positives || !negatives) return [];
	const found: Point[] = [];
	let [tp, fp] = [0, 0];
	rows.forEach((row, k) => {
		if (y[row]) tp++;
		else fp++;
		const next = rows[k + 1];
		if (next !== undefined && scores[next] === scores[row]) return;
		found.push({
			threshold: scores[row]!,
			sensitivity: tp / positives,
			specificity: 1 - fp / negatives,
		});
	});
	return found;
}

function choose(spec: ThresholdSpec, y: Uint8Array, scores: Float64Array): number {
	if (spec.kind === 'fixed') return spec.value;
	const found = points(y, scores);
	if (!found.length) return 0.5;
	if (spec.kind === 'sensitivity') {
		return (found.find(({ sensitivity }) => sensitivity >= spec.least) ?? found.at(-1)!).threshold;
	}
	const youden = (p: Point) => p.sensitivity + p.specificity - 1;
	return found.reduce((a, b) => (youden(b) > youden(a) ? b : a)).threshold;
}

/** One threshold per label; 0.5 where a label has one class only. */
export const chooseThresholds = (
	spec: ThresholdSpec,
	yTrue: readonly Uint8Array[],
	yScore: readonly Float64Array[],
): number[] => yTrue.map((y, k) => choose(spec, y, yScore[k]!));
