import type { Submission, SplitReportJson } from '#lib/api/schemas/submissions';
import type { Format } from '#lib/format/format.svelte';
import { labelNoun } from '#lib/format/words';

export type SplitKey = 'public' | 'private' | 'all';

export const SPLIT_WORDS: Record<SplitKey, string> = {
	public: 'public',
	private: 'private',
	all: 'public and private',
};

/** What a score means, in one sentence: over what, on how many rows, how sure. */
export function scoreSentence(
	submission: Submission,
	report: SplitReportJson,
	split: SplitKey,
	format: Format,
	task: 'binary' | 'multiclass' | 'multilabel',
): string {
	const { metric } = submission;
	const parts = [metric.name];
	const over = report.averagedOver;
	if (over)
		parts.push(
			over.defined === over.total
				? `over ${format.count(over.total)} ${labelNoun(task, over.total)}`
				: `over ${format.count(over.defined)} of ${format.count(over.total)} ${labelNoun(task, over.total)}`,
		);
	parts.push(`on ${format.count(report.rows)} ${SPLIT_WORDS[split]} rows`);
	const interval = report.interval
		? `, 95 % interval ${format.score(report.interval[0], metric.decimals)} to ${format.score(report.interval[1], metric.decimals)}`
		: '';
	return `${parts.join(' ')}${interval}.`;
}

/** Where the team stands with it. */
export function standingSentence(submission: Submission, format: Format): string {
	const { standing, team } = submission;
	if (team.kind === 'baseline') return 'A baseline: shown on the leaderboard, never ranked.';
	if (!standing) return '';
	const rank = `Rank ${format.count(standing.rank)} of ${format.count(standing.of)} on the public leaderboard${standing.tied ? ', shared with an equal score' : ''}`;
	return standing.is_best
		? `${rank}. This is the submission that counts.`
		: `${rank}, with a better submission of yours.`;
}
