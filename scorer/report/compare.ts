/** Two submissions on the same rows. */
import { own } from '../own.ts';
import type { MetricInput } from '../metrics/define.ts';
import { requireMetric } from '../metrics/index.ts';
import { runMetric } from '../metrics/run.ts';
import type { Notice, Problem } from '../problems.ts';
import type { Estimate } from '../stats/estimate.ts';
import { holm } from '../stats/holm.ts';
import { pairedTest } from '../stats/paired.ts';
import { rocVertices } from '../stats/roc.ts';
import { thinCurve } from '../stats/thin.ts';
import type { ValidateOptions } from '../submission/validate.ts';
import type {
	Comparison,
	Difference,
	PairedTest,
	Predictions,
	RocCurve,
	Solution,
	SplitComparison,
	TaskSpec,
} from '../types.ts';
import type { Measured } from './bootstrap.ts';
import { estimatesOf } from './estimates.ts';
import type { Estimates } from './intervals.ts';
import { eachSplit, readSubmission } from './score.ts';
import { Aligned, countLabel, splitInput } from './split-input.ts';

interface Compared {
	input: MetricInput;
	measured: Measured[];
	estimates: Map<string, Estimates>;
}

/** The ranking metric first, then the board's columns. */
const shownMetrics = (spec: TaskSpec) =>
	[...new Set([spec.metric, ...(spec.columns ?? [])])].map(requireMetric);

function compared(aligned: Aligned, included: Uint8Array, spec: TaskSpec): Compared {
	const input = splitInput(aligned, included);
	const measured = shownMetrics(spec).map((metric): Measured => [metric, runMetric(metric, input)]);
	return { input, measured, estimates: estimatesOf(input, measured, spec, 'main') };
}

function testName(estimate: Estimate): PairedTest {
	if (estimate.kind === 'hits') return 'mcnemar';
	if (estimate.kind === 'replicates') return 'paired_bootstrap';
	return estimate.method === 'delong' || estimate.method === 'delong_clustered'
		? 'delong'
		: 'paired_rows';
}

const NO_TEST = 'Its spread cannot be estimated on these rows.';

function difference(
	a: number | null | undefined,
	b: number | null | undefined,
	x: Estimate | null | undefined,
	y: Estimate | null | undefined,
	reason = 'It is undefined for one of the two.',
): Difference {
	const none = { a: a ?? null, b: b ?? null, difference: null, interval: null, p: null };
	if (none.a === null || none.b === null) return { ...none, reason };
	const result = x && y && pairedTest({ ...x, score: none.a }, { ...y, score: none.b });
	if (!result) return { ...none, difference: none.a - none.b, reason: NO_TEST };
	const { p, interval, ratio } = result;
	const test = ratio ? 'paired_rows' : testName(x);
	return { ...none, difference: result.difference, interval, p, test };
}

function perLabel(a: Compared, b: Compared): SplitComparison['labels'] {
	const [metric, resultA] = a.measured[0]!;
	const resultB = b.measured[0]![1];
	const [ofA, ofB] = [a.estimates.get(metric.id), b.estimates.get(metric.id)];
	if (!metric.key || !resultA.labels) return undefined;
	const labels = Object.keys(resultA.labels);
	const differences = labels.map((label) =>
		difference(
			own(resultA.labels, label),
			own(resultB.labels, label),
			own(ofA?.labels, label),
			own(ofB?.labels, label),
			own(resultA.labelReasons, label) ?? own(resultB.labelReasons, label),
		),
	);
	const adjusted = holm(differences.map(({ p }) => p));
	return Object.fromEntries(
		labels.map((label, i) => [
			label,
			{ ...differences[i]!, p_holm: adjusted[i]!, ...classSize(a.input, label) },
		]),
	);
}

/** Rows and positives of a label; of the other class of a binary task where it is none. */
function classSize({ labels, yTrue }: MetricInput, label: string) {
	const k = labels.indexOf(label);
	if (k >= 0) return countLabel(yTrue[k]!);
	const { n, positives } = countLabel(yTrue[0]!);
	return { n, positives: n - positives };
}

/** One per label with both classes; multi-class: of each class against the rest. */
function rocOf(input: MetricInput): Record<string, RocCurve> | null {
	if (!input.hasScores) return null;
	const curves = input.labels.map(
		(label, k) => [label, rocVertices(input.scoreCounts(k))] as const,
	);
	return Object.fromEntries(
		curves.flatMap(([label, curve]) => (curve ? [[label, thinCurve(curve)]] : [])),
	);
}

function compareSplit(a: Compared, b: Compared): SplitComparison {
	const metrics = a.measured.map(([{ id }, resultA], i) => {
		const resultB = b.measured[i]![1];
		const [x, y] = [a.estimates.get(id)?.value, b.estimates.get(id)?.value];
		const reason = resultA.reason ?? resultB.reason;
		return [id, difference(resultA.value, resultB.value, x, y, reason)] as const;
	});
	const labels = perLabel(a, b);
	const figure = a.measured[0]![0].key;
	const [rocA, rocB] = [rocOf(a.input), rocOf(b.input)];
	return {
		rows: a.input.rows,
		...(a.input.groups ? { groups: a.input.groups.count } : {}),
		metrics: Object.fromEntries(metrics),
		...(labels ? { labels } : {}),
		...(labels && figure ? { figure } : {}),
		...(rocA && rocB ? { roc: { a: rocA, b: rocB } } : {}),
	};
}

/** Differences a − b of the ranking metric and the board's columns, and of the former per label. */
export function compareSubmissions(
	a: Predictions,
	b: Predictions,
	solution: Solution,
	spec: TaskSpec,
): Comparison {
	const [alignedA, alignedB] = [new Aligned(a, solution, spec), new Aligned(b, solution, spec)];
	const splits = eachSplit(solution, (included) =>
		compareSplit(compared(alignedA, included, spec), compared(alignedB, included, spec)),
	);
	return { metric: spec.metric, splits };
}

export type CompareResult =
	| { ok: true; comparison: Comparison }
	| { ok: false; side: 'a' | 'b'; problems: Problem[]; notices: Notice[] };

/** Reads and compares two submissions; where one is not valid, says which. */
export function compareFiles(
	bytesA: Uint8Array,
	bytesB: Uint8Array,
	solution: Solution,
	spec: TaskSpec,
	options: Omit<ValidateOptions, 'rowOf'> = {},
): CompareResult {
	const a = readSubmission(bytesA, solution, spec, options);
	if (!a.ok) return { ok: false, side: 'a', problems: a.problems, notices: a.notices };
	const b = readSubmission(bytesB, solution, spec, options);
	if (!b.ok) return { ok: false, side: 'b', problems: b.problems, notices: b.notices };
	const comparison = compareSubmissions(a.predictions, b.predictions, solution, spec);
	return { ok: true, comparison };
}
