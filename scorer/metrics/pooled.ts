/** The cells of all findings together, for micro averages. */
import { poolCounts } from '../stats/pooled.ts';
import type { ScoreCounts } from '../stats/score-counts.ts';
import type { MetricInput } from './define.ts';

const cache = new WeakMap<MetricInput, ScoreCounts>();

/** Counts of all labels on one scale; see `poolCounts`. Those of a resample are not kept. */
export function pooledCounts(input: MetricInput): ScoreCounts {
	const pooled = cache.get(input) ?? poolCounts(input.labels.map((_, k) => input.scoreCounts(k)));
	if (input.weights === null) cache.set(input, pooled);
	return pooled;
}
