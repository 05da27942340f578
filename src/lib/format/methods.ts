/** How intervals and tests are made, in words for people who read methods sections. */
import type { CompetitionDetail, MetricInfo } from '#lib/api/schemas/competitions';
import type { IntervalMethod, PairedTest } from '#scorer/types';

const METHODS: Record<IntervalMethod, string> = {
	delong: 'DeLong (1988), on the logit scale; every row counts as independent.',
	delong_clustered:
		'DeLong for clustered data (Obuchowski 1997), on the logit scale: rows of one patient count together.',
	wilson: 'Wilson’s score interval for a proportion; every row counts as independent.',
	wilson_clustered:
		'Wilson’s score interval with the effective number of rows, as rows of one patient resemble each other.',
	clopper_pearson: 'Clopper and Pearson’s exact interval for a proportion.',
	row_mean: 'Student’s t over the rows’ own values; rows of one patient count together.',
	bootstrap:
		'Bootstrap with a fixed seed: patients are drawn with replacement where rows are grouped, else rows.',
};

/** How a 95 % interval was made. */
export const methodSentence = (method: IntervalMethod | undefined): string =>
	method ? METHODS[method] : '';

/** What a metric's interval comes from, before there is a file. */
export const INTERVAL_WORDS: Record<MetricInfo['interval'], string> = {
	influence: 'DeLong; where rows share a patient, its clustered form (Obuchowski 1997)',
	proportion:
		'Wilson’s score interval; where rows share a patient, with the effective number of rows',
	rowMean: 'Student’s t over rows, or over patients where rows share one',
	bootstrap: 'bootstrap that draws rows, or patients where rows share one, with replacement',
};

export const TEST_WORDS: Record<PairedTest, string> = {
	delong: 'paired DeLong test',
	mcnemar: 'McNemar’s test',
	paired_rows: 'paired test over rows or patients',
	paired_bootstrap: 'paired bootstrap',
};

const MISSING: Record<CompetitionDetail['missing_labels'], string> = {
	error: '',
	ignore: 'Rows whose label is missing or uncertain are left out, finding by finding.',
	zero: 'Missing and uncertain labels count as negative.',
	one: 'Missing and uncertain labels count as positive.',
};

/** What is done with labels that are blank or −1; empty where none may be. */
export const missingSentence = (rule: CompetitionDetail['missing_labels']): string => MISSING[rule];

/** Do figures of these metrics depend on a threshold? Those do that explain themselves by hard decisions. */
export const needsThreshold = (
	task: CompetitionDetail['task'],
	metrics: readonly Pick<MetricInfo, 'charts'>[],
): boolean => task !== 'multiclass' && metrics.some(({ charts }) => charts.includes('confusion'));
