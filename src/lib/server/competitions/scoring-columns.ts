import type { Config } from '#lib/competition-folder/index';
import type { Scoring } from '#db/schema/scoring-changes';
import type { TaskSpec } from '#scorer/types';

/** What says nothing is not stored. */
export const orNull = <T extends object>(value: T) => (Object.keys(value).length ? value : null);

/** The columns that say how a competition is scored, from its configuration. */
export const scoringColumns = (config: Config, spec: Pick<TaskSpec, 'threshold'>): Scoring => ({
	metric: config.metric,
	threshold: spec.threshold,
	thresholds: typeof config.threshold === 'number' ? null : config.threshold,
	columns: orNull(config.metrics),
	ranking: config.ranking,
	parameters: orNull(config.parameters),
	missingLabels: config.missing_labels,
	groupColumn: config.group ?? null,
	subgroups: config.subgroups ?? null,
	bands: orNull(config.bands),
	minGroup: config.min_group ?? null,
});
