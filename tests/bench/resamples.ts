/** The bootstrap that resamples patients, and the whole report, in this process. */
import { readFileSync } from 'node:fs';
import {
	parseSolution,
	scoreSubmission,
	submissionFormat,
	validateSubmission,
} from '#scorer/index';
import { requireMetric } from '#scorer/metrics/index';
import { bootstrap, replicatesFor } from '#scorer/report/bootstrap';
import { Aligned, splitInput } from '#scorer/report/split-input';
import { median, type BenchRow } from './row.ts';
import type { BenchSet } from './sets.ts';

const RESAMPLES = 1000;

function load({ spec, truthPath, submissionPath }: BenchSet) {
	const parsed = parseSolution(new Uint8Array(readFileSync(truthPath)), spec);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	return { solution: parsed.solution, bytes: new Uint8Array(readFileSync(submissionPath)) };
}

function timed(runs: number, work: () => void): number {
	const times: number[] = [];
	for (let i = -1; i < runs; i++) {
		const start = performance.now();
		work();
		if (i >= 0) times.push(performance.now() - start);
	}
	return median(times);
}

/** 1,000 resamples of patients, of macro F1 over the findings. */
export function macroF1Bootstrap(set: BenchSet, runs: number): BenchRow {
	const { solution, bytes } = load(set);
	const spec = { ...set.spec, metric: 'macro_f1' };
	const valid = validateSubmission(bytes, submissionFormat(spec, solution));
	if (!valid.ok) throw new Error(JSON.stringify(valid.problems));
	const all = new Uint8Array(solution.ids.length).fill(1);
	const input = splitInput(new Aligned(valid.predictions, solution, spec), all);
	const metric = requireMetric('macro_f1');
	const result = metric.compute(input);
	if (replicatesFor(input, metric) !== RESAMPLES) throw new Error('Another number of resamples.');
	const ms = timed(runs, () => void bootstrap(input, [[metric, result]]));
	return {
		work: `${set.name}: 1,000 resamples of patients, macro F1`,
		ours: ms,
		theirs: null,
		unit: 'ms',
		target: 'under 1,000 ms',
		met: ms < 1000,
	};
}

/** Every figure of the task, every curve, and the intervals that a leaderboard needs. */
export function wholeReport(set: BenchSet, runs: number): BenchRow {
	const { solution, bytes } = load(set);
	const ms = timed(runs, () => {
		if (!scoreSubmission(bytes, solution, set.spec).ok) throw new Error('refused');
	});
	return {
		work: `${set.name}: the whole report, all metrics, curves and intervals`,
		ours: ms,
		theirs: null,
		unit: 'ms',
		met: null,
	};
}
