/** The competition folder of a table, of what is said of it, and of what goes along. */
import { stringify } from 'yaml';
import type { Folder } from '#lib/competition-folder/index';
import { encode, writeCsv } from '#lib/importers/kit/csv';
import { labelNames } from './labels.ts';
import { makePages } from './pages.ts';
import { makeSolution, type MadeSolution } from './solution.ts';
import type { Attachment, Choices, Table } from './types.ts';

const said = (value: unknown) =>
	value !== '' &&
	value !== null &&
	value !== undefined &&
	!(typeof value === 'object' && !Object.keys(value).length);

/** A local time without a zone stays as it is: it is refused with its remedy. */
function configOf(choices: Choices): Record<string, unknown> {
	const { task, subgroups, bands } = choices;
	const used = Object.entries(bands).filter(([name]) => subgroups.includes(name));
	const all = {
		slug: choices.slug,
		title: choices.title,
		summary: choices.summary,
		task,
		id: choices.id,
		labels: [...labelNames(choices)],
		negative: task === 'binary' ? choices.negative : '',
		target: task === 'multiclass' ? choices.target : '',
		metric: choices.metric,
		solution: 'solution.csv',
		group: choices.group,
		subgroups,
		bands: Object.fromEntries(used),
		missing_labels: choices.missing,
		limits: {
			...(choices.perDay === null ? {} : { per_day: choices.perDay }),
			final: choices.final,
		},
		opens: choices.opens,
		closes: choices.closes,
	};
	return Object.fromEntries(
		// A missing slug or title, or no label, is told rather than left out.
		Object.entries(all).filter(
			([key, value]) => ['slug', 'title', 'labels'].includes(key) || said(value),
		),
	);
}

/** The training table as participants get it: every column, in the order of the file. */
const trainingCsv = ({ names, columns, rows }: Table): Uint8Array =>
	writeCsv(
		names.map((name) => ({ name, values: columns.get(name)! })),
		Array.from({ length: rows }, (_, row) => row),
	);

export const TRAINING_FILE = 'train.csv';

export interface MadeFolder {
	folder: Folder;
	yaml: string;
	solution: MadeSolution;
}

/**
 * @param share of public rows, where the split is drawn
 * @param attachments files to download, by name under data/
 */
export function makeFolder(
	table: Table,
	choices: Choices,
	share: number,
	{ training, attachments }: { training: Table | null; attachments: readonly Attachment[] },
): MadeFolder {
	const solution = makeSolution(table, choices, share);
	const yaml = stringify(configOf(choices), {
		...{ aliasDuplicateObjects: false, lineWidth: 100, flowCollectionPadding: false },
	});
	const pages = makePages(choices);
	const folder: Folder = new Map([
		['competition.yaml', encode(yaml)],
		['solution.csv', solution.bytes],
		...Object.entries(pages).map(([name, text]) => [`pages/${name}.md`, encode(text)] as const),
		...attachments.map(({ name, bytes }) => [`data/${name}`, bytes] as const),
	]);
	if (training && choices.offerTraining) folder.set(`data/${TRAINING_FILE}`, trainingCsv(training));
	return { folder, yaml, solution };
}
