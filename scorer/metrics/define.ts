/**
 * What a metric is. A definition says everything that the rest of the product needs to know: the
 * form's options, the direction of a leaderboard, the digits of a number, which plots are drawn.
 * Nothing outside `metrics/` may look at an id.
 */
import type { Grouping } from '../stats/groups.ts';
import type { ScoreCounts } from '../stats/score-counts.ts';
import type { BinaryCounts, SplitReport, Task } from '../types.ts';

/** Plots that explain a metric. */
export type Chart = 'roc' | 'pr' | 'reliability' | 'distribution' | 'confusion';

/** A number that an organiser may set under `parameters:`; metrics with the same name share it. */
export interface Parameter {
	default: number;
	range: readonly [number, number];
	integer?: boolean;
	description: string;
}

/** Hard decisions between classes. */
export interface Decisions {
	/** Binary: [negative, positive]. */
	classes: readonly string[];
	/** counts[true][predicted], rows with an unknown class left out. */
	counts: readonly (readonly number[])[];
}

/**
 * The rows of one split, ready to be measured. Everything derived is computed once and shared.
 *
 * A resample of a bootstrap is a MetricInput too: a row then counts `weights[i]` times. Counts
 * (`scoreCounts`, `decisions`, `labelDecisions`, `rows`) have it in them already; a metric that
 * goes over rows goes through `rowMean` (row-mean.ts), which minds it.
 */
export interface MetricInput {
	task: Task;
	/** Findings, classes, or the positive class. */
	labels: readonly string[];
	/** Rows of the split, by their weights. */
	rows: number;
	/** How often each row counts; null is once each. */
	weights: Uint32Array | null;
	/** Which rows are of one patient; null where all are independent, and in a resample. */
	groups: Grouping | null;
	/** Per label, 0, 1 or MISSING per row. */
	yTrue: readonly Uint8Array[];
	/** False where only classes were submitted. */
	hasScores: boolean;
	/** Scores of label k per row. Needs scores. */
	yScore(k: number): Float64Array;
	/** Rows by ascending score of label k, those without a known label too. Needs scores. */
	sortedRows(k: number): Uint32Array;
	/** Positives and negatives of label k per distinct score, ascending. Needs scores. */
	scoreCounts(k: number): ScoreCounts;
	/** Multiclass: the score of class k among rows of class `positive` and rows of class `negative` only. */
	scoreCountsBetween(k: number, positive: number, negative: number): ScoreCounts;
	/** Score >= threshold(k) is a positive decision about label k. Binary and multilabel. */
	threshold(k: number): number;
	/** Binary and multilabel: decisions about label k at its threshold. Needs scores. */
	labelDecisions(k: number): BinaryCounts;
	/** Binary and multiclass. Binary: score >= threshold is positive. */
	decisions(): Decisions;
	/** Multiclass: true and predicted class per row; MISSING where the class is unknown. */
	classes(): { yTrue: Uint8Array; yPred: Uint8Array };
	/** A parameter of a metric, as the organiser set it or by default. */
	parameter(name: string): number;
}

export interface MetricResult {
	/** Null is undefined, never a stand-in number. */
	value: number | null;
	/** Why it is undefined, in a sentence. */
	reason?: string;
	/** Per finding or class, under the metric's `key`. */
	labels?: Record<string, number | null>;
	/** Why a value in `labels` is null. */
	labelReasons?: Record<string, string>;
	averagedOver?: NonNullable<SplitReport['averagedOver']>;
}

/**
 * What a row contributes to a value that is a mean over rows: NaN where it does not count (its
 * label is missing, or it is not in the denominator). Length: rows of the split.
 */
export type RowValues = Float64Array;

/**
 * Per row, how much it moves the value: psi with sum(psi) = 0 and, for independent rows,
 * var(value) = sum(psi²); rows of one patient are added before squaring. Length: rows of the split.
 */
export type Influence = Float64Array;

interface PerValue<T> {
	/**
	 * Null where the value is undefined, and where only its findings' values are of this kind: a mean
	 * over findings is no share of rows, and has an interval by bootstrap.
	 */
	value: T | null;
	/** Per finding or class, where the metric has a `key`. */
	labels?: Record<string, T | null>;
}

/**
 * Where a value's uncertainty comes from. A metric without one gets a bootstrap that resamples
 * patients, which asks nothing of it.
 *
 * influence: DeLong and its relatives. Score and logit intervals, paired t test.
 * proportion: shares of rows; RowValues are 0, 1 or NaN. Wilson intervals, McNemar's test; with
 * patients, their clustered forms.
 * rowMean: means of other row values (log loss, Brier, Hamming loss). t intervals over patients.
 */
export type Uncertainty =
	| { kind: 'influence'; of(input: MetricInput): PerValue<Influence> }
	| { kind: 'proportion'; of(input: MetricInput): PerValue<RowValues> }
	| { kind: 'rowMean'; of(input: MetricInput): PerValue<RowValues> };

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
	parameters?: Readonly<Record<string, Parameter>>;
	uncertainty?: Uncertainty;
	/** Pure: the same input gives the same result, whatever the order of its rows. */
	compute(input: MetricInput): MetricResult;
}

export const defineMetric = (definition: MetricDefinition): MetricDefinition => definition;
