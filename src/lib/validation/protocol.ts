import type { Check, Notice, Problem, SubmissionFormat } from '#scorer/index';

/** What page and worker say to each other. */

export interface CheckRequest {
	file: File;
	format: SubmissionFormat;
}

/** What the scorer's validator found; the predictions themselves stay in the worker. */
export interface CheckReport {
	ok: boolean;
	rows: number | null;
	checks: Check[];
	problems: Problem[];
	notices: Notice[];
}

export type CheckMessage =
	| { type: 'progress'; share: number }
	| { type: 'done'; report: CheckReport }
	| { type: 'crashed'; message: string };
