/** Metrics as the API and the pages show them, so that neither knows metric ids. */
import { getMetric } from '#scorer/metrics/index';
import type { MetricInfo } from './schemas/competitions.ts';

/**
 * @param set values of parameters that an organiser has set
 */
export function metricInfo(id: string, set: Readonly<Record<string, number>> = {}): MetricInfo {
	const metric = getMetric(id);
	if (!metric) throw new Error(`unknown metric ${id}`);
	const parameters = Object.entries(metric.parameters ?? {}).map(
		([name, { default: standard, range, description }]) =>
			[
				name,
				{
					value: Object.hasOwn(set, name) ? set[name]! : standard,
					range: [range[0], range[1]] as [number, number],
					description,
				},
			] as const,
	);
	const { key = null } = metric;
	return {
		id: metric.id,
		name: metric.name,
		short_name: metric.shortName,
		key,
		// The figure of one finding is a metric of its own: F1 for the findings of macro F1.
		key_name: key === null ? null : (getMetric(key)?.shortName ?? metric.shortName),
		interval: metric.uncertainty?.kind ?? 'bootstrap',
		higher_is_better: metric.higherIsBetter,
		range: [metric.range[0], metric.range[1]],
		decimals: metric.decimals,
		description: metric.description,
		version: metric.version,
		tasks: [...metric.task],
		charts: [...metric.charts],
		parameters: Object.fromEntries(parameters),
	};
}
