/** From the files with the labels to what can be scored against. Runs in the worker. */
import { m } from '#messages';
import Papa from 'papaparse';
import { metricInfo } from '#lib/api/metric-info';
import { checkConfig } from '#lib/competition-folder/check-config';
import { checkSubgroups } from '#lib/competition-folder/check-subgroups';
import { CONFIG_FILE, readConfig } from '#lib/competition-folder/config';
import { readSolution } from '#lib/competition-folder/read-solution';
import { specOf } from '#lib/competition-folder/spec';
import { unzipFolder } from '#lib/competition-folder/index';
import { decodeText } from '#scorer/csv/decode';
import { DEFAULT_MAX_BYTES, metrics, unpack, type Solution, type TaskSpec } from '#scorer/index';
import { guessLabels } from './guess.ts';
import type { LabelFile, Labels, NoticeJson, Problem } from './protocol.ts';

/** Rows that a guess is made from. */
const LOOKED_AT = 20_000;

export type Files = Map<string, Uint8Array>;

type Refused = { ok: false; problems: Problem[]; notices: NoticeJson[] };
const refuse = (...problems: Problem[]): Refused => ({ ok: false, problems, notices: [] });

const wanted = (path: string) => /\.(ya?ml|csv|tsv|txt|gz|zip)$/i.test(path);

/** Reads what may matter of the files that were chosen; a zip of a folder is opened. */
export async function readFiles(chosen: readonly LabelFile[]): Promise<Files> {
	const files: Files = new Map();
	const useful = chosen.filter(({ path }) => wanted(path));
	for (const { path, file } of useful.length ? useful : chosen)
		files.set(path, new Uint8Array(await file.arrayBuffer()));
	const [only] = files.keys();
	if (files.size !== 1 || !/\.zip$/i.test(only ?? '')) return files;
	const opened = unzipFolder(files.get(only!)!);
	return opened.ok && opened.folder.has(CONFIG_FILE) ? opened.folder : files;
}

/** The file with the labels: the one that is named, by its path or its name alone, else the only one. */
function findSolution(files: Files, named: string | null): string | null {
	const tables = [...files.keys()].filter((path) => !/\.ya?ml$/i.test(path));
	if (named === null) return tables.length === 1 ? tables[0]! : null;
	const name = named.slice(named.lastIndexOf('/') + 1);
	return (
		tables.find((path) => path === named) ??
		tables.find((path) => path.slice(path.lastIndexOf('/') + 1) === name) ??
		(tables.length === 1 ? tables[0]! : null)
	);
}

function unpacked(bytes: Uint8Array): { ok: true; bytes: Uint8Array } | Refused {
	const result = unpack(bytes, { maxBytes: DEFAULT_MAX_BYTES });
	return result.ok ? result : refuse(...result.problems);
}

/** The labels of a file, read by a specification. */
export function solutionOf(
	files: Files,
	spec: TaskSpec,
	named: string | null,
): { ok: true; solution: Solution; path: string; notices: NoticeJson[] } | Refused {
	const path = findSolution(files, named);
	if (path === null)
		return refuse({
			code: 'missing_file',
			detail: named ? m.score_solution_missing({ named }) : m.score_no_single_file(),
			remedy: named ? m.score_choose_together() : m.score_choose_one_csv(),
		});
	const plain = unpacked(files.get(path)!);
	if (!plain.ok) return plain;
	const { solution, problems, notices } = readSolution(plain.bytes, spec, path);
	return solution ? { ok: true, solution, path, notices } : { ok: false, problems, notices };
}

function describeFolder(files: Files, yaml: Uint8Array): Labels {
	const { config, problems, place } = readConfig(yaml);
	if (!config || problems.length) return { kind: 'refused', problems, notices: [] };
	const wrong = checkConfig(config, place);
	if (wrong.length) return { kind: 'refused', problems: wrong, notices: [] };
	const spec = specOf(config);
	const read = solutionOf(files, spec, config.solution);
	if (!read.ok) return { kind: 'refused', problems: read.problems, notices: read.notices };
	const bands = checkSubgroups(spec, read.solution, place);
	if (bands.length) return { kind: 'refused', problems: bands, notices: read.notices };
	return {
		kind: 'folder',
		spec,
		title: config.title,
		slug: config.slug,
		solution: config.solution,
		rows: read.solution.ids.length,
		notices: read.notices,
	};
}

function describeTable(files: Files): Labels {
	const path = findSolution(files, null);
	if (path === null) {
		const { problems, notices } = solutionOf(files, {} as TaskSpec, null) as Refused;
		return { kind: 'refused', problems, notices };
	}
	const plain = unpacked(files.get(path)!);
	const text = plain.ok ? decodeText(plain.bytes) : plain;
	if (!text.ok) return { kind: 'refused', problems: text.problems, notices: [] };
	const { data } = Papa.parse<string[]>(text.text, {
		preview: LOOKED_AT + 1,
		skipEmptyLines: true,
	});
	const [header = [], ...rows] = data;
	if (rows.length === 0)
		return {
			kind: 'refused',
			notices: [],
			problems: [
				{
					code: 'header_only',
					file: path,
					detail: m.score_no_rows(),
					remedy: m.score_choose_columns(),
				},
			],
		};
	return {
		kind: 'table',
		file: path,
		...guessLabels(
			header.map((name) => name.trim()),
			rows,
		),
		metrics: metrics.map(({ id }) => metricInfo(id)),
	};
}

/** Says what the files are: a competition folder, a table to be explained, or what is wrong with them. */
export function describeLabels(files: Files): Labels {
	const yaml = [...files].find(([path]) => /(^|\/)competition\.ya?ml$/i.test(path));
	return yaml ? describeFolder(files, yaml[1]) : describeTable(files);
}
