/** What a submission must look like, and one that does. */
import { requireMetric } from '../metrics/index.ts';
import type { Solution, SubmissionFormat, TaskSpec } from '../types.ts';

/** Everything that a participant may know of a competition's solution: its ids and its columns. */
export function submissionFormat(
	spec: TaskSpec,
	solution: Pick<Solution, 'ids' | 'target'>,
): SubmissionFormat {
	const target = solution.target ?? spec.target;
	const metric = requireMetric(spec.metric);
	const needsScores = spec.task === 'multiclass' && metric.needs === 'scores';
	return {
		task: spec.task,
		id: spec.id,
		labels: spec.labels,
		...(spec.task === 'multiclass' && target !== undefined ? { target } : {}),
		rankBased: metric.rankBased,
		...(needsScores ? { needsScores } : {}),
		ids: solution.ids,
	};
}

const cell = (text: string): string =>
	/[",\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/**
 * A valid submission that knows nothing: 0.5 for every finding, the same probability for every
 * class. UTF-8 bytes of a CSV file.
 */
export function sampleSubmission(format: SubmissionFormat): Uint8Array {
	const score = format.task === 'multiclass' ? (1 / format.labels.length).toFixed(4) : '0.5';
	const scores = format.labels.map(() => score).join(',');
	const header = [format.id, ...format.labels].map(cell).join(',');
	const rows = format.ids.map((id) => `${cell(id)},${scores}`);
	return new TextEncoder().encode([header, ...rows, ''].join('\n'));
}
