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
	/** Column of the solution whose equal values belong together (patient). */
	group?: string;
	subgroups?: readonly string[];
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

/** A figure that may be undefined, never NaN, never a stand-in number. */
export interface Figure {
	value: number | null;
	/** Why it is undefined, in a sentence, when value is null. */
	reason?: string;
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

export interface SplitReport {
	rows: number;
	/** Value of the ranking metric; null is undefined and never ranks. */
	score: number | null;
	reason?: string;
	/** 95 % interval; null until one is computed. */
	interval: [number, number] | null;
	/** Over how many labels the mean was taken, and out of how many. */
	averagedOver?: { defined: number; total: number; left_out: string[] };
	/** Every registered metric of the task. */
	metrics: Record<string, Figure>;
	labels: Record<string, LabelReport>;
	confusion?: Confusion;
	/** Per label. */
	roc?: Record<string, RocCurve>;
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
