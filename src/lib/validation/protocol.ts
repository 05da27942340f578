import type { Check, Notice, Problem, SubmissionFormat } from '#scorer/index';

/** What page and worker say to each other. */

/** What the page sends: the expected ids in pieces, as copying a million at once would stop it. */
export type CheckRequest =
	| { type: 'ids'; ids: readonly string[] }
	| { type: 'check'; file: File; format: Omit<SubmissionFormat, 'ids'> };

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
