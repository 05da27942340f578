/** The files of a folder beside competition.yaml and the solution. */
import { validateSubmission } from '#scorer/index';
import type { SubmissionFormat } from '#scorer/types';
import type { Config } from './config-schema.ts';
import { didYouMean } from '#scorer/csv/nearest';
import { decodeUtf8, sameBytes } from './text.ts';
import type { CompetitionFolder, Folder, FolderNotice, FolderProblem, Place } from './types.ts';

export const SAMPLE_FILE = 'sample_submission.csv';
const PAGES = ['overview', 'data', 'rules'] as const;

/** The Markdown pages that are there. */
export function readPages(folder: Folder): {
	pages: CompetitionFolder['pages'];
	problems: FolderProblem[];
} {
	const pages: CompetitionFolder['pages'] = {};
	const problems: FolderProblem[] = [];
	for (const page of PAGES) {
		const file = `pages/${page}.md`;
		const bytes = folder.get(file);
		if (!bytes) continue;
		const text = decodeUtf8(bytes);
		if (text === null) {
			problems.push({
				code: 'bad_encoding',
				file,
				detail: 'The page is not UTF-8 text.',
				remedy: 'Save it as UTF-8.',
			});
		} else pages[page] = text;
	}
	return { pages, problems };
}

/** Everything under data/, with the descriptions of competition.yaml. */
export function readData(folder: Folder, config: Config, place: Place) {
	const names = [...folder.keys()]
		.filter((path) => path.startsWith('data/'))
		.map((path) => path.slice(5));
	const files = names.sort().map((name) => ({
		name,
		bytes: folder.get(`data/${name}`)!,
		description: (Object.hasOwn(config.files, name) ? config.files[name] : undefined) ?? '',
	}));
	const problems = Object.keys(config.files)
		.filter((name) => !names.includes(name))
		.map((name): FolderProblem => ({
			code: 'missing_file',
			...place(['files', name]),
			column: `files.${name}`,
			detail: `"${name}" is described, but there is no data/${name}.`,
			remedy: `Add the file or remove the line.${didYouMean(name, names)}`,
		}));
	return { files, problems };
}

/** Files that people may see must not be the hidden labels, by name or by content. */
export function checkLeaks(
	folder: Folder,
	config: Config,
	ofCards: ReadonlySet<string>,
): FolderProblem[] {
	const solution = folder.get(config.solution);
	const remedy = 'Remove the file, or everyone can download the hidden labels.';
	const leak = (file: string, detail: string): FolderProblem => ({
		code: 'solution_leak',
		file,
		detail,
		remedy,
	});
	return [...folder].flatMap(([path, bytes]) => {
		const seen =
			path.startsWith('data/') ||
			isListed(config, path) ||
			ofCards.has(path) ||
			path === SAMPLE_FILE;
		if (!seen) return [];
		if (path === config.solution) {
			return [leak(path, 'The solution itself lies where participants can download it.')];
		}
		if (solution && sameBytes(bytes, solution)) {
			return [
				leak(
					path,
					'The file has the same content as the solution, and participants can download it.',
				),
			];
		}
		if (/(^|\/)solution\.csv$/i.test(path)) {
			return [leak(path, 'A file named solution.csv lies where participants can download it.')];
		}
		return [];
	});
}

const isListed = (config: Config, path: string) =>
	[...config.examples, ...config.baselines].some(({ file }) => file === path);

/** Files that nothing refers to, so that a forgotten line does not go unnoticed. */
export function ignoredFiles(
	folder: Folder,
	config: Config,
	ofCards: ReadonlySet<string>,
): FolderNotice[] {
	const known = new Set([
		'competition.yaml',
		config.solution,
		SAMPLE_FILE,
		...PAGES.map((p) => `pages/${p}.md`),
		...ofCards,
	]);
	return [...folder.keys()]
		.filter((path) => !known.has(path) && !path.startsWith('data/') && !isListed(config, path))
		.map((file) => ({
			code: 'ignored_file' as const,
			file,
			detail: 'Nothing refers to this file; it is not imported.',
		}));
}

/** Is this a submission that the competition would accept? */
export function checkSubmission(
	file: string,
	bytes: Uint8Array,
	format: SubmissionFormat,
): FolderProblem[] {
	const result = validateSubmission(bytes, format);
	return result.ok ? [] : result.problems.map((problem) => ({ ...problem, file }));
}

/** Listed prediction files: there, and valid where a format is known. */
export function checkListed(
	folder: Folder,
	config: Config,
	place: Place,
	format: SubmissionFormat | null,
): FolderProblem[] {
	return (['examples', 'baselines'] as const).flatMap((key) =>
		config[key].flatMap(({ file }, i): FolderProblem[] => {
			const bytes = folder.get(file);
			if (bytes) return format ? checkSubmission(file, bytes, format) : [];
			return [
				{
					code: 'missing_file',
					...place([key, i, 'file']),
					column: `${key}[${i + 1}].file`,
					detail: `"${file}" is listed under ${key}, but the folder does not hold it.`,
					remedy: `Add the file or correct the path.${didYouMean(file, folder.keys())}`,
				},
			];
		}),
	);
}
