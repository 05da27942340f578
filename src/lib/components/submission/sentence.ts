import { m } from '#messages';
import type { Submission, SplitReportJson } from '#lib/api/schemas/submissions';
import type { Format } from '#lib/format/format.svelte';
import { labelNoun } from '#lib/format/words';
import type { ReportSource } from './source.ts';

export type SplitKey = 'public' | 'private' | 'all';

/** What the choice between splits says. */
export const SPLIT_WORDS: Record<SplitKey, () => string> = {
	public: m.common_public,
	private: m.common_private,
	all: m.common_public_and_private,
};

const ROWS: Record<SplitKey, typeof m.submission_sentence_rows> = {
	public: m.submission_sentence_rows_public,
	private: m.submission_sentence_rows_private,
	all: m.submission_sentence_rows_all,
};

type Scored = Pick<ReportSource, 'metric' | 'task' | 'isLocal'>;

/** What a score means, in one sentence: over what, on how many rows, how sure, and tied with whom. */
export function scoreSentence(
	{ metric, task, isLocal }: Scored,
	report: SplitReportJson,
	split: SplitKey,
	format: Format,
	tie = '',
): string {
	const parts = [metric.name];
	const over = report.averagedOver;
	if (over) {
		const total = format.count(over.total);
		const noun = labelNoun(task, over.total);
		parts.push(
			over.defined === over.total
				? m.submission_sentence_over({ n: total, noun })
				: m.submission_sentence_over_some({ n: format.count(over.defined), total, noun }),
		);
	}
	const rows = isLocal && split === 'public' ? m.submission_sentence_rows : ROWS[split];
	parts.push(rows({ n: format.count(report.rows) }));
	if (report.groups !== undefined)
		parts.push(m.submission_sentence_patients({ n: format.count(report.groups) }));
	const interval = report.interval
		? m.submission_sentence_interval({
				interval: format.score(report.interval[0], metric.decimals),
				interval2: format.score(report.interval[1], metric.decimals),
			})
		: '';
	return `${parts.join(' ')}${interval}${tie ? `; ${tie}` : ''}.`;
}

type Standing = NonNullable<Submission['standing']>;

/** `tied with ranks 2 to 4`: what paired tests leave open; empty where they leave nothing, or were not made. */
export function tieText(standing: Pick<Standing, 'rank' | 'rank_range'> | null): string {
	if (!standing?.rank_range) return '';
	const { rank } = standing;
	const [best, worst] = standing.rank_range;
	if (best === worst) return '';
	const span = (from: number, to: number) =>
		from === to
			? m.submission_rank_one({ from })
			: (to === from + 1 ? m.submission_rank_two : m.submission_rank_range)({ from, to });
	if (best >= rank) return m.submission_tied({ span: span(rank + 1, worst) });
	if (worst <= rank) return m.submission_tied({ span: span(best, rank - 1) });
	return m.submission_tied_both({ span: span(best, rank - 1), span2: span(rank + 1, worst) });
}

/** Where the team stands with it. */
export function standingSentence(submission: Submission, format: Format): string {
	const { standing, team } = submission;
	if (team.kind === 'baseline') return m.submission_baseline_never();
	if (!standing) return '';
	const words = standing.tied ? m.submission_standing_shared : m.submission_standing_rank;
	const rank = words({ rank: format.count(standing.rank), of_all: format.count(standing.of) });
	return standing.is_best ? m.submission_counts({ rank }) : m.submission_has_better({ rank });
}
