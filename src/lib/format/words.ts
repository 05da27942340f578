import type { CompetitionSummary } from '#lib/api/schemas/competitions';
import type { SubmissionStatus } from '#lib/api/schemas/submissions';

/** Words of the field for values of the API, in one place. */

export const TASK_WORDS: Record<CompetitionSummary['task'], string> = {
	binary: 'binary',
	multiclass: 'one of several classes',
	multilabel: 'multi-label',
};

/** What one entry of `labels` is called in a task. */
export function labelNoun(task: CompetitionSummary['task'], n: number): string {
	if (task === 'multilabel') return n === 1 ? 'finding' : 'findings';
	return n === 1 ? 'class' : 'classes';
}

/** `14 findings`, `3 classes`, `binary`. */
export function taskSummary(task: CompetitionSummary['task'], labels: readonly string[]): string {
	if (task === 'binary') return 'binary';
	return `${labels.length} ${labelNoun(task, labels.length)}`;
}

/** A label as people read it; files keep its exact name. */
export const labelText = (label: string): string => label.replaceAll('_', ' ');

export const STATUS_WORDS: Record<SubmissionStatus, string> = {
	received: 'Received',
	queued: 'Waiting to be scored',
	scoring: 'Scoring',
	scored: 'Scored',
	invalid: 'Not accepted',
	failed: 'Could not be scored',
};

export function isFinal(status: SubmissionStatus): boolean {
	return status === 'scored' || status === 'invalid' || status === 'failed';
}

/** `1 row`, `500 rows`, with the number already written. */
export function counted(n: number, written: string, one: string, many = `${one}s`): string {
	return `${written} ${n === 1 ? one : many}`;
}

export const capital = (text: string): string => text.replace(/^./, (first) => first.toUpperCase());

/** `Edema`, `Edema and Mass`, `Edema, Mass and Nodule`. */
export function listed(words: readonly string[]): string {
	const last = words.at(-1) ?? '';
	return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
