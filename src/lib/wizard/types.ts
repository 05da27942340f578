/** Vocabulary of the wizard: one table and what is said of it in, a competition folder out. Pure: runs in a web worker and in tests. */
import type { Advice } from '#scorer/advice/index';
import type { MissingLabels, Task } from '#scorer/types';
import type { MetricInfo } from '#lib/api/schemas/competitions';
import type { ColumnGuess } from '#lib/components/score/guess';
import type { FolderNotice, FolderProblem } from '#lib/competition-folder/index';

/** An uploaded table, every cell as trimmed text. */
export interface Table {
	file: string;
	names: readonly string[];
	rows: number;
	/** Line of each row in the file, as an editor counts. */
	lines: Int32Array;
	/** Cells by column name. */
	columns: ReadonlyMap<string, readonly string[]>;
	quoteLine(line: number): string;
}

/** What the organiser says of the table. Plain data: it is kept as the draft. */
export interface Choices {
	task: Task;
	id: string;
	/** Columns of 0 and 1 (or names of the list column); one of them where the task is binary. */
	labels: string[];
	/** Multiclass: the column that names the class; empty where 0/1 columns do. */
	target: string;
	/** Multiclass with `target`: its values that are classes. */
	classes: string[];
	/** Multilabel: a column of names such as `Mass|Nodule`; empty where 0/1 columns do. */
	list: string;
	negative: string;
	metric: string;
	missing: MissingLabels;
	/** Column of the patient; empty where rows are independent. */
	group: string;
	subgroups: string[];
	/** Lower bounds by numeric subgroup column. */
	bands: Record<string, number[]>;
	/** column: as the file says · drawn: by the seed */
	usage: 'column' | 'drawn';
	/** Share of public rows where it is drawn, 0 to 1; null is the recommended one. */
	share: number | null;
	seed: number;
	/** Rows that repeat an id with the same cells are one row. */
	merge: boolean;
	/** Rows in random order. */
	shuffle: boolean;
	/** New ids, in random order. */
	renumber: boolean;
	title: string;
	slug: string;
	summary: string;
	/** ISO 8601 with a zone; empty is none. */
	opens: string;
	closes: string;
	/** Null is no limit. */
	perDay: number | null;
	final: number;
	/** Markdown; null is the page that is written from the choices. */
	pages: { overview: string | null; data: string | null; rules: string | null };
	/** The training table is offered for download. */
	offerTraining: boolean;
}

/** What the table was understood to be. */
export interface Understood {
	file: string;
	rows: number;
	columns: WizardColumn[];
	/** It has a Usage column. */
	hasUsage: boolean;
	metrics: MetricInfo[];
	/** The metric to begin with, by task. */
	defaults: Record<Task, string>;
}

export interface WizardColumn extends ColumnGuess {
	/** Names in a list column such as `Mass|Nodule`; empty where it is none. */
	parts: string[];
	isNumeric: boolean;
	/** Its values that are classes, should it be the class column. */
	classes: string[];
}

/** Rows, positives and what can be told, of one finding in one part of the test set. */
export interface PartFigures {
	/** Rows whose label is known. */
	known: number;
	positives: number;
	/** Smallest difference of two AUROCs that a paired test finds; null where a class is absent. */
	detectable: number | null;
}

export interface LabelFigures {
	name: string;
	public: PartFigures;
	private: PartFigures;
}

/** A file that goes along, by name only where its bytes do not matter to the check. */
export interface Attachment {
	name: string;
	bytes: Uint8Array;
}

/** Everything that the pages show beside the choices. */
export interface Check {
	problems: FolderProblem[];
	notices: FolderNotice[];
	advice: Advice[];
	/** Null where the labels could not be read. */
	figures: {
		/** What `detectable` takes for granted of two submissions. */
		assumed: { auroc: number; correlation: number };
		rows: { public: number; private: number; ignored: number };
		labels: LabelFigures[];
	} | null;
	/** Share that is recommended for these rows; null where none can be said. */
	recommendedShare: number | null;
	yaml: string;
	/** First lines of sample_submission.csv and of the solution; empty where there is none. */
	sample: string;
	solution: string;
	/** The pages as they will be. */
	pages: { overview: string; data: string; rules: string };
}
