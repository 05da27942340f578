/** From a submission's bytes to its scores on every split. */
import { requireMetric } from '../metrics/index.ts';
import { listed } from '../csv/text.ts';
import type { Notice } from '../problems.ts';
import { submissionFormat } from '../submission/format.ts';
import {
	validateSubmission,
	type ValidateOptions,
	type Validation,
} from '../submission/validate.ts';
import {
	USAGE,
	type Evidence,
	type Predictions,
	type ScoreResult,
	type Solution,
	type Split,
	type SplitReport,
	type TaskSpec,
} from '../types.ts';
import { SCORER_VERSION } from '../version.ts';
import type { IntervalChoice } from './estimates.ts';
import { evidenceOf } from './evidence.ts';
import { Aligned, splitInput } from './split-input.ts';
import { splitReport } from './split-report.ts';
import { subgroupsOf } from './subgroups.ts';

export type Splits = Extract<ScoreResult, { ok: true }>['splits'];

export interface ScoreOptions extends Omit<ValidateOptions, 'rowOf'> {
	/** Default `main`. */
	intervals?: IntervalChoice;
}

export interface SplitEvidence {
	public: Evidence | null;
	private: Evidence | null;
}

type PerSplit<T> = { public: T; private?: T; all?: T };

/** Does something for each split that the solution has, with 1 for each row that belongs to it. */
export function eachSplit<T>(
	{ usage }: Solution,
	make: (included: Uint8Array, split: Split) => T,
): PerSplit<T> {
	const of = (split: Split, wanted: (usage: number) => boolean) =>
		make(
			usage.map((value) => (wanted(value) ? 1 : 0)),
			split,
		);
	const open = of('public', (value) => value === USAGE.public);
	if (!usage.includes(USAGE.private)) return { public: open };
	return {
		public: open,
		private: of('private', (value) => value === USAGE.private),
		all: of('all', (value) => value !== USAGE.ignored),
	};
}

function scoreAligned(
	predictions: Predictions,
	solution: Solution,
	spec: TaskSpec,
	intervals: IntervalChoice,
): { splits: Splits; evidence: SplitEvidence } {
	const aligned = new Aligned(predictions, solution, spec);
	const evidence: SplitEvidence = { public: null, private: null };
	const splits = eachSplit(solution, (included, split): SplitReport => {
		const { report, ranking } = splitReport(splitInput(aligned, included), spec, intervals);
		if (split !== 'all') evidence[split] = evidenceOf(report.score, ranking);
		if (intervals === 'none' || !spec.subgroups?.length) return report;
		return { ...report, subgroups: subgroupsOf(aligned, included) };
	});
	return { splits, evidence };
}

/**
 * Scores aligned predictions on the public rows, and on the private ones and all where there are
 * any; without intervals and subgroups unless they are asked for.
 */
export function scorePredictions(
	predictions: Predictions,
	solution: Solution,
	spec: TaskSpec,
	{ intervals = 'none' }: { intervals?: IntervalChoice } = {},
): Splits {
	return scoreAligned(predictions, solution, spec, intervals).splits;
}

/** Participants read notices: they speak of the public split only. */
function undefinedNotice({ averagedOver }: SplitReport): Notice[] {
	if (!averagedOver || averagedOver.left_out.length === 0) return [];
	const { defined, total, left_out: names } = averagedOver;
	const detail = `Undefined on the public rows and left out of the mean, which is over ${defined} of ${total}: ${listed(names)}.`;
	return [{ code: 'undefined_label', detail, count: names.length }];
}

/** Checks and aligns a submission. A specification that names no metric of its task throws. */
export function readSubmission(
	bytes: Uint8Array,
	solution: Solution,
	spec: TaskSpec,
	options: Omit<ValidateOptions, 'rowOf'>,
): Validation {
	const metric = requireMetric(spec.metric);
	if (!metric.task.includes(spec.task))
		throw new Error(`${metric.id} is no metric of a ${spec.task} task`);
	const format = submissionFormat(spec, solution);
	return validateSubmission(bytes, format, { ...options, rowOf: solution.rowOf });
}

/**
 * Checks and scores a submission, with what is kept to compare it with others. Bad input gives
 * `{ ok: false, problems }`, also listed when the rest is fine, and no evidence.
 */
export function scoreWithEvidence(
	bytes: Uint8Array,
	solution: Solution,
	spec: TaskSpec,
	{ intervals = 'main', ...options }: ScoreOptions = {},
): { result: ScoreResult; evidence: SplitEvidence } {
	const valid = readSubmission(bytes, solution, spec, options);
	if (!valid.ok) {
		const { problems, notices } = valid;
		return { result: { ok: false, problems, notices }, evidence: { public: null, private: null } };
	}
	const { splits, evidence } = scoreAligned(valid.predictions, solution, spec, intervals);
	const { id, version } = requireMetric(spec.metric);
	const result: ScoreResult = {
		ok: true,
		metric: id,
		metric_version: version,
		scorer_version: SCORER_VERSION,
		rows: valid.rows,
		notices: [...valid.notices, ...undefinedNotice(splits.public)],
		splits,
	};
	return { result, evidence };
}

/** `scoreWithEvidence` without the evidence. */
export const scoreSubmission = (
	bytes: Uint8Array,
	solution: Solution,
	spec: TaskSpec,
	options: ScoreOptions = {},
): ScoreResult => scoreWithEvidence(bytes, solution, spec, options).result;
