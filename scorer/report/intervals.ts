/** Intervals in closed form, as the metrics say where their uncertainty comes from. */
import type { MetricDefinition, MetricInput, MetricResult } from '../metrics/define.ts';
import { logitInterval, newcombeInterval } from '../stats/auroc-interval.ts';
import { countClasses } from '../stats/delong.ts';
import { within, type Estimate } from '../stats/estimate.ts';
import { sumByGroup } from '../stats/groups.ts';
import { meanInfluences, sumOfSquares } from '../stats/influence.ts';
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

function ofInfluence(
	psi: Float64Array,
	value: number,
	input: MetricInput,
	k: number | null,
): Estimate {
	const values = sumByGroup(psi, input.groups);
	const se = Math.sqrt(sumOfSquares(values));
	const classes = (j: number) => countClasses(input.yTrue[j]!, input.groups);
	const method = input.groups === null ? 'delong' : 'delong_clustered';
	const found = { method, kind: 'influence', se, values } as const;
	if (value > 0 && value < 1 && se > 0) {
		return { ...found, interval: logitInterval(value, se, Infinity) };
	}
	// A perfect order shows no spread. Of an average, every finding is perfect then.
	const labels = k === null ? input.labels.map((_, j) => j) : [k];
	const bounds = labels
		.map(classes)
		.filter(({ positiveUnits, negativeUnits }) => positiveUnits > 0 && negativeUnits > 0)
		.map(({ positiveUnits, negativeUnits }) =>
			newcombeInterval(value, positiveUnits, negativeUnits),
		);
	const mean = (end: 0 | 1) => bounds.reduce((sum, bound) => sum + bound[end], 0) / bounds.length;
	return { ...found, interval: [mean(0), mean(1)] };
}

function ofProportion(rows: Float64Array, value: number, { groups }: MetricInput): Estimate | null {
	const known = rows.filter((x) => !Number.isNaN(x));
	const n = known.length;
	if (groups === null) {
		const found = { kind: 'hits', se: Math.sqrt((value * (1 - value)) / n), values: rows } as const;
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
	return { method: 'wilson_clustered', kind: 'influence', se, values, interval };
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
	const interval: Interval = within([value - half, value + half], range);
	return { method: 'row_mean', kind: 'influence', se, values, interval };
}

/** The estimates of a metric that has a closed form; null for one that has none. */
export function closedForm(
	{ uncertainty, range }: MetricDefinition,
	input: MetricInput,
	result: MetricResult,
): Estimates | null {
	if (!uncertainty || (result.value === null && !result.labels)) return null;
	const per = uncertainty.of(input);
	const estimate = (
		values: Float64Array | null | undefined,
		value: number | null | undefined,
		k: number | null,
	): Estimate | null => {
		if (!values || value === null || value === undefined) return null;
		if (uncertainty.kind === 'influence') return ofInfluence(values, value, input, k);
		if (uncertainty.kind === 'proportion') return ofProportion(values, value, input);
		return ofRowMean(values, value, input, range);
	};
	const labels = Object.entries(per.labels ?? {}).map(([label, values]) => {
		const k = input.labels.indexOf(label);
		return [label, estimate(values, result.labels?.[label], k)] as const;
	});
	return { value: estimate(per.value, result.value, null), labels: Object.fromEntries(labels) };
}
