/** How intervals and tests are made, in words for people who read methods sections. */
import { m } from '#messages';
import type { CompetitionDetail, MetricInfo } from '#lib/api/schemas/competitions';
import type { IntervalMethod, PairedTest } from '#scorer/types';

const METHODS: Record<IntervalMethod, () => string> = {
	delong: m.format_method_delong,
	delong_clustered: m.format_method_delong_clustered,
	wilson: m.format_method_wilson,
	wilson_clustered: m.format_method_wilson_clustered,
	clopper_pearson: m.format_method_clopper,
	row_mean: m.format_method_row_mean,
	bootstrap: m.format_method_bootstrap,
};

/** How a 95 % interval was made. */
export const methodSentence = (method: IntervalMethod | undefined): string =>
	method ? METHODS[method]() : '';

/** What a metric's interval comes from, before there is a file. */
export const INTERVAL_WORDS: Record<MetricInfo['interval'], () => string> = {
	influence: m.format_interval_influence,
	proportion: m.format_interval_proportion,
	rowMean: m.format_interval_row_mean,
	bootstrap: m.format_interval_bootstrap,
};

export const TEST_WORDS: Record<PairedTest, () => string> = {
	delong: m.format_test_delong,
	mcnemar: m.format_test_mcnemar,
	paired_rows: m.format_test_rows,
	paired_bootstrap: m.format_test_bootstrap,
};

const MISSING: Record<CompetitionDetail['missing_labels'], () => string> = {
	error: () => '',
	ignore: m.format_missing_ignore,
	zero: m.format_missing_zero,
	one: m.format_missing_one,
};

/** What is done with labels that are blank or −1; empty where none may be. */
export const missingSentence = (rule: CompetitionDetail['missing_labels']): string =>
	MISSING[rule]();

/** Do figures of these metrics depend on a threshold? Those do that explain themselves by hard decisions. */
export const needsThreshold = (
	task: CompetitionDetail['task'],
	metrics: readonly Pick<MetricInfo, 'charts'>[],
): boolean => task !== 'multiclass' && metrics.some(({ charts }) => charts.includes('confusion'));
