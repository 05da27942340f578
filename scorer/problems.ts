/**
 * Stable codes for everything that can be wrong with a file. A code never changes its meaning; texts may.
 */
export const PROBLEM_CODES = [
	'empty_file',
	'header_only',
	'binary_file',
	'excel_workbook',
	'bad_encoding',
	'file_too_large',
	'bad_archive',
	'archive_not_one_csv',
	'archive_too_large',
	'ragged_row',
	'too_many_columns',
	'unclosed_quote',
	'duplicate_column',
	'missing_id_column',
	'missing_column',
	'missing_scores',
	'class_and_scores',
	'duplicate_id',
	'unknown_id',
	'missing_id',
	'empty_id',
	'not_a_number',
	'empty_cell',
	'not_finite',
	'out_of_range',
	'unknown_class',
	// of a solution
	'bad_label',
	'missing_label',
	'bad_usage',
	'no_public_rows',
	'unknown_metric',
	'metric_task_mismatch',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export const NOTICE_CODES = [
	'byte_order_mark',
	'utf16_decoded',
	'semicolon_separated',
	'tab_separated',
	'decimal_comma',
	'windows_line_ends',
	'column_prefix',
	'column_name_normalised',
	'extra_columns',
	'column_order',
	'row_order',
	'outside_unit_interval',
	'blank_lines',
	'compressed',
	'undefined_label',
	'constant_scores',
	'two_valued_scores',
] as const;
export type NoticeCode = (typeof NOTICE_CODES)[number];

/** Why a file was refused: what, where, and what to do. Never holds a hidden label. */
export interface Problem {
	code: ProblemCode;
	/** Line of the file as an editor counts it: the header is row 1. */
	row?: number;
	/** Column name. */
	column?: string;
	detail: string;
	remedy: string;
	/** How many places have this problem, when it is summarised. */
	count?: number;
	/** First few offending values (ids or cells). */
	examples?: string[];
	/** The offending line, shortened. */
	line?: string;
}

/** Something that was accepted, and that the participant should know of. */
export interface Notice {
	code: NoticeCode;
	detail: string;
	column?: string;
	count?: number;
}
