/** From publishers' files to a competition folder, or to everything that is wrong with them. */
import { stringify } from 'yaml';
import {
	readCompetitionFolder,
	writeCompetitionFolder,
	type Folder,
} from '#lib/competition-folder/index';
import { baselineFiles } from './kit/baselines.ts';
import { encode } from './kit/csv.ts';
import { Faults } from './kit/faults.ts';
import { makeTables, testIds } from './kit/files.ts';
import { optionProblems } from './kit/options.ts';
import { makePages } from './kit/pages.ts';
import { recognise } from './kit/recognise.ts';
import { divideRows, type Divided } from './kit/split.ts';
import { workbookAsCsv } from './kit/workbook.ts';
import type { Draft, Importer, ImportInput, ImportOptions, ImportResult } from './types.ts';

const LIMITS = { per_day: 5, final: 2 };

const slugOf = (importer: Importer, task: string) =>
	task === importer.tasks[0]!.id ? importer.id : `${importer.id}-${task}`;

const opaqueIds = ({ leakyIds }: Draft, { ids }: ImportOptions) =>
	ids === undefined ? Boolean(leakyIds) : ids === 'opaque';

/** What is said of ids that give labels away. */
function idItem(draft: Draft, opaque: boolean): Draft['report'] {
	if (!draft.leakyIds) return [];
	return [
		{
			code: 'leaky_ids',
			severity: 'warning',
			detail: draft.leakyIds,
			treatment: opaque
				? 'Test rows have numbers instead, in random order; the column File of the solution says which is which.'
				: 'They were kept, as asked for: a submission can read labels off them.',
		},
	];
}

/** Whose terms let nobody pass labels on, and what was done about it. */
function termsItem(
	{ terms }: Importer,
	{ train }: Divided,
	{ trainingLabels }: ImportOptions,
): Draft['report'] {
	if (terms.mayPassOn || !train.length) return [];
	return [
		{
			code: 'labels_may_not_be_passed_on',
			severity: 'warning',
			detail: 'The terms do not let everyone pass the labels on.',
			treatment: trainingLabels
				? 'Training labels are offered for download, as asked for: let only those in who accepted the terms.'
				: 'Which rows are for training is offered for download, and not their labels: get those from the publisher.',
		},
	];
}

function configOf(draft: Draft, task: string, importer: Importer, options: ImportOptions) {
	const { subgroups, group, reported } = draft;
	const bands = subgroups.filter(({ bands }) => bands).map(({ name, bands }) => [name, bands]);
	return {
		slug: options.slug ?? slugOf(importer, task),
		title: options.title ?? draft.title,
		summary: draft.summary,
		task: draft.task,
		id: draft.id,
		labels: draft.labels,
		...(draft.negative ? { negative: draft.negative } : {}),
		...(draft.target ? { target: draft.target } : {}),
		metric: draft.metric,
		metrics: draft.metrics,
		...(group ? { group: group.name } : {}),
		...(subgroups.length ? { subgroups: subgroups.map(({ name }) => name) } : {}),
		...(bands.length ? { bands: Object.fromEntries(bands) as Record<string, number[]> } : {}),
		...(draft.missingLabels ? { missing_labels: draft.missingLabels } : {}),
		limits: LIMITS,
		...(options.closes ? { closes: options.closes } : {}),
		reported,
	};
}

function buildFolder(
	importer: Importer,
	task: string,
	draft: Draft,
	divided: Divided,
	options: ImportOptions,
): Folder {
	const seed = options.seed ?? 0;
	const opaque = opaqueIds(draft, options);
	const trainingLabels = importer.terms.mayPassOn || Boolean(options.trainingLabels);
	const naming = { opaque, seed, trainingLabels };
	const tables = makeTables(draft, divided, naming);
	const references = baselineFiles(draft, divided, testIds(draft, divided.test, naming), seed);
	const pages = makePages(importer, draft, divided, tables, { limits: LIMITS });
	const config = {
		...configOf(draft, task, importer, options),
		files: Object.fromEntries(tables.data.map(({ name, description }) => [name, description])),
		baselines: references.map(({ name, file, note }) => ({ name, file, note })),
	};
	return new Map([
		['competition.yaml', encode(stringify(config, { aliasDuplicateObjects: false }))],
		['solution.csv', tables.solution],
		...Object.entries(pages).map(([name, text]) => [`pages/${name}.md`, encode(text)] as const),
		...tables.data.map(({ name, bytes }) => [`data/${name}`, bytes] as const),
		...references.map(({ file, bytes }) => [file, bytes] as const),
	]);
}

/**
 * Makes a competition folder of a data set's files. Everything that is wrong with options and files
 * is listed at once; nothing throws on bad bytes. The same input gives the same bytes.
 * @param all every importer, to say which data set a wrong file belongs to
 */
export function importDataset(
	importer: Importer,
	all: readonly Importer[],
	input: ImportInput,
	options: ImportOptions = {},
): ImportResult {
	const faults = new Faults();
	faults.push(...optionProblems(importer, options));
	const refused = (): ImportResult => ({ ok: false, problems: faults.problems() });
	const usable = faults.isEmpty;
	const tables = input.files.map(workbookAsCsv);
	const images = input.images.filter(({ path }) => importer.images?.pattern.test(path));
	const files = recognise(importer, all, { files: tables, images }, faults);
	if (!usable || !faults.isEmpty) return refused();
	options.onProgress?.(0.1);
	const task = options.task ?? importer.tasks[0]!.id;
	const draft = importer.draft({ files, images, task, options, faults });
	options.onProgress?.(0.4);
	const divided = draft && faults.isEmpty ? divideRows(importer, draft, options, faults) : null;
	if (!draft || !divided || !faults.isEmpty) return refused();
	options.onProgress?.(0.5);
	draft.report.push(
		...idItem(draft, opaqueIds(draft, options)),
		...termsItem(importer, divided, options),
	);
	const folder = buildFolder(importer, task, draft, divided, options);
	options.onProgress?.(0.8);
	const read = readCompetitionFolder(folder);
	if (!read.competition) return { ok: false, problems: read.problems };
	const { train } = divided;
	return {
		ok: true,
		// Written as export writes it, so that import and export give back the same files.
		folder: writeCompetitionFolder(read.competition),
		config: read.competition.config,
		summary: read.summary!,
		trainRows: train.length,
		trainPositives: draft.yTrue.map((y) => train.filter((row) => y[row] === 1).length),
		report: draft.report,
		notices: read.notices,
	};
}
