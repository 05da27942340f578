import { describe, expect, it } from 'vitest';
import {
	MISSING,
	SCORER_VERSION,
	scorePredictions,
	scoreSubmission,
	USAGE,
	type ScoreResult,
} from '#scorer/index';
import { encode, multiclassSolution, scoresOf, solutionOf, spec } from '../support/cases.ts';

const { public: PUBLIC, private: PRIVATE, ignored: IGNORED } = USAGE;
const USAGES = [PUBLIC, PUBLIC, PUBLIC, PRIVATE, PRIVATE, PRIVATE, IGNORED];
const TWO = spec({ id: 'id', labels: ['a', 'b'] });

function submission(labels: string[], yScore: number[][]): Uint8Array {
	const rows = yScore[0]!.map((_, i) =>
		[`id-${i}`, ...yScore.map((values) => values[i])].join(','),
	);
	return encode([['id', ...labels].join(','), ...rows].join('\n'));
}

function scored(result: ScoreResult) {
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	return result;
}

const SCORES = [
	[0.1, 0.9, 0.5, 0.2, 0.8, 0.6, 0.5],
	[0.3, 0.2, 0.6, 0.7, 0.1, 0.4, 0.5],
];

describe('splits', () => {
	const truth = [
		[0, 1, 0, 1, 0, 0, 1],
		[0, 0, 1, 1, 0, 1, 1],
	];
	const result = scored(
		scoreSubmission(submission(['a', 'b'], SCORES), solutionOf(truth, USAGES), TWO),
	);

	it('are scored together, each on its own rows; ignored rows count nowhere', () => {
		const { public: open, private: hidden, all } = result.splits;
		expect([open.rows, hidden!.rows, all!.rows]).toEqual([3, 3, 6]);
		expect([open.labels.a!.auroc, open.labels.b!.auroc]).toEqual([1, 1]);
		expect([hidden!.labels.a!.auroc, hidden!.labels.b!.auroc]).toEqual([0, 1]);
		// a: positives 0.9 and 0.2 against 0.1, 0.5, 0.8, 0.6: 5 of 8 pairs.
		expect(all!.labels.a!.auroc).toBe(5 / 8);
		expect(all!.score).toBe((5 / 8 + all!.labels.b!.auroc!) / 2);
	});

	it('are public only where no row is private', () => {
		const only = scorePredictions(scoresOf(SCORES), solutionOf(truth), TWO);
		expect(Object.keys(only)).toEqual(['public']);
		expect(only.public.rows).toBe(7);
	});

	it('name what made them', () => {
		expect(result).toMatchObject({
			metric: 'mean_auroc',
			metric_version: 1,
			scorer_version: SCORER_VERSION,
			rows: 7,
		});
		expect(result.splits.public.interval).toHaveLength(2);
	});

	it('survive JSON unchanged, for databases and networks', () => {
		expect(JSON.parse(JSON.stringify(result))).toEqual(result);
	});
});

describe('a finding with one class in a split', () => {
	// a has no positive among the public rows, b none among the private ones.
	const truth = [
		[0, 0, 0, 1, 0, 0, 1],
		[0, 0, 1, 0, 0, 0, 1],
	];
	const result = scored(
		scoreSubmission(submission(['a', 'b'], SCORES), solutionOf(truth, USAGES), TWO),
	);

	it('is undefined and left out of the mean, and the report says so', () => {
		const { public: open } = result.splits;
		expect(open.labels.a).toMatchObject({ n: 3, positives: 0, auroc: null });
		expect(open.label_reasons!.a!.auroc).toBe('It needs rows with and without this label.');
		expect(open.score).toBe(open.labels.b!.auroc);
		expect(open.averagedOver).toEqual({ defined: 1, total: 2, left_out: ['a'] });
		expect(open.roc).not.toHaveProperty('a');
	});

	it('gives a notice for the public split, and none that speaks of the private one', () => {
		expect(result.notices.filter(({ code }) => code === 'undefined_label')).toHaveLength(1);
		expect(JSON.stringify(result.notices)).toContain('\\"a\\"');
		expect(JSON.stringify(result.notices)).not.toContain('\\"b\\"');
		expect(JSON.stringify(result.notices)).not.toMatch(/private/i);
	});

	it('leaves no score at all where no finding is defined: null with a reason', () => {
		const none = scorePredictions(
			scoresOf(SCORES),
			solutionOf([Array(7).fill(0), Array(7).fill(1)]),
			TWO,
		);
		expect(none.public).toMatchObject({
			score: null,
			reason: 'No finding has both positive and negative rows.',
			averagedOver: { defined: 0, total: 2, left_out: ['a', 'b'] },
		});
	});
});

describe('missing labels', () => {
	it('are left out per finding', () => {
		const truth = [
			[0, 1, MISSING, 1, 0, 0, 1],
			[0, 0, 1, 1, 0, MISSING, MISSING],
		];
		const { public: report } = scorePredictions(scoresOf(SCORES), solutionOf(truth), TWO);
		expect(report.labels).toMatchObject({ a: { n: 6, positives: 3 }, b: { n: 5, positives: 2 } });
		const kept = SCORES[0]!.filter((_, i) => i !== 2);
		const without = scorePredictions(
			scoresOf([kept]),
			solutionOf([truth[0]!.filter((_, i) => i !== 2)]),
			spec({ labels: ['a'] }),
		);
		expect(report.labels.a!.auroc).toBe(without.public.score);
	});

	it('of a class leave the row out of every figure', () => {
		const task = spec({ task: 'multiclass', labels: ['x', 'y'], metric: 'accuracy' });
		const predictions = { yScore: [], classes: Uint8Array.from([0, 1, 1, 0]) };
		const solution = multiclassSolution([0, 1, 0, MISSING], 2);
		const { public: report } = scorePredictions(predictions, solution, task);
		expect(report.score).toBe(2 / 3);
		expect(report.confusion!.counts).toEqual([
			[1, 1],
			[0, 1],
		]);
	});
});

describe('charts', () => {
	it('a binary task has a confusion matrix at its threshold and a ROC curve', () => {
		const task = spec({ task: 'binary', labels: ['ill'], metric: 'accuracy', threshold: 0.6 });
		const solution = solutionOf([[1, 0, 1, 0]]);
		const { public: report } = scorePredictions(scoresOf([[0.6, 0.59, 0.2, 0.9]]), solution, task);
		expect(report.confusion).toEqual({
			labels: ['not ill', 'ill'],
			counts: [
				[1, 1],
				[1, 1],
			],
		});
		expect(report.roc!.ill).toEqual({ fpr: [0, 0.5, 0.5, 1, 1], tpr: [0, 0, 0.5, 0.5, 1] });
		expect(report.labels['not ill']).toMatchObject({ n: 4, positives: 2, recall: 0.5 });
	});

	it('a multi-label task has a ROC curve per finding and no confusion matrix', () => {
		const { public: report } = scorePredictions(
			scoresOf(SCORES),
			solutionOf(SCORES.map((values) => values.map((value) => (value > 0.45 ? 1 : 0)))),
			TWO,
		);
		expect(Object.keys(report.roc!)).toEqual(['a', 'b']);
		expect(report.confusion).toBeUndefined();
	});
});

describe('figures that need probabilities', () => {
	it('are undefined for logits where the ranking does not need them', () => {
		const task = spec({ task: 'binary', labels: ['ill'], metric: 'auroc', id: 'id' });
		const bytes = submission(['ill'], [[-3, 2, 0.4]]);
		const { splits } = scored(scoreSubmission(bytes, solutionOf([[0, 1, 0]]), task));
		expect(splits.public.score).toBe(1);
		expect(splits.public.metrics.accuracy).toMatchObject({
			value: null,
			reason: expect.stringContaining('probabilities') as string,
		});
		expect(splits.public.confusion).toBeUndefined();
	});
});

describe('a specification that contradicts itself is a bug, not bad input', () => {
	it.each(['no_such_metric', 'accuracy'])('%s for a multi-label task throws', (metric) => {
		const bytes = submission(['a', 'b'], SCORES);
		expect(() => scoreSubmission(bytes, solutionOf(SCORES), { ...TWO, metric })).toThrow(metric);
	});
});
