/**
 * The scorer's vocabulary. Plain objects and typed arrays only: everything here crosses worker and
 * network boundaries unchanged.
 */
import type { Notice, Problem } from './problems.ts';

export type Task = 'binary' | 'multiclass' | 'multilabel';
/** `all` is public and private rows together, for comparison with published whole-test-set figures. */
export type Split = 'public' | 'private' | 'all';
export type MissingLabels = 'error' | 'ignore' | 'zero' | 'one';

/** What a competition asks of a submission and how it is scored; the scoring part of competition.yaml. */
export interface TaskSpec {
	task: Task;
	/** Name of the id column, in the solution and in submissions. */
	id: string;
	/** Findings (multilabel), classes (multiclass), or exactly one entry: the positive class (binary). */
	labels: readonly string[];
	/** Binary only: name of the negative class in the confusion matrix. Default `not <label>`. */
	negative?: string;
	/** Multiclass only: name of the class column. Default: found in the solution. */
	target?: string;
	/** Id of the ranking metric, from the registry. */
	metric: string;
	/** Where a metric needs hard decisions from scores: score >= threshold is positive. */
	threshold: number;
	missingLabels: MissingLabels;
	/** Thresholds of single findings that differ from `threshold`. */
	thresholds?: Readonly<Record<string, number>>;
	/** Ids of further metrics that the leaderboard shows as columns. They get intervals too. */
	columns?: readonly string[];
	/** Values of metrics' parameters, by parameter name; absent ones have the metric's default. */
	parameters?: Readonly<Record<string, number>>;
	/** Column of the solution whose equal values belong together (patient). */
	group?: string;
	/** Columns of the solution whose values are measured separately (sex, age, view, site). */
	subgroups?: readonly string[];
	/** Lower bounds of the bands, after the first, of a numeric subgroup column: [18, 65] gives < 18, 18–64, ≥ 65. */
	bands?: Readonly<Record<string, readonly number[]>>;
	/** Subgroups of fewer rows are not measured. Default 20. */
	minGroup?: number;
}

/** Everything needed to check a submission without the labels. Public: the browser gets it. */
export interface SubmissionFormat {
	task: Task;
	id: string;
	labels: readonly string[];
	/** Multiclass: the accepted name of a single class column. */
	target?: string;
	/** True where only the order of scores matters, so that logits are accepted. */
	rankBased: boolean;
	/** Multiclass: true where the ranking metric needs a score per class, so that a class column alone is refused. */
	needsScores?: boolean;
	/** Expected ids, in the solution's order. */
	ids: readonly string[];
}

export const USAGE = { ignored: 0, public: 1, private: 2 } as const;
/** A label that is blank or -1 in the solution and is to be ignored. */
export const MISSING = 255;

/** The hidden labels, parsed. n rows. */
export interface Solution {
	ids: string[];
	/** id -> row number */
	rowOf: Map<string, number>;
	/** USAGE per row, length n. */
	usage: Uint8Array;
	/** One array of length n per label: 0, 1 or MISSING. Multiclass is one-hot. */
	yTrue: Uint8Array[];
	/** Multiclass: index into labels per row (MISSING where unknown). */
	classes?: Uint8Array;
	/** Multiclass: the name of the class column in the solution, if it has one. */
	target?: string;
	/** Group number per row, where the spec names a group column. */
	groups?: Int32Array;
	/** Subgroup column -> value per row. */
	subgroups?: Record<string, string[]>;
}

/** A submission, aligned to the solution's row order by id. */
export interface Predictions {
	/** One array of length n per label. Empty when only classes were submitted. */
	yScore: Float64Array[];
	/** Multiclass: predicted class index per row (argmax where scores were submitted). */
	classes?: Uint8Array;
}

/** How an interval was made; see stats/. */
export type IntervalMethod =
	| 'delong'
	| 'delong_clustered'
	| 'wilson'
	| 'wilson_clustered'
	| 'clopper_pearson'
	| 'row_mean'
	| 'bootstrap';

/** A two-sided 95 % interval. */
export type Interval = [lo: number, hi: number];

/** A figure that may be undefined, never NaN, never a stand-in number. */
export interface Figure {
	value: number | null;
	/** Why it is undefined, in a sentence, when value is null. */
	reason?: string;
	/** Absent: not asked for (a bootstrap is only run for the ranking metric and the board's columns). Null: none can be given. */
	interval?: Interval | null;
	method?: IntervalMethod;
}

export interface LabelReport {
	/** Rows with a known label. */
	n: number;
	positives: number;
	/** Per-label figures by metric key: auroc, precision, recall, f1, specificity, ... */
	[figure: string]: number | null;
}

export interface Confusion {
	/** Rows are true classes, columns predicted classes. */
	labels: string[];
	counts: number[][];
}

/** Points of a ROC curve, thinned for drawing; the area reported beside it comes from all rows. */
export interface RocCurve {
	fpr: number[];
	tpr: number[];
}

/** Points of a precision-recall curve by rising recall, thinned for drawing. */
export interface PrCurve {
	recall: number[];
	precision: number[];
}

/** A reliability diagram: bins of equal width over [0, 1]; empty bins are left out. */
export interface Reliability {
	/** Bounds of each bin. */
	lo: number[];
	hi: number[];
	/** Rows, mean score and share of positives in each bin. */
	n: number[];
	meanScore: number[];
	positiveShare: number[];
}

/** Histogram of the scores of positive and negative rows over common bins. */
export interface Distribution {
	/** One more than there are bins. */
	edges: number[];
	positives: number[];
	negatives: number[];
}

/** Hard decisions about one label. */
export interface BinaryCounts {
	tp: number;
	fp: number;
	fn: number;
	tn: number;
}

/** What draws a picture of single scores. They tell a patient reader much about the labels. */
export interface Curves {
	/** Each per label. */
	roc?: Record<string, RocCurve>;
	pr?: Record<string, PrCurve>;
	reliability?: Record<string, Reliability>;
	distribution?: Record<string, Distribution>;
}

/** The ranking metric within the rows that share a value of a subgroup column. */
export interface GroupScore {
	/** The column's value, or its band such as `18–64`. */
	value: string;
	rows: number;
	/** Rows of the positive class, or of all findings together; absent for multiclass. */
	positives?: number;
	score: number | null;
	interval: Interval | null;
	/** Why there is no score: too few rows, or undefined. */
	reason?: string;
}

export interface Subgroup {
	column: string;
	groups: GroupScore[];
	/** Value of the group with the worst score among those that have one; null with fewer than two. */
	worst: string | null;
	/** Groups of fewer rows have no score. */
	min_rows: number;
}

export interface SplitReport extends Curves {
	rows: number;
	/** Distinct groups (patients) among the rows, where the solution has a group column. */
	groups?: number;
	/** Value of the ranking metric; null is undefined and never ranks. */
	score: number | null;
	reason?: string;
	/** 95 % interval of the score; null where none can be given. */
	interval: Interval | null;
	method?: IntervalMethod;
	/** Over how many labels the mean was taken, and out of how many. */
	averagedOver?: { defined: number; total: number; left_out: string[] };
	/** Every registered metric of the task. */
	metrics: Record<string, Figure>;
	labels: Record<string, LabelReport>;
	/** 95 % intervals of the figures in `labels`, by label and figure key, where they were computed. */
	label_intervals?: Record<string, Record<string, Interval>>;
	/** Why a figure in `labels` is null, by label and figure key. */
	label_reasons?: Record<string, Record<string, string>>;
	/** Binary and multiclass. */
	confusion?: Confusion;
	/** Multilabel: hard decisions per label. */
	decisions?: Record<string, BinaryCounts>;
	subgroups?: Subgroup[];
}

/** What is kept of an evaluation so that it can be compared with others without its file. */
export interface Evidence {
	/**
	 * influence: per group (or row), how much it moved the score; their squares add up to the variance.
	 * hits: per row, 1 if right, 0 if wrong (ungrouped proportions: McNemar).
	 * replicates: the score in each resample of a bootstrap that is the same for all submissions.
	 */
	kind: 'influence' | 'hits' | 'replicates';
	score: number;
	/** Standard error of the score, and its degrees of freedom. */
	se: number;
	df: number;
	values: Float32Array;
}

export type PairedTest = 'delong' | 'mcnemar' | 'paired_rows' | 'paired_bootstrap';

/** Figures of two submissions on the same rows; `difference` is a − b. */
export interface Difference {
	a: number | null;
	b: number | null;
	difference: number | null;
	interval: Interval | null;
	/** Two-sided; null where no test can be made. */
	p: number | null;
	/** Per label: corrected over the labels (Holm 1979). */
	p_holm?: number | null;
	test?: PairedTest;
	reason?: string;
}

export interface SplitComparison {
	rows: number;
	groups?: number;
	/** By metric id: the ranking metric first, then the board's columns. */
	metrics: Record<string, Difference>;
	/** Per label, the figure that the ranking metric has per label; absent where it has none. */
	labels?: Record<string, Difference & { n: number; positives: number }>;
	/** Key of that figure. */
	figure?: string;
	roc?: { a: Record<string, RocCurve>; b: Record<string, RocCurve> };
}

export interface Comparison {
	metric: string;
	splits: { public: SplitComparison; private?: SplitComparison; all?: SplitComparison };
}

export type ScoreResult =
	| {
			ok: true;
			metric: string;
			metric_version: number;
			scorer_version: string;
			/** Rows of the submission. */
			rows: number;
			notices: Notice[];
			/** `private` and `all` are absent when the solution has public rows only. */
			splits: { public: SplitReport; private?: SplitReport; all?: SplitReport };
	  }
	| { ok: false; problems: Problem[]; notices: Notice[] };
