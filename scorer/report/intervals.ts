/** Intervals in closed form, as the metrics say where their uncertainty comes from. */
import type { MetricDefinition, MetricInput, MetricResult } from '../metrics/define.ts';
import {
	aurocInterval,
	logitInterval,
	modelVarianceOf,
	raisedVariance,
} from '../stats/auroc-interval.ts';
import { countClasses } from '../stats/class-units.ts';
import { aurocDf } from '../stats/delong.ts';
import { within, type Estimate } from '../stats/estimate.ts';
import { sumByGroup } from '../stats/groups.ts';
import { effectiveDf, meanInfluences, sumOfSquares } from '../stats/influence.ts';
import { clopperPearson, wilson } from '../stats/proportions.ts';
import { tCritical } from '../stats/student-t.ts';
import type { Interval } from '../types.ts';

/** Estimates of a metric's value and of its figures per label; null where there is none. */
export interface Estimates {
	value: Estimate | null;
	labels: Record<string, Estimate | null>;
}

/** Denominators up to this are "tiny": the exact interval is used. */
const TINY = 10;

const METHOD = { grouped: 'delong_clustered', single: 'delong' } as const;

function ofInfluence(psi: Float64Array, { groups }: MetricInput) {
	const values = sumByGroup(psi, groups);
	const variance = sumOfSquares(values);
	const method = groups === null ? METHOD.single : METHOD.grouped;
	const se = Math.sqrt(variance);
	return { method, kind: 'influence', se, df: effectiveDf(values), values, variance } as const;
}

interface LabelAuroc {
	estimate: Estimate;
	variance: number;
	/** The variance that a model would give it. */
	model: number;
}

function ofLabelAuroc(psi: Float64Array, area: number, input: MetricInput, k: number): LabelAuroc {
	const { variance, ...found } = ofInfluence(psi, input);
	const { positiveUnits, negativeUnits } = countClasses(input.yTrue[k]!, input.groups);
	const df = aurocDf(psi, input.yTrue[k]!, input.groups);
	const spread = { area, variance, df, positiveUnits, negativeUnits };
	const model = modelVarianceOf(spread);
	return { estimate: { ...found, interval: aurocInterval(spread) }, variance, model };
}

/** Of an average over labels. Its variance is raised where its labels' variances together would be. */
function ofMeanAuroc(
	psi: Float64Array,
	value: number,
	input: MetricInput,
	labels: readonly LabelAuroc[],
): Estimate {
	const { variance, ...found } = ofInfluence(psi, input);
	const { df } = found;
	const sum = (of: (label: LabelAuroc) => number) =>
		labels.reduce((total, label) => total + of(label), 0);
	const seen = sum((label) => label.variance);
	const used = raisedVariance(
		seen,
		sum((label) => label.model),
		df,
	);
	const raised = seen > 0 ? (variance * used) / seen : variance;
	const interval =
		value > 0 && value < 1 ? logitInterval(value, raised, df) : perfectMean(value, input);
	return { ...found, interval };
}

/** Of a perfect (or perfectly wrong) order of all labels: as if their errors were the same ones. */
function perfectMean(area: number, { yTrue, groups }: MetricInput): Interval {
	const intervals = yTrue
		.map((labels) => countClasses(labels, groups))
		.filter(({ positives, negatives }) => positives > 0 && negatives > 0)
		.map((units) => aurocInterval({ area, variance: 0, df: 0, ...units }));
	const mean = (end: 0 | 1) => intervals.reduce((sum, of) => sum + of[end], 0) / intervals.length;
	return [mean(0), mean(1)];
}

/**
 * Wilson's interval, the exact one with tiny denominators. With patients: Wilson's at the effective
 * sample size, which is the rows over the design effect (never more than there are rows; with no
 * spread to be seen, the patients), and Student's t for their number (Korn & Graubard 1998).
 */
function ofProportion(rows: Float64Array, value: number, { groups }: MetricInput): Estimate | null {
	const known = rows.filter((x) => !Number.isNaN(x));
	const n = known.length;
	if (groups === null) {
		const se = Math.sqrt((value * (1 - value)) / n);
		const found = { kind: 'hits', se, df: Math.max(1, n - 1), values: rows } as const;
		if (n > TINY) return { ...found, method: 'wilson', interval: wilson(value, n) };
		const interval = clopperPearson(Math.round(value * n), n);
		return { ...found, method: 'clopper_pearson', interval };
	}
	const influences = meanInfluences(rows, value, groups);
	if (influences === null) return null;
	const { values, se, df } = influences;
	const binomial = (value * (1 - value)) / n;
	const effective = se > 0 ? Math.min(n, (n * binomial) / (se * se)) : df + 1;
	const interval = wilson(value, effective, tCritical(0.05, df));
	return { method: 'wilson_clustered', kind: 'influence', se, df, values, interval };
}

function ofRowMean(
	rows: Float64Array,
	value: number,
	{ groups }: MetricInput,
	range: readonly [number, number],
): Estimate | null {
	const influences = meanInfluences(rows, value, groups);
	if (influences === null) return null;
	const { values, se, df } = influences;
	const half = tCritical(0.05, df) * se;
	// Rows that are all alike (no loss anywhere) say nothing about others.
	const interval: Interval | null = se > 0 ? within([value - half, value + half], range) : null;
	return { method: 'row_mean', kind: 'influence', se, df, values, interval };
}

function influenceForms(
	per: { value: Float64Array | null; labels?: Record<string, Float64Array | null> },
	input: MetricInput,
	result: MetricResult,
): Estimates {
	const found = Object.entries(per.labels ?? {}).map(([label, psi]) => {
		const area = result.labels?.[label] ?? null;
		const known = psi !== null && area !== null;
		const k = input.labels.indexOf(label);
		return [label, known ? ofLabelAuroc(psi, area, input, k) : null] as const;
	});
	const labels = Object.fromEntries(found.map(([label, of]) => [label, of?.estimate ?? null]));
	if (per.value === null || result.value === null) return { value: null, labels };
	const parts = found.flatMap(([, of]) => (of ? [of] : []));
	// Of a single label the mean is the label's own value.
	const only = parts.length === 1 ? parts[0]!.estimate : null;
	return { value: only ?? ofMeanAuroc(per.value, result.value, input, parts), labels };
}

/** The estimates of a metric that has a closed form; null for one that has none. */
export function closedForm(
	{ uncertainty, range }: MetricDefinition,
	input: MetricInput,
	result: MetricResult,
): Estimates | null {
	if (!uncertainty || (result.value === null && !result.labels)) return null;
	const per = uncertainty.of(input);
	if (uncertainty.kind === 'influence') return influenceForms(per, input, result);
	const estimate = (
		values: Float64Array | null | undefined,
		value: number | null | undefined,
	): Estimate | null => {
		if (!values || value === null || value === undefined) return null;
		return uncertainty.kind === 'proportion'
			? ofProportion(values, value, input)
			: ofRowMean(values, value, input, range);
	};
	const labels = Object.entries(per.labels ?? {}).map(
		([label, values]) => [label, estimate(values, result.labels?.[label])] as const,
	);
	return { value: estimate(per.value, result.value), labels: Object.fromEntries(labels) };
}
