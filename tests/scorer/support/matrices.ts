/** Predictions that give a published confusion matrix, or a published AUROC, back. */
import { scorePredictions, type SplitReport } from '#scorer/index';
import { expect } from 'vitest';
import { multiclassSolution, scoresOf, solutionOf, spec } from './cases.ts';

/** Every pair of true and predicted class, as often as it was counted. */
function rowsOf(counts: number[][]): { yTrue: number[]; predicted: number[] } {
	const yTrue: number[] = [];
	const predicted: number[] = [];
	counts.forEach((row, t) =>
		row.forEach((count, p) => {
			for (let i = 0; i < count; i++) {
				yTrue.push(t);
				predicted.push(p);
			}
		}),
	);
	return { yTrue, predicted };
}

/** @param counts counts[true][predicted], negative class first */
export function scoreBinary(
	counts: number[][],
	[negative, positive]: [string, string],
): SplitReport {
	const { yTrue, predicted } = rowsOf(counts);
	const task = spec({ task: 'binary', labels: [positive], negative, metric: 'accuracy' });
	return scorePredictions(scoresOf([predicted]), solutionOf([yTrue]), task).public;
}

/** A file of classes without scores. */
export function scoreClasses(counts: number[][], labels: string[]): SplitReport {
	const { yTrue, predicted } = rowsOf(counts);
	const task = spec({ task: 'multiclass', labels, metric: 'accuracy' });
	const predictions = { yScore: [], classes: Uint8Array.from(predicted) };
	return scorePredictions(predictions, multiclassSolution(yTrue, labels.length), task).public;
}

/**
 * A multi-label report with these AUROCs, in thousandths: each finding has one positive row, which
 * has a higher score than so many of 1,000 negative ones.
 */
export function scoreAurocs(labels: string[], thousandths: number[]): SplitReport {
	const yTrue = labels.map(() => [1, ...new Array<number>(1000).fill(0)]);
	const yScore = thousandths.map((below) => [
		0.5,
		...Array.from({ length: 1000 }, (_, i) => (i < below ? 0.4 : 0.6)),
	]);
	const task = spec({ labels, metric: 'mean_auroc' });
	return scorePredictions(scoresOf(yScore), solutionOf(yTrue), task).public;
}

/** Equal to every digit that was printed. */
export function expectPrinted(value: number | null | undefined, digits: string) {
	expect(value!.toFixed((digits.split('.')[1] ?? '').length)).toBe(digits);
}
