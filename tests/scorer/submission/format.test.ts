/** What a participant is told of a competition's files follows from its metric. */
import { expect, it } from 'vitest';
import { metrics, metricsFor, submissionFormat } from '#scorer/index';
import { multiclassSolution, spec } from '../support/cases.ts';

const labels = ['a', 'b', 'c'];
const solution = multiclassSolution([0, 1, 2], 3);

it.each(metricsFor('multiclass').map((metric) => metric.id))('%s: scores are asked for', (id) => {
	const format = submissionFormat(spec({ task: 'multiclass', labels, metric: id }), solution);
	const metric = metrics.find((each) => each.id === id)!;
	expect(format.needsScores ?? false).toBe(metric.needs === 'scores');
	expect(format.rankBased).toBe(metric.rankBased);
});

it('never of tasks in which a submission always has scores', () => {
	for (const { id, task } of metrics) {
		if (!task.includes('multilabel')) continue;
		expect(submissionFormat(spec({ labels, metric: id }), solution)).not.toHaveProperty(
			'needsScores',
		);
	}
});
