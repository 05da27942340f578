/** An influence is a derivative: that of the value by how often a row counts. */
import { describe, expect, it } from 'vitest';
import { metrics } from '#scorer/index';
import { runMetric } from '#scorer/metrics/run';
import { Resampler } from '#scorer/report/resample';
import { randomUnit } from '#scorer/stats/random';
import type { MetricDefinition } from '#scorer/metrics/define';
import type { Task } from '#scorer/types';
import { caseOf, inputOf, type Case } from '../support/arbitrary.ts';
import { scoresOf, solutionOf } from '../support/cases.ts';

const ROWS = 150;
/** How often every row counts; one more of a row is a small change. */
const OFTEN = 20_000;

function sample(task: Task): Case {
	const unit = randomUnit(11);
	const labels = task === 'binary' ? ['a'] : ['a', 'b', 'c'];
	const column = (of: () => number) => Array.from({ length: ROWS }, of);
	if (task === 'multiclass') {
		const classes = column(() => Math.floor(3 * unit()));
		const yScore = labels.map((_, k) => classes.map((c) => (unit() + (c === k ? 0.4 : 0)) / 1.4));
		return caseOf(labels, yScore, classes);
	}
	const yTrue = labels.map((_, k) => column(() => (unit() < 0.2 + 0.2 * k ? 1 : 0)));
	// Two decimals, so that there are ties.
	const yScore = yTrue.map((values) =>
		values.map((y) => Math.round((100 * (unit() + 0.5 * y)) / 1.5) / 100),
	);
	return { labels, predictions: scoresOf(yScore), solution: solutionOf(yTrue) };
}

const influenced = metrics
	.filter(({ uncertainty }) => uncertainty?.kind === 'influence')
	.flatMap((metric) => metric.task.map((task) => [metric.id, task, metric] as const));

function derivative(metric: MetricDefinition, task: Task): Float64Array {
	const resampler = new Resampler(inputOf(sample(task), task));
	const draws = new Uint32Array(ROWS).fill(OFTEN);
	const base = runMetric(metric, resampler.resample(draws)).value!;
	return Float64Array.from({ length: ROWS }, (_, row) => {
		draws[row]!++;
		const value = runMetric(metric, resampler.resample(draws)).value!;
		draws[row]!--;
		return (value - base) * OFTEN;
	});
}

describe.each(influenced)('the influences of %s on a %s task', (_, task, metric) => {
	it('are its derivatives by the weights of rows, but for Bessel’s corrections', () => {
		const { value } = metric.uncertainty!.of(inputOf(sample(task), task));
		const expected = derivative(metric, task);
		const largest = Math.max(...expected.map(Math.abs));
		// √(k / (k − 1)) is within 2.5 % of 1 for the 25 or more rows of each class and finding.
		value!.forEach((psi, row) => {
			expect(Math.abs(psi - expected[row]!)).toBeLessThan(0.025 * Math.abs(psi) + 0.005 * largest);
		});
	});

	it('add up to zero', () => {
		const { value } = metric.uncertainty!.of(inputOf(sample(task), task));
		const size = value!.reduce((sum, psi) => sum + Math.abs(psi), 0);
		const sum = value!.reduce((total, psi) => total + psi, 0);
		// Weighted means mix rows with different corrections.
		expect(Math.abs(sum)).toBeLessThan(1e-3 * size);
	});
});
