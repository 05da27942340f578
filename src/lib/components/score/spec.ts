/** From what a reader chose in the form to a specification, or to what is still missing. */
import { m } from '#messages';
import type { MetricInfo } from '#lib/api/schemas/competitions';
import type { TaskSpec } from '#scorer/types';
import type { ColumnGuess } from './guess.ts';

export interface Choices {
	task: TaskSpec['task'];
	id: string;
	/** 0/1 columns. */
	chosen: string[];
	/** Multiclass: the column that names the class; empty where 0/1 columns do. */
	target: string;
	metric: string;
	threshold: number | null;
	missingLabels: TaskSpec['missingLabels'];
	group: string;
}

export const metricsOf = (metrics: readonly MetricInfo[], task: TaskSpec['task']): MetricInfo[] =>
	metrics.filter(({ tasks }) => tasks.includes(task));

export function specFrom(
	choices: Choices,
	columns: readonly ColumnGuess[],
): { spec: TaskSpec; problem: null } | { spec: null; problem: string } {
	const wrong = (problem: string) => ({ spec: null, problem });
	const { task, id, target, metric, threshold, missingLabels, group } = choices;
	const byName = task === 'multiclass' && target !== '';
	const labels = byName
		? (columns.find(({ name }) => name === target)?.values ?? [])
		: columns.map(({ name }) => name).filter((name) => choices.chosen.includes(name));
	if (labels.includes(id)) return wrong(m.score_id_is_label());
	if (task === 'binary' && labels.length !== 1) return wrong(m.score_choose_finding());
	if (task === 'multilabel' && labels.length === 0) return wrong(m.score_choose_findings());
	if (task === 'multiclass' && labels.length < 2) return wrong(m.score_choose_classes());
	if (threshold === null || !Number.isFinite(threshold)) return wrong(m.score_threshold_number());
	return {
		problem: null,
		spec: {
			task,
			id,
			labels,
			metric,
			threshold,
			missingLabels,
			...(byName ? { target } : {}),
			...(group ? { group } : {}),
		},
	};
}
