/** Every interval of a submission, those by bootstrap too. */
import type { Problem, Notice } from '../problems.ts';
import type { ValidateOptions } from '../submission/validate.ts';
import type { Figure, Solution, Split, SplitReport, TaskSpec } from '../types.ts';
import { readSubmission, scorePredictions } from './score.ts';

export interface SplitIntervals {
	/** By metric id. */
	metrics: Record<string, Figure>;
	label_intervals: NonNullable<SplitReport['label_intervals']>;
}

export type IntervalsResult =
	| { ok: true; splits: { public: SplitIntervals } & Partial<Record<Split, SplitIntervals>> }
	| { ok: false; problems: Problem[]; notices: Notice[] };

/** Scores a submission with an interval for every figure that can have one. */
export function intervalsOf(
	bytes: Uint8Array,
	solution: Solution,
	spec: TaskSpec,
	options: Omit<ValidateOptions, 'rowOf'> = {},
): IntervalsResult {
	const valid = readSubmission(bytes, solution, spec, options);
	if (!valid.ok) return { ok: false, problems: valid.problems, notices: valid.notices };
	const { subgroups: _, ...without } = spec;
	const splits = scorePredictions(valid.predictions, solution, without, { intervals: 'all' });
	const only = ({ metrics, label_intervals = {} }: SplitReport) => ({ metrics, label_intervals });
	return {
		ok: true,
		splits: {
			public: only(splits.public),
			...(splits.private ? { private: only(splits.private) } : {}),
			...(splits.all ? { all: only(splits.all) } : {}),
		},
	};
}
