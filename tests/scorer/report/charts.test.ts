import { describe, expect, it } from 'vitest';
import { scorePredictions } from '#scorer/index';
import { averagePrecision } from '#scorer/stats/pr';
import { multiclassSolution, scoresOf, solutionOf, spec } from '../support/cases.ts';
import { countsOf } from '../support/score-counts.ts';

const TRUTH = [
	[1, 0, 1, 0],
	[0, 0, 0, 0],
];
const SCORES = [
	[0.9, 0.2, 0.4, 0.6],
	[0.1, 0.2, 0.3, 0.7],
];
const task = spec({ labels: ['a', 'b'], metric: 'mean_auroc' });
const report = (yScore: number[][]) =>
	scorePredictions(scoresOf(yScore), solutionOf(TRUTH), task).public;

describe('charts of several findings', () => {
	const charts = report(SCORES);

	it('have the decisions about each', () => {
		expect(charts.decisions).toEqual({
			a: { tp: 1, fp: 1, fn: 1, tn: 1 },
			b: { tp: 0, fp: 1, fn: 0, tn: 3 },
		});
		expect(charts.confusion).toBeUndefined();
	});

	it('have curves where they are defined', () => {
		expect(Object.keys(charts.roc!)).toEqual(['a']);
		expect(Object.keys(charts.pr!)).toEqual(['a']);
		expect(Object.keys(charts.reliability!)).toEqual(['a', 'b']);
		expect(Object.keys(charts.distribution!)).toEqual(['a', 'b']);
	});

	it('draw the area that is reported', () => {
		const { recall, precision } = charts.pr!.a!;
		const area = recall.reduce(
			(sum, r, i) => (i === 0 ? 0 : sum + (r - recall[i - 1]!) * precision[i]!),
			0,
		);
		expect(area).toBeCloseTo(charts.labels.a!.average_precision!, 4);
		expect(charts.labels.a!.average_precision).toBe(
			averagePrecision(countsOf(TRUTH[0]!, SCORES[0]!)),
		);
	});
});

it('scores that are no probabilities have no reliability and no decisions', () => {
	const charts = report(SCORES.map((scores) => scores.map((score) => 10 * score - 5)));
	expect(charts.roc).toBeDefined();
	expect(charts.pr).toBeDefined();
	expect(charts.distribution!.a!.edges[0]).toBeCloseTo(-3, 12);
	expect(charts.reliability).toBeUndefined();
	expect(charts.decisions).toBeUndefined();
});

describe('charts of several classes', () => {
	const classes = multiclassSolution([0, 1, 2, 1], 3);
	const threeClasses = spec({ task: 'multiclass', labels: ['x', 'y', 'z'], metric: 'accuracy' });
	const predicted = Uint8Array.from([0, 1, 1, 1]);

	it('are of each class against the rest', () => {
		const yScore = [
			[0.8, 0.1, 0.2, 0.1],
			[0.1, 0.8, 0.5, 0.7],
			[0.1, 0.1, 0.3, 0.2],
		];
		const predictions = { ...scoresOf(yScore), classes: predicted };
		const charts = scorePredictions(predictions, classes, threeClasses).public;
		expect(Object.keys(charts.roc!)).toEqual(['x', 'y', 'z']);
		expect(Object.keys(charts.pr!)).toEqual(['x', 'y', 'z']);
		expect(charts.confusion!.counts).toEqual([
			[1, 0, 0],
			[0, 2, 0],
			[0, 1, 0],
		]);
	});

	it('of a file of classes are the confusion matrix alone', () => {
		const { confusion, ...others } = scorePredictions(
			{ yScore: [], classes: predicted },
			classes,
			threeClasses,
		).public;
		expect(confusion).toBeDefined();
		for (const chart of ['roc', 'pr', 'reliability', 'distribution', 'decisions'] as const) {
			expect(others[chart]).toBeUndefined();
		}
	});
});
