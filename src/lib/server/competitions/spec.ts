import type { TaskSpec } from '#scorer/types';
import type { CompetitionRow } from '#db/schema/competitions';

/** The scorer's view of a competition. */
export function specOf(row: CompetitionRow): TaskSpec {
	return {
		task: row.task,
		id: row.idColumn,
		labels: row.labels,
		metric: row.metric,
		threshold: row.threshold,
		missingLabels: row.missingLabels,
		...(row.negative === null ? {} : { negative: row.negative }),
		...(row.target === null ? {} : { target: row.target }),
		...(row.groupColumn === null ? {} : { group: row.groupColumn }),
		...(row.subgroups === null ? {} : { subgroups: row.subgroups }),
	};
}
