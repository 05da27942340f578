import { own } from '#scorer/own';
import { m } from '#messages';
import type { CompetitionDetail, MetricInfo } from '#lib/api/schemas/competitions';
import type { Submission } from '#lib/api/schemas/submissions';
import { slugOf } from '#lib/format/csv';

/** Everything that a report needs beside its figures; a submission has it, and so has a file scored in the browser. */
export interface ReportSource {
	task: CompetitionDetail['task'];
	/** The ranking metric. */
	metric: MetricInfo;
	/** Every metric of the task. */
	metrics: readonly MetricInfo[];
	references: Submission['references'];
	threshold: number;
	/** Thresholds of single findings that differ. */
	thresholds: Readonly<Record<string, number>>;
	missing: CompetitionDetail['missing_labels'];
	/** What is kept back, with the reason; null where nothing is. */
	withheld: { curves: string | null; subgroups: string | null };
	/** Scored in the browser: its only split needs no name. */
	isLocal?: boolean;
	/** Begin of the names of downloaded files: `demo-chest-14-lab-a`. */
	stem: string;
}

type Kept = 'curves' | 'subgroups';

/** Why something is not shown to this reader; null where it is. */
function whyWithheld(submission: Submission, competition: CompetitionDetail, what: Kept) {
	if (submission.can_see[what]) return null;
	return competition.show[what] === 'never' ? m.common_withheld() : m.common_appear_at_close();
}

export function sourceOf(submission: Submission, competition: CompetitionDetail): ReportSource {
	return {
		task: competition.task,
		metric: submission.metric,
		metrics: submission.metrics,
		references: submission.references,
		threshold: competition.threshold,
		thresholds: competition.thresholds,
		missing: competition.missing_labels,
		withheld: {
			curves: whyWithheld(submission, competition, 'curves'),
			subgroups: competition.subgroups.length
				? whyWithheld(submission, competition, 'subgroups')
				: null,
		},
		stem: `${competition.slug}-${slugOf(submission.team.name)}`,
	};
}

export const thresholdOf = (source: ReportSource, label: string): number =>
	own(source.thresholds, label) ?? source.threshold;
