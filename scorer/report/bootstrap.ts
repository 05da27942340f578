/** The bootstrap, for figures without a closed form. */
import type { MetricDefinition, MetricInput, MetricResult } from '../metrics/define.ts';
import { BOOTSTRAP_SEED, meanAndSd, percentileInterval } from '../stats/bootstrap.ts';
import { within, type Estimate } from '../stats/estimate.ts';
import { drawCounts, randomUint32 } from '../stats/random.ts';
import type { Estimates } from './intervals.ts';
import { Resampler } from './resample.ts';

/** A metric with its value on the split itself. */
export type Measured = [MetricDefinition, MetricResult];

interface Replicates {
	value: Float64Array;
	labels: Record<string, Float64Array>;
}

/** Resamples for everything that is cheap in each of them. */
const MOST = 1000;
const FEWEST = 200;
/** Rows × labels to go through in one bootstrap of a metric that needs the order of the scores. */
const WORK = 1.2e8;

/**
 * How many resamples there are. It depends on the solution and the metrics only, never on the
 * submission or on the time that anything takes: replicates of two submissions are pairs.
 */
export function replicatesFor(input: MetricInput, metrics: readonly MetricDefinition[]): number {
	if (metrics.every(({ needs }) => needs === 'decisions')) return MOST;
	const work = (input.yTrue[0]?.length ?? 0) * input.labels.length;
	return Math.max(FEWEST, Math.min(MOST, 100 * Math.floor(WORK / Math.max(1, work) / 100)));
}

/** Of the value as it was averaged: a resample that loses a finding measures something else. */
function comparable(result: MetricResult, original: MetricResult): boolean {
	return result.averagedOver?.defined === original.averagedOver?.defined;
}

function replicate(
	input: MetricInput,
	measured: readonly Measured[],
	replicates: number,
): Replicates[] {
	const found = measured.map(([, result]) => ({
		value: new Float64Array(replicates).fill(NaN),
		labels: Object.fromEntries(
			Object.entries(result.labels ?? {})
				.filter(([, value]) => value !== null)
				.map(([label]) => [label, new Float64Array(replicates).fill(NaN)]),
		),
	}));
	const resampler = new Resampler(input);
	const draws = new Uint32Array(resampler.units);
	const next = randomUint32(BOOTSTRAP_SEED);
	for (let r = 0; r < replicates; r++) {
		drawCounts(next, draws);
		const resample = resampler.resample(draws);
		measured.forEach(([metric, original], i) => {
			const result = metric.compute(resample);
			if (result.value !== null && comparable(result, original)) found[i]!.value[r] = result.value;
			for (const [label, values] of Object.entries(found[i]!.labels)) {
				const value = result.labels?.[label];
				if (value !== null && value !== undefined) values[r] = value;
			}
		});
	}
	return found;
}

function estimate(values: Float64Array, { range }: MetricDefinition): Estimate {
	const interval = percentileInterval(values);
	return {
		method: 'bootstrap',
		kind: 'replicates',
		interval: interval && within(interval, range),
		se: meanAndSd(values).sd,
		values,
	};
}

/**
 * Estimates of several metrics from one series of resamples, in which all rows of a patient are
 * drawn together.
 */
export function bootstrap(
	input: MetricInput,
	measured: readonly Measured[],
	replicates: number,
): Estimates[] {
	return replicate(input, measured, replicates).map(({ value, labels }, i) => {
		const [metric, result] = measured[i]!;
		return {
			value: result.value === null ? null : estimate(value, metric),
			labels: Object.fromEntries(
				Object.entries(labels).map(([label, values]) => [label, estimate(values, metric)]),
			),
		};
	});
}
