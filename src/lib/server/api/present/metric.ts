/** Metrics as the API shows them, so that no page knows metric ids. */
import { metricsFor } from '#scorer/index';
import { metricInfo } from '#lib/api/metric-info';
import type { MetricInfo } from '#lib/api/schemas/competitions';
import type { CompetitionRow } from '#db/schema/competitions';

export { metricInfo };

type Row = Pick<CompetitionRow, 'task' | 'metric' | 'columns' | 'parameters'>;

export const rankingMetricOf = (row: Row): MetricInfo =>
	metricInfo(row.metric, row.parameters ?? {});

/** The metrics of the board's further columns. */
export const columnsOf = (row: Row): MetricInfo[] =>
	(row.columns ?? []).map((id) => metricInfo(id, row.parameters ?? {}));

/** Every metric of the task, in the order of reports. */
export const metricsOf = (row: Row): MetricInfo[] =>
	metricsFor(row.task).map(({ id }) => metricInfo(id, row.parameters ?? {}));
