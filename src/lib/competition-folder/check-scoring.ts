/** Keys of competition.yaml that say how a submission is scored, against the registry and each other. */
import { getMetric, metricsFor } from '#scorer/index';
import { didYouMean } from '#scorer/csv/nearest';
import { parametersOf } from '#scorer/metrics/parameters';
import type { Config } from './config-schema.ts';
import type { Check, FolderProblem, Place } from './types.ts';

/** A metric that is there and fits the task. */
function fitting(
	config: Config,
	id: string,
	at: Pick<FolderProblem, 'file' | 'row' | 'line' | 'column'>,
): FolderProblem[] {
	const found = getMetric(id);
	if (found?.task.includes(config.task)) return [];
	const ids = metricsFor(config.task).map((metric) => metric.id);
	// The ranking metric is no further column, unless it is the one in question.
	const fits = at.column === 'metric' ? ids : ids.filter((other) => other !== config.metric);
	return [
		{
			code: found ? 'metric_task_mismatch' : 'unknown_metric',
			...at,
			detail: found
				? `The metric "${id}" does not fit the task ${config.task}.`
				: `There is no metric "${id}".`,
			remedy: `For ${config.task}, use one of: ${fits.join(', ')}.${didYouMean(id, fits)}`,
		},
	];
}

const metric: Check = (config, place) =>
	fitting(config, config.metric, { ...place(['metric']), column: 'metric' });

/** Further metrics: each fits, and none is there twice. */
const columns: Check = (config, place) =>
	config.metrics.flatMap((id, i): FolderProblem[] => {
		const at = { ...place(['metrics', i]), column: `metrics[${i + 1}]` };
		const ranks = id === config.metric;
		if (!ranks && config.metrics.indexOf(id) === i) return fitting(config, id, at);
		return [
			{
				code: 'duplicate_metric',
				...at,
				detail: ranks
					? `"${id}" is the ranking metric, which has a column already.`
					: `"${id}" is listed twice under metrics.`,
				remedy: 'Remove it here.',
			},
		];
	});

const ranking: Check = (config, place) =>
	config.ranking === 'metric' || config.metrics.length
		? []
		: [
				{
					code: 'bad_value',
					...place(['ranking']),
					column: 'ranking',
					detail: 'A mean of ranks needs several metrics, and `metrics` lists none.',
					remedy: 'List further metrics under `metrics`, or remove `ranking`.',
				},
			];

function thresholdProblem(config: Config, place: Place, label: string): FolderProblem {
	return {
		code: 'unknown_label',
		...place(['threshold', label]),
		column: `threshold.${label}`,
		detail: `A threshold is set for "${label}", which is no label of the competition.`,
		remedy: `Use the names under \`labels\`.${didYouMean(label, config.labels)}`,
	};
}

const thresholds: Check = (config, place) => {
	if (typeof config.threshold === 'number') return [];
	if (config.task !== 'multiclass') {
		const unknown = Object.keys(config.threshold).filter((name) => !config.labels.includes(name));
		return unknown.map((label) => thresholdProblem(config, place, label));
	}
	return [
		{
			code: 'bad_value',
			...place(['threshold']),
			column: 'threshold',
			detail: 'A multiclass task decides for the class of the highest score, not by thresholds.',
			remedy: 'Remove it.',
		},
	];
};

const parameters: Check = (config, place) => {
	const known = parametersOf(metricsFor(config.task).map(({ id }) => id));
	return Object.entries(config.parameters).flatMap(([name, value]): FolderProblem[] => {
		const at = { ...place(['parameters', name]), column: `parameters.${name}` };
		if (!Object.hasOwn(known, name)) {
			const names = Object.keys(known);
			return [
				{
					code: 'unknown_parameter',
					...at,
					detail: `No metric of a ${config.task} task has a parameter "${name}".`,
					remedy: names.length
						? `Use one of: ${names.join(', ')}.${didYouMean(name, names)}`
						: 'Remove it.',
				},
			];
		}
		const { range, integer, description } = known[name]!;
		const fits = value >= range[0] && value <= range[1] && (!integer || Number.isInteger(value));
		if (fits) return [];
		return [
			{
				code: 'bad_value',
				...at,
				detail: `The value of "parameters.${name}", ${value}, does not fit.`,
				remedy: `Give a ${integer ? 'whole ' : ''}number from ${range[0]} to ${range[1]}. ${description}`,
			},
		];
	});
};

const bands: Check = (config, place) =>
	Object.entries(config.bands).flatMap(([column, bounds]): FolderProblem[] => {
		const at = { ...place(['bands', column]), column: `bands.${column}` };
		const subgroups = config.subgroups ?? [];
		const problems: FolderProblem[] = [];
		if (!subgroups.includes(column)) {
			problems.push({
				code: 'bad_value',
				...at,
				detail: `Bands are set for "${column}", which is not under subgroups.`,
				remedy: `List it under \`subgroups\`, or remove the bands.${didYouMean(column, subgroups)}`,
			});
		}
		if (bounds.some((bound, i) => i > 0 && bound <= bounds[i - 1]!)) {
			problems.push({
				code: 'bad_value',
				...at,
				detail: `The bands of "${column}", ${bounds.join(', ')}, do not rise.`,
				remedy: 'Write each number once, the lowest first.',
			});
		}
		return problems;
	});

/** Everything about scoring that contradicts the registry or another key. */
export const checkScoring: Check = (config, place) =>
	[metric, columns, ranking, thresholds, parameters, bands].flatMap((check) =>
		check(config, place),
	);
