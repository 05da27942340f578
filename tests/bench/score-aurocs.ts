/** The work that is compared: from a file's bytes to AUROCs, their intervals and ROC curves. */
import {
	getMetric,
	validateSubmission,
	submissionFormat,
	type RocCurve,
	type Solution,
	type TaskSpec,
} from '#scorer/index';
import { closedForm, type Estimates } from '#scorer/report/intervals';
import { Aligned, splitInput } from '#scorer/report/split-input';
import { rocVertices } from '#scorer/stats/roc';
import { thinCurve } from '#scorer/stats/thin';

export interface Aurocs {
	mean: number;
	/** Per finding. */
	areas: number[];
	estimates: Estimates;
	curves: RocCurve[];
}

/** Reads, checks, aligns and scores on all rows, with the scorer's own parts and nothing else. */
export function scoreAurocs(bytes: Uint8Array, solution: Solution, spec: TaskSpec): Aurocs {
	const format = submissionFormat(spec, solution);
	const valid = validateSubmission(bytes, format, { rowOf: solution.rowOf });
	if (!valid.ok) throw new Error(JSON.stringify(valid.problems));
	const all = new Uint8Array(solution.ids.length).fill(1);
	const input = splitInput(new Aligned(valid.predictions, solution, spec), all);
	const metric = getMetric('mean_auroc')!;
	const result = metric.compute(input);
	return {
		mean: result.value!,
		areas: spec.labels.map((label) => result.labels![label]!),
		estimates: closedForm(metric, input, result)!,
		curves: spec.labels.map((_, k) => thinCurve(rocVertices(input.scoreCounts(k))!)),
	};
}
