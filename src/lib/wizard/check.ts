/** Everything that can be said of a competition before it is made, computed by the scorer's own code. */
import { advise, type Advice } from '#scorer/advice/index';
import type { AdviceInput } from '#scorer/advice/types';
import { findColumn } from '#scorer/csv/columns';
import { getMetric, parseSolution, sampleSubmission, submissionFormat } from '#scorer/index';
import { quoted } from '#scorer/csv/text';
import {
	readCompetitionFolder,
	type FolderProblem,
	type ReadFolderResult,
} from '#lib/competition-folder/index';
import { readConfig } from '#lib/competition-folder/config';
import { specOf } from '#lib/competition-folder/spec';
import { figuresOf } from './figures.ts';
import { makeFolder, type MadeFolder } from './folder.ts';
import { makePages } from './pages.ts';
import { DEFAULT_SHARE } from './split.ts';
import type { Attachment, Check, Choices, Table } from './types.ts';

export interface CheckInput {
	table: Table;
	choices: Choices;
	/** What participants train on: only looked at for ids and patients, unless it is offered. */
	training: Table | null;
	attachments: readonly Attachment[];
}

const PREVIEW_LINES = 6;

const firstLines = (bytes: Uint8Array): string =>
	new TextDecoder()
		.decode(bytes.subarray(0, 20_000))
		.split('\n')
		.slice(0, PREVIEW_LINES)
		.join('\n');

const cellsOf = (table: Table, name: string): readonly string[] | null => {
	const at = findColumn([...table.names], name);
	return at < 0 ? null : table.columns.get(table.names[at]!)!;
};

/** The training table can be looked at for ids or for patients, or it is of no use. */
function trainingProblems({ training, choices: { id, group } }: CheckInput): FolderProblem[] {
	if (!training || cellsOf(training, id) || (group && cellsOf(training, group))) return [];
	return [
		{
			...{ code: 'missing_column', file: training.file, row: 1 },
			detail: `The training table has ${group ? `neither ${quoted(id)} nor ${quoted(group)}` : `no column ${quoted(id)}`}, so that nothing can be compared.`,
			remedy: 'Give its column the name that it has in the test table, or leave the file out.',
		},
	];
}

/** What the scorer's advice looks at; null where the labels cannot be read. */
function adviceInput(input: CheckInput, made: MadeFolder): AdviceInput | null {
	const { config } = readConfig(made.folder.get('competition.yaml')!);
	if (!config) return null;
	const spec = specOf(config);
	const parsed = parseSolution(made.solution.bytes, spec);
	if (!parsed.ok) return null;
	const { solution } = parsed;
	const { table, choices, training } = input;
	const groups = choices.group ? table.columns.get(choices.group) : undefined;
	const setOf = (name: string) => new Set(training ? (cellsOf(training, name) ?? []) : []);
	return {
		labels: spec.labels,
		...{ ids: solution.ids, yTrue: solution.yTrue, usage: solution.usage },
		...(groups
			? {
					groups: made.solution.order.map((row) => groups[row]!),
					trainGroups: setOf(choices.group),
				}
			: {}),
		// New ids cannot be compared; those of the file can.
		trainIds: choices.renumber ? new Set() : setOf(choices.id),
	};
}

/** Problems of the solution, at the place in the uploaded file. */
function inUpload({ table }: CheckInput, made: MadeFolder, problem: FolderProblem): FolderProblem {
	if (problem.file !== 'solution.csv') return problem;
	const at = problem.row === undefined ? undefined : made.solution.order[problem.row - 2];
	if (at === undefined) {
		return {
			...problem,
			file: table.file,
			...(problem.row === 1 ? { line: table.quoteLine(1) } : {}),
		};
	}
	const line = table.lines[at]!;
	return { ...problem, file: table.file, row: line, line: table.quoteLine(line) };
}

function sampleOf(input: AdviceInput | null, made: MadeFolder): string {
	const { config } = readConfig(made.folder.get('competition.yaml')!);
	if (!input || !config || !getMetric(config.metric)) return '';
	const spec = specOf(config);
	return firstLines(
		sampleSubmission(
			submissionFormat(spec, { ids: input.ids.slice(0, PREVIEW_LINES), target: spec.target }),
		),
	);
}

/** Findings that are told apart are drawn as a chart; as sentences they would bury the rest. */
const isDrawn = ({ code }: Advice) => code === 'smallest_detectable_difference';

const recommendedOf = (advice: readonly Advice[]): number | null =>
	advice.find(({ code }) => code === 'public_share')?.figures.recommended ?? null;

/** The folder with the share that was chosen, or else with the recommended one. */
function withShare(input: CheckInput): {
	made: MadeFolder;
	about: AdviceInput | null;
	advice: Advice[];
} {
	const { table, choices } = input;
	const attempt = (share: number) => {
		const made = makeFolder(table, choices, share, input);
		const about = adviceInput(input, made);
		return { made, about, advice: about ? advise(about) : [] };
	};
	const first = attempt(choices.share ?? DEFAULT_SHARE);
	const recommended = recommendedOf(first.advice);
	const isOpen = choices.usage === 'drawn' && choices.share === null;
	return isOpen && recommended !== null && recommended !== DEFAULT_SHARE
		? attempt(recommended)
		: first;
}

/**
 * Makes the folder and says everything of it: problems as the import lists them, at their places in
 * the uploaded file; advice; figures; previews.
 */
export function checkChoices(input: CheckInput): { check: Check; made: MadeFolder } {
	const { made, about, advice } = withShare(input);
	const read: ReadFolderResult = readCompetitionFolder(made.folder, {}, 'run');
	const named = (problem: FolderProblem) => inUpload(input, made, problem);
	return {
		made,
		check: {
			problems: [...read.problems.map(named), ...trainingProblems(input)],
			notices: read.notices.map((notice) =>
				notice.file === 'solution.csv' ? { ...notice, file: input.table.file } : notice,
			),
			advice: advice.filter((each) => !isDrawn(each)),
			figures: about && figuresOf(about),
			recommendedShare: recommendedOf(advice),
			yaml: made.yaml,
			sample: sampleOf(about, made),
			solution: firstLines(made.solution.bytes),
			pages: makePages(input.choices),
		},
	};
}
