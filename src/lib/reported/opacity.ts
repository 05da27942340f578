/** Published results on SIIM-FISABIO-RSNA COVID-19: accuracies of opacity or none, and of four appearances. */
import { notScoredHere, type Reported } from './types.ts';

const DATA = 'real radiographs of SIIM-FISABIO-RSNA COVID-19';
const SOURCE = { title: "García Boronat, master's thesis (Xception)" };

/** Rows are true classes, columns predicted ones. */
type Matrix = readonly (readonly number[])[];

interface Row {
	name: string;
	/** As printed, as a fraction. */
	printed: number;
	/** Digits to which it was printed, as a fraction. */
	digits: number;
	/** none, opacity; or atypical, indeterminate, negative, typical. */
	matrix?: Matrix;
	note: string;
}

const ROWS: Row[] = [
	{
		name: 'Xception, frozen',
		printed: 0.7496,
		digits: 4,
		note: 'Ten epochs, Nadam 0.001; no confusion matrix was published.',
	},
	{
		name: 'Xception, fine-tuned',
		printed: 0.80173775671406,
		digits: 14,
		matrix: [
			[226, 130],
			[121, 789],
		],
		note: 'Nadam 0.001, 1,266 validation images.',
	},
	{
		name: 'Xception, united data, frozen (validation)',
		printed: 0.7667,
		digits: 4,
		matrix: [
			[965, 429],
			[795, 3057],
		],
		note: 'With the COVID-19 Radiography Database added; 20 epochs, 5,246 validation images.',
	},
	{
		name: 'Xception, united data, frozen (test)',
		printed: 0.752,
		digits: 4,
		matrix: [
			[238, 98],
			[213, 705],
		],
		note: 'With the COVID-19 Radiography Database added; 1,254 test images.',
	},
	{
		name: 'Xception, united data, fine-tuned (validation)',
		printed: 0.7417,
		digits: 4,
		matrix: [
			[62, 1332],
			[23, 3829],
		],
		note: 'Finds nearly every opacity by calling nearly everything one; 5,246 validation images.',
	},
	{
		name: 'Xception, united data, fine-tuned (test)',
		printed: 0.7368,
		digits: 4,
		matrix: [
			[16, 320],
			[10, 908],
		],
		note: 'Finds nearly every opacity by calling nearly everything one; 1,254 test images.',
	},
	{
		name: 'Xception, retrained on competition data (test)',
		printed: 0.7783094098883573,
		digits: 16,
		matrix: [
			[215, 121],
			[157, 761],
		],
		note: 'Best of the united models, 15 epochs, Nadam 0.01; 1,254 test images.',
	},
];

/** The two experiments with four classes. */
const FOUR_CLASSES: Row[] = [
	{
		name: 'Xception, four classes, frozen',
		printed: 0.5174,
		digits: 4,
		note: 'Five epochs, SGD 0.2 with momentum 0.9; no confusion matrix was published.',
	},
	{
		name: 'Xception, four classes, fine-tuned',
		printed: 0.5932069510268563,
		digits: 16,
		matrix: [
			[21, 5, 14, 49],
			[38, 8, 64, 129],
			[32, 20, 242, 62],
			[36, 12, 54, 480],
		],
		note: 'Up to 100 epochs, Adam 0.001; 1,266 validation images.',
	},
];

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Diagonal / all. */
const accuracy = (matrix: Matrix) => sum(matrix.map((row, k) => row[k]!)) / sum(matrix.map(sum));

const asReported = (rows: Row[], data: string): Reported[] =>
	rows.map(({ name, printed, digits, matrix, note }) => {
		const score = matrix ? accuracy(matrix) : printed;
		const differs = Math.abs(score - printed) >= 10 ** -digits;
		const origin = matrix ? ' Recomputed from the published confusion matrix.' : '';
		return {
			name,
			score,
			...(differs ? { printed } : {}),
			note: `${notScoredHere(data)} ${note}${origin}`,
			source: SOURCE,
		};
	});

/** The published accuracies, recomputed from the published confusion matrices where there is one. */
export const opacityReported = (data = DATA): Reported[] => asReported(ROWS, data);

export const fourAppearancesReported = (data: string): Reported[] => asReported(FOUR_CLASSES, data);
