/** From a submission's bytes to its scores on every split. */
import { requireMetric } from '../metrics/index.ts';
import { listed } from '../csv/text.ts';
import type { Notice } from '../problems.ts';
import { submissionFormat } from '../submission/format.ts';
import { validateSubmission, type ValidateOptions } from '../submission/validate.ts';
import {
	USAGE,
	type Predictions,
	type ScoreResult,
	type Solution,
	type SplitReport,
	type TaskSpec,
} from '../types.ts';
import { SCORER_VERSION } from '../version.ts';
import { Aligned, splitInput } from './split-input.ts';
import { splitReport } from './split-report.ts';

type Splits = Extract<ScoreResult, { ok: true }>['splits'];

/** Scores aligned predictions on the public rows, and on the private ones and all where there are any. */
export function scorePredictions(
	predictions: Predictions,
	solution: Solution,
	spec: TaskSpec,
): Splits {
	const aligned = new Aligned(predictions, solution, spec);
	const report = (wanted: (usage: number) => boolean) => {
		const included = solution.usage.map((usage) => (wanted(usage) ? 1 : 0));
		return splitReport(splitInput(aligned, included), spec);
	};
	const open = report((usage) => usage === USAGE.public);
	if (!solution.usage.includes(USAGE.private)) return { public: open };
	return {
		public: open,
		private: report((usage) => usage === USAGE.private),
		all: report((usage) => usage !== USAGE.ignored),
	};
}

/** Participants read notices: they speak of the public split only. */
function undefinedNotice({ averagedOver }: SplitReport): Notice[] {
	if (!averagedOver || averagedOver.left_out.length === 0) return [];
	const { defined, total, left_out: names } = averagedOver;
	const detail = `Undefined on the public rows and left out of the mean, which is over ${defined} of ${total}: ${listed(names)}.`;
	return [{ code: 'undefined_label', detail, count: names.length }];
}

/**
 * Checks and scores a submission. Bad input gives `{ ok: false, problems }`, also listed when the
 * rest is fine; a specification that names no metric of its task throws.
 */
export function scoreSubmission(
	bytes: Uint8Array,
	solution: Solution,
	spec: TaskSpec,
	options: Omit<ValidateOptions, 'rowOf'> = {},
): ScoreResult {
	const metric = requireMetric(spec.metric);
	if (!metric.task.includes(spec.task))
		throw new Error(`${metric.id} is no metric of a ${spec.task} task`);
	const format = submissionFormat(spec, solution);
	const valid = validateSubmission(bytes, format, { ...options, rowOf: solution.rowOf });
	if (!valid.ok) return { ok: false, problems: valid.problems, notices: valid.notices };
	const splits = scorePredictions(valid.predictions, solution, spec);
	return {
		ok: true,
		metric: metric.id,
		metric_version: metric.version,
		scorer_version: SCORER_VERSION,
		rows: valid.rows,
		notices: [...valid.notices, ...undefinedNotice(splits.public)],
		splits,
	};
}
