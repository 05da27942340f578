/** Metrics as the API shows them, so that no page knows metric ids. */
import { getMetric, metricsFor } from '#scorer/index';
import type { MetricInfo } from '#lib/api/schemas/competitions';
import type { CompetitionRow } from '#db/schema/competitions';

/** @param set values of parameters that an organiser has set */
export function metricInfo(id: string, set: Record<string, number> = {}): MetricInfo {
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
	return {
		id: metric.id,
		name: metric.name,
		short_name: metric.shortName,
		key: metric.key ?? null,
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

type Row = Pick<CompetitionRow, 'task' | 'metric' | 'columns' | 'parameters'>;

export const rankingMetricOf = (row: Row): MetricInfo =>
	metricInfo(row.metric, row.parameters ?? {});

/** The metrics of the board's further columns. */
export const columnsOf = (row: Row): MetricInfo[] =>
	(row.columns ?? []).map((id) => metricInfo(id, row.parameters ?? {}));

/** Every metric of the task, in the order of reports. */
export const metricsOf = (row: Row): MetricInfo[] =>
	metricsFor(row.task).map(({ id }) => metricInfo(id, row.parameters ?? {}));
