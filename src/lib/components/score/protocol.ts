/** What the page and its worker say to each other. Everything stays on this computer. */
import type { z } from 'zod';
import type { FileProblem, Notice } from '#lib/api/schemas/common';
import type { MetricInfo } from '#lib/api/schemas/competitions';
import type { ReportSource } from '#lib/components/submission/source';
import type { ScoreResult, SubmissionFormat, TaskSpec } from '#scorer/types';
import type { SplitIntervals } from '#lib/components/submission/intervals.svelte';
import type { ColumnGuess, Guess } from './guess.ts';

export type Problem = z.infer<typeof FileProblem>;
export type NoticeJson = z.infer<typeof Notice>;
export type Task = SubmissionFormat['task'];

/** A file with its path below the folder that was chosen. */
export interface LabelFile {
	path: string;
	file: File;
}

/** What was understood of the files with the labels. */
export type Labels =
	| {
			kind: 'folder';
			spec: TaskSpec;
			title: string;
			slug: string;
			solution: string;
			rows: number;
			notices: NoticeJson[];
	  }
	| { kind: 'table'; file: string; columns: ColumnGuess[]; guess: Guess; metrics: MetricInfo[] }
	| { kind: 'refused'; problems: Problem[]; notices: NoticeJson[] };

export type Request =
	| { type: 'labels'; files: LabelFile[] }
	| {
			type: 'score';
			files: LabelFile[];
			spec: TaskSpec;
			/** The path that competition.yaml names; null where one file is the labels. */
			solution: string | null;
			stem: string;
			submission: File;
	  };

export interface Scored {
	result: Extract<ScoreResult, { ok: true }>;
	source: ReportSource;
}

export type Message =
	| { type: 'progress'; share: number }
	| { type: 'labels'; labels: Labels }
	| { type: 'refused'; of: 'labels' | 'predictions'; problems: Problem[]; notices: NoticeJson[] }
	| { type: 'scored'; scored: Scored }
	/** The intervals that take a bootstrap come after the scores. */
	| {
			type: 'intervals';
			splits: Partial<Record<'public' | 'private' | 'all', SplitIntervals>> | null;
	  }
	| { type: 'crashed'; message: string };
