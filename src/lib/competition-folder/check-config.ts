/** What a schema cannot see: keys of competition.yaml that contradict each other. */
import { getMetric } from '#scorer/index';
import { KEY_HELP, type Config } from './config-schema.ts';
import { JOIN_NEEDS } from './join.ts';
import { didYouMean } from '#scorer/csv/nearest';
import { checkScoring } from './check-scoring.ts';
import type { Check, FolderProblem, Place } from './types.ts';

const dates: Check = (config, place) => {
	if (!config.opens || !config.closes || config.opens < config.closes) return [];
	return [
		{
			code: 'opens_after_closes',
			...place(['closes']),
			column: 'closes',
			detail: `The competition closes (${config.closes}) before it opens (${config.opens}).`,
			remedy: 'Correct `opens` or `closes`; both are instants, so mind the zones.',
		},
	];
};

/** What must not be before the close, and what a rule of joining needs. */
const running: Check = (config, place) => {
	const problems: FolderProblem[] = [];
	const isDate = config.reveal !== 'at_close' && config.reveal !== 'by_hand';
	if (isDate && (!config.closes || config.reveal < config.closes)) {
		problems.push({
			code: 'bad_value',
			...place(['reveal']),
			column: 'reveal',
			detail: 'The private board would be revealed before the competition closes.',
			remedy: config.closes ? 'Give a later date.' : 'Set `closes` as well.',
		});
	}
	const deadline = config.teams.merge_deadline;
	if (deadline && config.closes && deadline > config.closes) {
		problems.push({
			code: 'bad_value',
			...place(['teams', 'merge_deadline']),
			column: 'teams.merge_deadline',
			detail: 'Teams would form until after the close.',
			remedy: 'Give an earlier date, or leave it out: then it is the close.',
		});
	}
	const { who } = config.join;
	const key = JOIN_NEEDS[who];
	if (key && !config.join[key]?.length) {
		problems.push({
			code: 'missing_key',
			...place(['join']),
			column: `join.${key}`,
			detail: `\`join: { who: ${who} }\` lets nobody in without \`${key}\`.`,
			remedy: KEY_HELP[`join.${key}`]!,
		});
	}
	return problems;
};

/** Labels become column names and object keys, so each must be one and stay one. */
const labels: Check = (config, place) => {
	const seen = new Map<string, string>();
	const taken = new Map(
		[config.id, 'Usage', config.group, ...(config.subgroups ?? [])].map((c) => [
			c?.toLowerCase(),
			c,
		]),
	);
	return config.labels.flatMap((label, i): FolderProblem[] => {
		const at = { ...place(['labels', i]), column: 'labels' };
		const key = label.toLowerCase();
		const earlier = seen.get(key) ?? taken.get(key);
		seen.set(key, label);
		if (label === '__proto__') {
			return [
				{
					code: 'bad_value',
					...at,
					detail: 'The label "__proto__" is reserved.',
					remedy: 'Rename it.',
				},
			];
		}
		if (earlier === undefined) return [];
		return [
			{
				code: 'duplicate_label',
				...at,
				detail: `The label "${label}" has the name of another column, "${earlier}".`,
				remedy: 'Give every label a name of its own; upper and lower case make no difference.',
			},
		];
	});
};

const number: Check = (config, place) => {
	const wrong = (key: string, detail: string, remedy: string): FolderProblem => ({
		code: 'bad_value',
		...place([key]),
		column: key,
		detail,
		remedy,
	});
	const problems: FolderProblem[] = [];
	if (config.task === 'binary' && config.labels.length !== 1) {
		problems.push(
			wrong(
				'labels',
				`A binary task has one label, the positive class; ${config.labels.length} are listed.`,
				'List the positive class only and name the other one under `negative`, or use `task: multiclass`.',
			),
		);
	}
	if (config.task === 'multiclass' && config.labels.length < 2) {
		problems.push(
			wrong('labels', 'A multiclass task has at least two classes.', 'List every class.'),
		);
	}
	if (config.negative !== undefined && config.task !== 'binary') {
		problems.push(wrong('negative', 'Only a binary task has a negative class.', 'Remove it.'));
	}
	if (config.target !== undefined && config.task !== 'multiclass') {
		problems.push(wrong('target', 'Only a multiclass task has a class column.', 'Remove it.'));
	}
	return problems;
};

const twice: Check = (config, place) =>
	(['examples', 'baselines', 'reported'] as const).flatMap((key) => {
		const seen = new Set<string>();
		return config[key].flatMap(({ name }, i): FolderProblem[] => {
			if (!seen.has(name)) {
				seen.add(name);
				return [];
			}
			return [
				{
					code: 'duplicate_name',
					...place([key, i, 'name']),
					column: `${key}[${i + 1}].name`,
					detail: `The name "${name}" is used twice under ${key}.`,
					remedy: 'Give each entry a name of its own.',
				},
			];
		});
	});

/** Reported figures must be on the metric's scale, or their diamonds would leave the axis. */
const reported: Check = (config, place) => {
	const range = getMetric(config.metric)?.range;
	return config.reported.flatMap((result, i): FolderProblem[] => {
		const problems: FolderProblem[] = [];
		for (const label of Object.keys(result.labels ?? {})) {
			if (config.labels.includes(label)) continue;
			problems.push({
				code: 'unknown_label',
				...place(['reported', i, 'labels', label]),
				column: `reported[${i + 1}].labels.${label}`,
				detail: `The reported result "${result.name}" names the label "${label}", which the competition does not have.`,
				remedy: `Use the names under \`labels\`.${didYouMean(label, config.labels)}`,
			});
		}
		if (range && (result.score < range[0] || result.score > range[1])) {
			problems.push({
				code: 'bad_value',
				...place(['reported', i, 'score']),
				column: `reported[${i + 1}].score`,
				detail: `The score ${result.score} lies outside the metric's range, ${range[0]} to ${range[1]}.`,
				remedy: 'Write it on the scale of the metric, for example 0.81 for 81 %.',
			});
		}
		return problems;
	});
};

/** Every contradiction in a configuration that is well-formed. */
export function checkConfig(config: Config, place: Place): FolderProblem[] {
	const checks = [checkScoring, dates, running, labels, number, twice, reported];
	return checks.flatMap((check) => check(config, place));
}
