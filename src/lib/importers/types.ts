/** Vocabulary of the importers: publishers' files in, a competition folder out. Pure: also runs in the browser. */
import type { ProblemCode } from '#scorer/problems';
import type { MissingLabels, Task } from '#scorer/types';
import type {
	Config,
	Folder,
	FolderNotice,
	FolderProblem,
	FolderSummary,
} from '#lib/competition-folder/index';
import type { Reported } from '#lib/reported/types';
import type { Faults } from './kit/faults.ts';
import type { Peek } from './kit/table.ts';

/** A table or list as its publisher gives it out; `path` is what its reader calls it. */
export interface SourceFile {
	path: string;
	bytes: Uint8Array;
}

/** An image of a data set whose labels are its folders and names. Pixels are not looked at. */
export interface ListedImage {
	/** With forward slashes; at least the folder of the class is part of it. */
	path: string;
	/** Of its bytes, to find copies. */
	sha256?: string;
}

export interface ImportInput {
	files: readonly SourceFile[];
	images: readonly ListedImage[];
}

export const IMPORT_PROBLEM_CODES = [
	'missing_input',
	'unknown_input',
	'duplicate_input',
	'wrong_data_set',
	'conflicting_rows',
	'bad_option',
	'empty_split',
] as const;
export type ImportProblemCode =
	(typeof IMPORT_PROBLEM_CODES)[number] | ProblemCode | FolderProblem['code'];

/** Why a data set was refused: in which file or option, where in it, and what to do. */
export type ImportProblem = Omit<FolderProblem, 'code'> & { code: ImportProblemCode };

/** official: as published · random: drawn by patient · file: `testList` names the test set · all: no training part */
export const SPLITS = ['official', 'random', 'file', 'all'] as const;
export type SplitChoice = (typeof SPLITS)[number];

export interface ImportOptions {
	/** Id of one of the importer's tasks; its first one by default. */
	task?: string;
	/** One of the importer's splits; its first one by default, `file` where a test list is given. */
	split?: SplitChoice;
	/** Ids of the test set, one a line or as a CSV with the id column. */
	testList?: SourceFile;
	/** Share of the rows that `random` takes for the test set. Default: the importer's. */
	testShare?: number;
	/** Share of the test rows whose scores everyone sees. Default 0.4. */
	publicShare?: number;
	seed?: number;
	slug?: string;
	title?: string;
	/** Instant with its zone, ISO 8601. */
	closes?: string;
	/** CheXpert: what an uncertain label (-1) counts as. Default `ignore`. */
	uncertain?: Exclude<MissingLabels, 'error'>;
	/** Offer training labels for download although the terms do not let everyone pass them on. */
	trainingLabels?: boolean;
	/** Share of the work that is done, 0 to 1. */
	onProgress?(share: number): void;
	/** `opaque` renumbers the test rows. Default: where published ids give labels away. */
	ids?: 'published' | 'opaque';
}

/** Something about the data that whoever runs a competition on it should know. */
export interface ReportItem {
	/** Stable. */
	code: string;
	/** conflict: the files contradict themselves or each other · warning: it can mislead · note: good to know */
	severity: 'conflict' | 'warning' | 'note';
	detail: string;
	/** What the import did about it. */
	treatment?: string;
	count?: number;
	/** For the organiser alone: on a page ids would give labels away. */
	examples?: readonly string[];
	/** A small table that says it better. */
	table?: { columns: readonly string[]; rows: readonly (readonly (string | number)[])[] };
	/** Not for the data page, because it says too much of the hidden labels. */
	organiserOnly?: boolean;
}

export interface Column {
	name: string;
	/** One per row. */
	values: readonly string[];
}

export const PART = { train: 0, test: 1, out: 2 } as const;

/** What an importer understood: everything about a competition but its split, its files and its pages. */
export interface Draft {
	task: Task;
	/** Id column. */
	id: string;
	labels: readonly string[];
	/** Binary: name of the negative class. */
	negative?: string;
	/** Multiclass: the class column. */
	target?: string;
	metric: string;
	metrics: readonly string[];
	/** Where the labels have blanks or -1. */
	missingLabels?: MissingLabels;
	title: string;
	summary: string;
	ids: readonly string[];
	/** Per label one value a row: 0, 1 or MISSING. Multiclass is one-hot. */
	yTrue: readonly Uint8Array[];
	/** Cells to write instead of 0, 1 and blank, per label, where the file says more. */
	labelCells?: readonly (readonly string[])[];
	/** Rows of one value stay together and are resampled together. */
	group?: Column;
	/** Measured separately; hidden until the organiser shows them. */
	subgroups: readonly (Column & { bands?: readonly number[] })[];
	/** Further columns of the solution alone. */
	hidden: readonly Column[];
	/** What participants get beside the id, of training and test rows. */
	shown: readonly Column[];
	/** What they get of training rows only. */
	trainOnly: readonly Column[];
	/** PART per row, where the publisher says so. */
	official?: Uint8Array;
	/** What may be listed as an id in a test list, beside the id itself. */
	normaliseId?(id: string): string;
	/** Why published ids may not be shown, where they give labels away. */
	leakyIds?: string;
	report: ReportItem[];
	reported: readonly Reported[];
	/** Markdown: what is asked, beneath the title of the overview. */
	about: string;
	/** Markdown: more about the data, beneath the files. */
	dataNotes?: string;
	/** Further files to download; `rows` are the training rows. */
	extraFiles?(rows: readonly number[]): { name: string; bytes: Uint8Array; description: string }[];
}

export interface WantedFile {
	/** Key among the recognised files. */
	role: string;
	/** As its publisher names it. */
	name: string;
	what: string;
	required: boolean;
	/** Columns that it must have. Empty for a plain list and for images. */
	columns: readonly string[];
	/** In a folder, which file names are taken for it. */
	pattern: RegExp;
	/** Tells it from other files by its first lines, whatever its name. */
	looksLike(top: Peek): boolean;
}

export interface ImportTask {
	id: string;
	summary: string;
}

/** A published data set, and how it becomes a competition. */
export interface Importer {
	id: string;
	name: string;
	/** Where its files come from. */
	url: string;
	citation: readonly string[];
	terms: {
		text: string;
		url?: string;
		/** False: training labels are not offered for download, unless the organiser asks for it. */
		mayPassOn: boolean;
	};
	wants: readonly WantedFile[];
	/** Images whose folders and names are the labels; `pattern` is matched against paths. */
	images?: { pattern: RegExp; what: string; required: boolean };
	/** The default first. */
	tasks: readonly ImportTask[];
	/** The default first. */
	splits: readonly SplitChoice[];
	testShare?: number;
	/** What the files do not say, and a reader of scores should know. */
	cannotKnow: readonly string[];
	/** Null, with the reasons among the faults, where no competition can be made. */
	draft(sources: Sources): Draft | null;
}

/** What an importer is given. */
export interface Sources {
	/** By role. */
	files: ReadonlyMap<string, SourceFile>;
	images: readonly ListedImage[];
	task: string;
	options: ImportOptions;
	faults: Faults;
}

export type ImportResult =
	| {
			ok: true;
			folder: Folder;
			config: Config;
			summary: FolderSummary;
			/** Rows that are training data, test rows are in the summary. */
			trainRows: number;
			trainPositives: number[];
			report: ReportItem[];
			notices: FolderNotice[];
	  }
	| { ok: false; problems: ImportProblem[] };
