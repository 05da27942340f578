import type { TaskSpec } from '#scorer/types';
import type { CompetitionRow } from '#db/schema/competitions';

/** The keys whose value is not null, for optional members of a specification. */
const present = <T extends Record<string, unknown>>(values: T) =>
	Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as {
		[K in keyof T]?: NonNullable<T[K]>;
	};

/** The scorer's view of a competition. */
export const specOf = (row: CompetitionRow): TaskSpec => ({
	task: row.task,
	id: row.idColumn,
	labels: row.labels,
	metric: row.metric,
	threshold: row.threshold,
	missingLabels: row.missingLabels,
	...present({
		negative: row.negative,
		target: row.target,
		thresholds: row.thresholds,
		columns: row.columns,
		parameters: row.parameters,
		group: row.groupColumn,
		subgroups: row.subgroups,
		bands: row.bands,
		minGroup: row.minGroup,
	}),
});
