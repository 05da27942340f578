/** Words of the field for values of the API, in one place. */
import { m } from '#messages';
import type { CompetitionSummary } from '#lib/api/schemas/competitions';
import type { SubmissionStatus } from '#lib/api/schemas/submissions';

export const TASK_WORDS: Record<CompetitionSummary['task'], () => string> = {
	binary: m.format_task_binary,
	multiclass: m.format_task_multiclass,
	multilabel: m.format_task_multilabel,
};

/** What one entry of `labels` is called in a task. */
export function labelNoun(task: CompetitionSummary['task'], n: number): string {
	return task === 'multilabel' ? m.format_findings({ count: n }) : m.format_classes({ count: n });
}

/** `14 findings`, `3 classes`, `binary`. */
export function taskSummary(task: CompetitionSummary['task'], labels: readonly string[]): string {
	if (task === 'binary') return m.format_task_binary();
	const count = labels.length;
	const inputs = { count, n: String(count) };
	return task === 'multilabel' ? m.format_n_findings(inputs) : m.format_n_classes(inputs);
}

/** A label as people read it; files keep its exact name. */
export const labelText = (label: string): string => label.replaceAll('_', ' ');

export const STATUS_WORDS: Record<SubmissionStatus, () => string> = {
	received: m.format_status_received,
	queued: m.format_status_queued,
	scoring: m.format_status_scoring,
	scored: m.format_status_scored,
	invalid: m.format_status_invalid,
	failed: m.format_status_failed,
};

export function isFinal(status: SubmissionStatus): boolean {
	return status === 'scored' || status === 'invalid' || status === 'failed';
}

export const capital = (text: string): string => text.replace(/^./, (first) => first.toUpperCase());

/** `Edema`, `Edema and Mass`, `Edema, Mass and Nodule`. */
export function listed(words: readonly string[]): string {
	const last = words.at(-1) ?? '';
	return words.length < 2 ? last : m.format_and({ words: words.slice(0, -1).join(', '), last });
}
