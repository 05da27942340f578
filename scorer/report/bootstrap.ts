/** The bootstrap, for figures without a closed form. */
import type { MetricDefinition, MetricInput, MetricResult } from '../metrics/define.ts';
import { BOOTSTRAP_SEED, meanAndSd, bcaInterval } from '../stats/bootstrap.ts';
import { within, type Estimate } from '../stats/estimate.ts';
import { Random } from '../stats/random.ts';
import type { Estimates } from './intervals.ts';
import { Resampler } from './resample.ts';

/** A metric with its value on the split itself. */
export type Measured = [MetricDefinition, MetricResult];

interface Replicates {
	value: Float64Array;
	labels: Record<string, Float64Array>;
}

/** Resamples where each costs little. */
const MOST = 1000;
const FEWEST = 200;
/** Rows × labels that the resamples of one metric of scores may go through. */
const WORK = 1.2e8;

/**
 * How many resamples a metric gets: 1,000 where it looks at decisions only or the test set is small,
 * down to 200 where it needs the scores of many rows in order (300 for 22,433 × 14). It depends on
 * the solution and the metric alone, never on the submission, on what else is measured or on the
 * time that anything takes: the replicates of two submissions are pairs.
 */
export function replicatesFor(input: MetricInput, { needs }: MetricDefinition): number {
	const work = (input.yTrue[0]?.length ?? 0) * input.labels.length;
	if (needs === 'decisions' || work * MOST <= WORK) return MOST;
	return Math.max(FEWEST, 100 * Math.floor(WORK / work / 100));
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
	const random = new Random(BOOTSTRAP_SEED);
	for (let r = 0; r < replicates; r++) {
		random.drawCounts(draws);
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

function estimate(values: Float64Array, value: number, { range }: MetricDefinition): Estimate {
	const interval = bcaInterval(values, value);
	return {
		method: 'bootstrap',
		kind: 'replicates',
		interval: interval && within(interval, range),
		se: meanAndSd(values).sd,
		df: Infinity,
		values,
	};
}

function pass(input: MetricInput, measured: readonly Measured[], replicates: number): Estimates[] {
	return replicate(input, measured, replicates).map(({ value, labels }, i) => {
		const [metric, result] = measured[i]!;
		const perLabel = Object.entries(labels).map(
			([label, values]) => [label, estimate(values, result.labels![label]!, metric)] as const,
		);
		return {
			value: result.value === null ? null : estimate(value, result.value, metric),
			labels: Object.fromEntries(perLabel),
		};
	});
}

/**
 * Estimates of several metrics, by id. All rows of a patient are drawn together, and metrics with the
 * same number of resamples share them.
 */
export function bootstrap(
	input: MetricInput,
	measured: readonly Measured[],
): Map<string, Estimates> {
	const found = new Map<string, Estimates>();
	const numbers = measured.map(([metric]) => replicatesFor(input, metric));
	for (const replicates of new Set(numbers)) {
		const together = measured.filter((_, i) => numbers[i] === replicates);
		pass(input, together, replicates).forEach((estimates, i) =>
			found.set(together[i]![0].id, estimates),
		);
	}
	return found;
}
