/** Confusion matrices that García Boronat printed beside their accuracies (system S2). */
import { describe, expect, it } from 'vitest';
import { scorePredictions, type TaskSpec } from '#scorer/index';
import { multiclassSolution, scoresOf, solutionOf, spec } from '../support/cases.ts';

/** Rows that give a matrix: every pair of true and predicted class, as often as it was counted. */
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

/** Equal to every digit that was printed. */
const printed = (value: number, digits: string) =>
	expect(value.toFixed(digits.split('.')[1]!.length)).toBe(digits);

const BINARY: TaskSpec = spec({
	task: 'binary',
	labels: ['opacity'],
	negative: 'none',
	metric: 'accuracy',
});

function scoreBinary(counts: number[][]) {
	const { yTrue, predicted } = rowsOf(counts);
	return scorePredictions(scoresOf([predicted]), solutionOf([yTrue]), BINARY).public;
}

describe('S2, opacity on SIIM-FISABIO-RSNA COVID-19', () => {
	it('four classes', () => {
		const labels = ['atypical', 'indeterminate', 'negative', 'typical'];
		const counts = [
			[21, 5, 14, 49],
			[38, 8, 64, 129],
			[32, 20, 242, 62],
			[36, 12, 54, 480],
		];
		const { yTrue, predicted } = rowsOf(counts);
		const task = spec({ task: 'multiclass', labels, metric: 'accuracy' });
		const solution = multiclassSolution(yTrue, 4);
		const predictions = { yScore: [], classes: Uint8Array.from(predicted) };
		const { public: report } = scorePredictions(predictions, solution, task);
		expect(report.rows).toBe(1266);
		expect(report.confusion).toEqual({ labels, counts });
		// Printed with 16 digits: a float64 to its last bit or the one beside it.
		expect(Math.abs(report.score! - 0.5932069510268563)).toBeLessThan(1e-15);
	});

	it.each([
		[
			'fine-tuned',
			[
				[226, 130],
				[121, 789],
			],
			'0.80173775671406',
		],
		[
			'retrained on competition data',
			[
				[215, 121],
				[157, 761],
			],
			'0.7783094098883573',
		],
		[
			'united, frozen, validation',
			[
				[965, 429],
				[795, 3057],
			],
			'0.7667',
		],
		[
			'united, frozen, test',
			[
				[238, 98],
				[213, 705],
			],
			'0.7520',
		],
		[
			'united, fine-tuned, validation',
			[
				[62, 1332],
				[23, 3829],
			],
			'0.7417',
		],
		[
			'united, fine-tuned, test',
			[
				[16, 320],
				[10, 908],
			],
			'0.7368',
		],
	])('binary: %s', (_, counts, accuracy) => {
		const report = scoreBinary(counts);
		expect(report.confusion).toEqual({ labels: ['none', 'opacity'], counts });
		printed(report.score!, accuracy);
	});

	it('per-class rates: 71 % / 77 %, and 83 % of opacities after retraining', () => {
		const frozen = scoreBinary([
			[238, 98],
			[213, 705],
		]);
		printed(frozen.labels.none!.recall!, '0.71');
		printed(frozen.labels.opacity!.recall!, '0.77');
		const retrained = scoreBinary([
			[215, 121],
			[157, 761],
		]);
		printed(retrained.labels.opacity!.recall!, '0.83');
	});
});
