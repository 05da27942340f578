import type { Metadata } from '#baselines/index';
import type { SimulatedModel } from './simulate/noise.ts';

/** Rows of a data set; columns keep their order in the files. */
export interface DemoTable {
	ids: string[];
	/** One array of 0 and 1 per label; multiclass is one-hot. */
	yTrue: Uint8Array[];
	/** What a model without eyes may lean on: nothing here may tell the labels. */
	metadata: Metadata;
}

export interface DemoTest extends DemoTable {
	usage: ('Public' | 'Private')[];
	/** Columns of the solution alone, such as the patient or a subgroup. */
	hidden: Metadata;
}

/** A demo competition before it becomes files. */
export interface DemoPlan {
	seed: number;
	/** competition.yaml, less what is made from the rest: files, examples, baselines. */
	config: {
		slug: string;
		title: string;
		summary: string;
		task: 'binary' | 'multiclass' | 'multilabel';
		id: string;
		labels: string[];
		metric: string;
		target?: string;
	} & Record<string, unknown>;
	pages: { overview: string; data: string; rules: string };
	/** train.csv and test.csv, as `holdout baseline phantoms --demo` writes them. */
	csv: { train: string; test: string };
	train: DemoTable;
	test: DemoTest;
	/** Scores of a simulated model on the test rows, one array per label. */
	predict(model: SimulatedModel): Float64Array[];
	/** Skills of the weak, the middling and the strong example file. */
	exampleSkills: [number, number, number];
}
