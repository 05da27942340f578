/**
 * What a metric is. A definition says everything that the rest of the product needs to know: the
 * form's options, the direction of a leaderboard, the digits of a number, which plots are drawn.
 * Nothing outside `metrics/` may look at an id.
 */
import type { ScoreCounts } from '../stats/score-counts.ts';
import type { SplitReport, Task } from '../types.ts';

/** Plots that explain a metric. */
export type Chart = 'roc' | 'confusion';

/** Hard decisions between classes. */
export interface Decisions {
	/** Binary: [negative, positive]. */
	classes: readonly string[];
	/** counts[true][predicted], rows with an unknown class left out. */
	counts: readonly (readonly number[])[];
}

/** The rows of one split, ready to be measured. Everything derived is computed once and shared. */
export interface MetricInput {
	task: Task;
	/** Findings, classes, or the positive class. */
	labels: readonly string[];
	rows: number;
	/** Per label, 0, 1 or MISSING per row. */
	yTrue: readonly Uint8Array[];
	/** False where only classes were submitted. */
	hasScores: boolean;
	/** Scores of label k per row. Needs scores. */
	yScore(k: number): Float64Array;
	/** Positives and negatives of label k per distinct score, ascending. Needs scores. */
	scoreCounts(k: number): ScoreCounts;
	/** Binary and multiclass. Binary: score >= threshold is positive. */
	decisions(): Decisions;
}

export interface MetricResult {
	/** Null is undefined, never a stand-in number. */
	value: number | null;
	/** Why it is undefined, in a sentence. */
	reason?: string;
	/** Per finding or class, under the metric's `key`. */
	labels?: Record<string, number | null>;
	averagedOver?: NonNullable<SplitReport['averagedOver']>;
}

export interface MetricDefinition {
	/** Snake case; the file has the same name with hyphens. */
	id: string;
	/** Name of its figure per finding or class in a report, where it has one. */
	key?: string;
	name: string;
	/** For a column head. */
	shortName: string;
	/** One sentence for people who do not know it. */
	description: string;
	/** Raised when a value could change. */
	version: number;
	task: readonly Task[];
	higherIsBetter: boolean;
	range: readonly [number, number];
	/** True where only the order of the scores matters, so that any strictly increasing transform is the same. */
	rankBased: boolean;
	/** What it is computed from; a file that names classes only has no scores. */
	needs: 'scores' | 'decisions';
	/** Digits after the point when shown. */
	decimals: number;
	charts: readonly Chart[];
	/** Pure: the same input gives the same result, whatever the order of its rows. */
	compute(input: MetricInput): MetricResult;
}

export const defineMetric = (definition: MetricDefinition): MetricDefinition => definition;
