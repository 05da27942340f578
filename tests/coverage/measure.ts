/** How often intervals hold the truth, and how often tests under the null are significant. */
import { requireMetric } from '#scorer/metrics/index';
import { runMetric } from '#scorer/metrics/run';
import { estimatesOf } from '#scorer/report/estimates';
import { Aligned, splitInput } from '#scorer/report/split-input';
import { randomUnit } from '#scorer/stats/random';
import type { MetricResult } from '#scorer/metrics/define';
import type { Task, TaskSpec } from '#scorer/types';
import { drawTestSet, type TestSet, type World } from './worlds.ts';

export interface Cell {
	name: string;
	metric: string;
	task: Task;
	world: World;
	/** The population's value; of a mean, over the findings that are defined in this test set. */
	truth(result: MetricResult): number;
}

export interface Covered {
	/** Test sets in which the value is defined. */
	defined: number;
	/** Of these, without an interval. */
	withheld: number;
	/** Share of intervals that hold the truth, and that lie wholly above or below it. */
	coverage: number;
	above: number;
	below: number;
	/** Median width. */
	width: number;
	methods: string[];
}

export function specOf(cell: Pick<Cell, 'metric' | 'task' | 'world'>): TaskSpec {
	return {
		task: cell.task,
		id: 'id',
		labels: cell.world.areas.map((_, k) => `finding ${k}`),
		metric: cell.metric,
		threshold: 0.5,
		missingLabels: 'error',
	};
}

/** Value and estimate of the ranking metric, as a report has them. */
export function estimateOf({ solution, predictions }: TestSet, spec: TaskSpec) {
	const included = new Uint8Array(solution.usage.length).fill(1);
	const input = splitInput(new Aligned(predictions, solution, spec), included);
	const metric = requireMetric(spec.metric);
	const result = runMetric(metric, input);
	const estimates = estimatesOf(input, [[metric, result]], spec, 'main');
	const { value = null, labels } = estimates.get(metric.id) ?? {};
	return { result, estimate: value, labels };
}

/** @param sets simulated test sets */
export function coverage(cell: Cell, sets: number, seed = 1): Covered {
	const unit = randomUnit(seed);
	const spec = specOf(cell);
	const widths: number[] = [];
	const methods = new Set<string>();
	let [defined, above, below] = [0, 0, 0];
	for (let s = 0; s < sets; s++) {
		const { result, estimate } = estimateOf(drawTestSet(cell.world, unit), spec);
		if (result.value === null) continue;
		defined++;
		if (!estimate?.interval) continue;
		const [lo, hi] = estimate.interval;
		const truth = cell.truth(result);
		methods.add(estimate.method);
		widths.push(hi - lo);
		if (lo > truth) above++;
		if (hi < truth) below++;
	}
	const given = widths.length;
	widths.sort((a, b) => a - b);
	const share = (count: number) => (given === 0 ? NaN : count / given);
	return {
		defined,
		withheld: defined - given,
		coverage: share(given - above - below),
		above: share(above),
		below: share(below),
		width: widths[given >> 1] ?? NaN,
		methods: [...methods],
	};
}
