/** What a model is worth, by the scorer that scores everyone. */
import {
	scoreSubmission,
	USAGE,
	type Solution,
	type SplitReport,
	type TaskSpec,
} from '#scorer/index';
import { submissionCsv } from '../submission-csv.ts';
import type { SplitScores } from '../training/run/types.ts';

/** The ranking metric of a task. */
export const METRIC = {
	binary: 'auroc',
	multilabel: 'mean_auroc',
	multiclass: 'hand_till_auroc',
} as const;

function solutionOf(
	{ ids, patients, yTrue }: SplitScores & { yTrue: readonly Uint8Array[] },
	task: TaskSpec['task'],
): Solution {
	const numbers = new Map<string, number>();
	const groups = Int32Array.from(patients, (patient) => {
		if (!numbers.has(patient)) numbers.set(patient, numbers.size);
		return numbers.get(patient)!;
	});
	return {
		ids: [...ids],
		rowOf: new Map(ids.map((id, row) => [id, row])),
		usage: new Uint8Array(ids.length).fill(USAGE.public),
		yTrue: [...yTrue],
		...(task === 'multiclass' && {
			classes: Uint8Array.from(ids, (_, row) => yTrue.findIndex((y) => y[row] === 1)),
		}),
		groups,
	};
}

export interface Scored {
	metric: string;
	report: SplitReport;
}

/**
 * Scores a split whose labels are known, as a submission file with intervals that keep patients
 * together. Throws where the file that this project wrote is refused: that is a bug.
 */
export function scoreSplit(
	scores: SplitScores,
	{
		task,
		labels,
		thresholds,
	}: { task: TaskSpec['task']; labels: readonly string[]; thresholds: readonly number[] },
): Scored | null {
	const { yTrue, ids, yScore } = scores;
	if (!yTrue) return null;
	const metric = METRIC[task];
	const spec: TaskSpec = {
		...{ task, id: 'id', labels, metric, threshold: 0.5, missingLabels: 'ignore' },
		thresholds: Object.fromEntries(labels.map((label, k) => [label, thresholds[k]!])),
		group: 'patient',
	};
	const bytes = submissionCsv('id', labels, ids, yScore);
	const result = scoreSubmission(bytes, solutionOf({ ...scores, yTrue }, task), spec, {
		intervals: 'main',
	});
	if (!result.ok) throw new Error(`The scorer refused our own file: ${result.problems[0]?.detail}`);
	return { metric, report: result.splits.public };
}
