import type { TaskSpec } from '#scorer/types';
import { DEFAULT_THRESHOLD, type Config } from './config-schema.ts';

const isSaid = (value: unknown) =>
	value !== undefined && (typeof value !== 'object' || Object.keys(value as object).length > 0);

/** The keys that say something, for optional members of a specification. */
const said = <T extends object>(values: T) =>
	Object.fromEntries(Object.entries(values).filter(([, value]) => isSaid(value))) as Partial<T>;

/** One threshold for all, and those of single findings that differ. */
export const thresholdsOf = ({ threshold }: Pick<Config, 'threshold'>) =>
	typeof threshold === 'number'
		? { threshold, thresholds: {} }
		: { threshold: DEFAULT_THRESHOLD, thresholds: threshold };

/** The scoring part of a configuration. */
export function specOf(config: Config): TaskSpec {
	const { threshold, thresholds } = thresholdsOf(config);
	return {
		task: config.task,
		id: config.id,
		labels: config.labels,
		metric: config.metric,
		threshold,
		missingLabels: config.missing_labels,
		...said({
			negative: config.negative,
			target: config.target,
			thresholds,
			columns: config.metrics,
			parameters: config.parameters,
			group: config.group,
			subgroups: config.subgroups,
			bands: config.bands,
			minGroup: config.min_group,
		}),
	} as TaskSpec;
}
