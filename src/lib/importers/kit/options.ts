/** Options of an import, checked all at once and before any file is read. */
import { didYouMean } from '#scorer/csv/nearest';
import { ConfigSchema, KEY_HELP } from '#lib/competition-folder/config-schema';
import { SPLITS, type ImportOptions, type ImportProblem, type Importer } from '../types.ts';
import { splitOf } from './split.ts';

const bad = (option: string, detail: string, remedy: string): ImportProblem => ({
	code: 'bad_option',
	column: option,
	detail,
	remedy,
});

function shareProblems(option: string, value: number | undefined, most: string): ImportProblem[] {
	const top = most === 'at most 1' ? 1 : 1 - Number.EPSILON;
	if (value === undefined || (value > 0 && value <= top)) return [];
	return [bad(option, `A share of ${value} is none.`, `Give a number above 0 and ${most}.`)];
}

/** What the schema of competition.yaml says of a value. */
function keyProblems(key: 'slug' | 'title' | 'closes', value: string | undefined): ImportProblem[] {
	if (value === undefined || ConfigSchema.shape[key].safeParse(value).success) return [];
	return [bad(`--${key}`, `"${value}" does not fit.`, KEY_HELP[key]!)];
}

function taskProblems({ tasks, name }: Importer, task: string | undefined): ImportProblem[] {
	const ids = tasks.map(({ id }) => id);
	if (task === undefined || ids.includes(task)) return [];
	const remedy = `Use one of: ${ids.join(', ')}.${didYouMean(task, ids)}`;
	return [bad('--task', `${name} has no task "${task}".`, remedy)];
}

function splitProblems(importer: Importer, options: ImportOptions): ImportProblem[] {
	const { split, testList } = options;
	if (split !== undefined && !importer.splits.includes(split)) {
		const remedy = `Use one of: ${importer.splits.join(', ')}.`;
		const known = SPLITS.includes(split);
		const detail = known
			? `${importer.name} has no split "${split}".`
			: `There is no split "${split}".`;
		return [bad('--split', detail, remedy)];
	}
	const chosen = splitOf(importer, options);
	if (chosen === 'file' && !testList) {
		return [bad('--split', 'A split by file needs the file.', 'Name it with --test-list.')];
	}
	if (chosen !== 'file' && testList) {
		const remedy = 'Leave --split out, or use --split file.';
		return [bad('--test-list', `A split "${chosen}" takes no list.`, remedy)];
	}
	if (chosen !== 'random' && options.testShare !== undefined) {
		const remedy = 'Use --split random with it, or leave it out.';
		return [bad('--test-share', `A split "${chosen}" takes no share.`, remedy)];
	}
	return [];
}

/** Everything that is wrong with the options. */
export const optionProblems = (importer: Importer, options: ImportOptions): ImportProblem[] => [
	...taskProblems(importer, options.task),
	...splitProblems(importer, options),
	...shareProblems('--test-share', options.testShare, 'below 1'),
	...shareProblems('--public-share', options.publicShare, 'at most 1'),
	...(['slug', 'title', 'closes'] as const).flatMap((key) => keyProblems(key, options[key])),
];
