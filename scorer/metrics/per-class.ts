/** Figures per finding or class. */
import { own } from '../own.ts';
import { classCounts } from '../stats/decisions.ts';
import type { ScoreCounts } from '../stats/score-counts.ts';
import type { BinaryCounts } from '../types.ts';
import type { MetricInput, MetricResult } from './define.ts';

/** Values per finding or class, and why those that are null are. */
export type LabelFigures = Required<Pick<MetricResult, 'labels' | 'labelReasons'>>;

function figuresOf<T>(
	named: readonly (readonly [string, T])[],
	figure: (of: T) => number | null,
	reason: string,
): LabelFigures {
	const figures: LabelFigures = { labels: {}, labelReasons: {} };
	for (const [name, of] of named) {
		const value = figure(of);
		figures.labels[name] = value;
		if (value === null) figures.labelReasons[name] = reason;
	}
	return figures;
}

/** Decisions per finding; of a binary or multi-class task per class, each against all others. */
export function countsPerClass(input: MetricInput): [string, BinaryCounts][] {
	if (input.task === 'multilabel') {
		return input.labels.map((label, k) => [label, input.labelDecisions(k)]);
	}
	const { classes, counts } = input.decisions();
	return classes.map((name, k) => [name, classCounts(counts, k)]);
}

/** A figure of decisions per finding or class. */
export const perClass = (
	input: MetricInput,
	figure: (counts: BinaryCounts) => number | null,
	reason: string,
): LabelFigures => figuresOf(countsPerClass(input), figure, reason);

type ScoreFigure = (counts: ScoreCounts) => number | null;

/** Averages of one figure by several weights look at the same values. */
const known = new WeakMap<ScoreFigure, WeakMap<ScoreCounts, number | null>>();

function remembered(figure: ScoreFigure): ScoreFigure {
	const values = known.get(figure) ?? new WeakMap<ScoreCounts, number | null>();
	known.set(figure, values);
	return (counts) => {
		let value = values.get(counts);
		if (value === undefined) values.set(counts, (value = figure(counts)));
		return value;
	};
}

/** A figure of scores per label; multi-class: of each class against the rest. */
export function perScore(input: MetricInput, figure: ScoreFigure, reason: string): LabelFigures {
	const named = input.labels.map((label, k) => [label, input.scoreCounts(k)] as const);
	// Counts of a resample are used once.
	return figuresOf(named, input.weights === null ? remembered(figure) : figure, reason);
}

/** The positive class's figure as the value of a binary metric. */
export function ofPositive({ labels }: MetricInput, figures: LabelFigures): MetricResult {
	const value = figures.labels[labels[0]!]!;
	const reason = own(figures.labelReasons, labels[0]!);
	return reason === undefined ? { value, ...figures } : { value, reason, ...figures };
}
