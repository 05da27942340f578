/** What a competition folder holds, before and after it was read. Pure: also runs in the browser. */
import type { NoticeCode, ProblemCode } from '#scorer/problems';
import type { Solution, TaskSpec } from '#scorer/types';
import type { ImportReport } from '#lib/api/schemas/import-report';
import type { Card } from '#baselines/cards/schema';
import type { PictureType } from '../baseline-card/read-picture.ts';
import type { Config } from './config-schema.ts';

/** Relative path with forward slashes -> bytes. */
export type Folder = Map<string, Uint8Array>;

export const FOLDER_PROBLEM_CODES = [
	'missing_config',
	'bad_yaml',
	'unknown_key',
	'missing_key',
	'bad_value',
	'opens_after_closes',
	'duplicate_label',
	'duplicate_name',
	'unknown_label',
	'duplicate_metric',
	'unknown_parameter',
	'missing_file',
	'bad_path',
	'path_collision',
	'duplicate_file',
	'too_many_files',
	'solution_leak',
	'split_lacks_class',
	'bad_card',
	'bad_picture',
] as const;
export type FolderProblemCode = (typeof FOLDER_PROBLEM_CODES)[number];

/** Why a folder was refused: in which file, where in it, and what to do. */
export interface FolderProblem {
	code: FolderProblemCode | ProblemCode;
	/** Path inside the folder. */
	file?: string;
	/** Line of the file as an editor counts it. */
	row?: number;
	/** Column of a CSV, or key of competition.yaml. */
	column?: string;
	detail: string;
	remedy: string;
	count?: number;
	examples?: string[];
	line?: string;
}

export const FOLDER_NOTICE_CODES = [
	'few_positives',
	'group_in_both_splits',
	'no_private_rows',
	'ignored_file',
	'small_subgroups',
	'many_subgroups',
	'curves_shown',
	'missing_pictures',
] as const;

/** Something that was accepted, and that the organiser should know of. */
export interface FolderNotice {
	code: (typeof FOLDER_NOTICE_CODES)[number] | NoticeCode;
	file?: string;
	column?: string;
	detail: string;
	count?: number;
}

/** What was understood of a folder, also when it has problems. */
export type FolderSummary = NonNullable<ImportReport['summary']>;

/** A model card with those of its pictures that are there. */
export interface FolderCard {
	/** card.json as it was brought. */
	bytes: Uint8Array;
	card: Card;
	/** `file` is the path relative to the card. */
	pictures: { file: string; type: PictureType; bytes: Uint8Array }[];
}

/** A competition, read and checked. */
export interface CompetitionFolder {
	/** competition.yaml with every default filled in. */
	config: Config;
	spec: TaskSpec;
	solution: Solution;
	/** The solution file as it was brought. Never leaves the server. */
	solutionBytes: Uint8Array;
	/** Markdown. */
	pages: { overview?: string; data?: string; rules?: string };
	/** Files of `data/` to download; names are relative to it and may hold slashes. */
	files: { name: string; bytes: Uint8Array; description: string }[];
	sampleSubmission: Uint8Array;
	/** Prediction files that anyone may try; `file` is the path in the folder. */
	examples: { name: string; file: string; description: string; bytes: Uint8Array }[];
	/** Reference models to submit; `fileName` is the last part of the path. */
	baselines: {
		name: string;
		note: string;
		fileName: string;
		bytes: Uint8Array;
		/** Null where it has none. */
		card: FolderCard | null;
	}[];
	/** Figures of papers, shown with their source and not scored. */
	reported: Config['reported'];
}

export interface ReadFolderResult {
	/** Everything that is wrong, at once; empty if and only if `competition` is set. */
	problems: FolderProblem[];
	notices: FolderNotice[];
	summary: FolderSummary | null;
	competition: CompetitionFolder | null;
}

/** Where a key of competition.yaml stands. */
export type Place = (path: PropertyKey[]) => Pick<FolderProblem, 'file' | 'row' | 'line'>;
/** One kind of contradiction in a configuration that is well-formed. */
export type Check = (config: Config, place: Place) => FolderProblem[];
