/** From the files of a folder to a checked competition, or to everything that is wrong with it. */
import { getMetric, sampleSubmission, submissionFormat } from '#scorer/index';
import { checkConfig } from './check-config.ts';
import { checkDownloads } from './check-leaks.ts';
import { checkSplits } from './check-splits.ts';
import { checkSubgroups, subgroupNotices } from './check-subgroups.ts';
import { CONFIG_FILE, readConfig } from './config.ts';
import type { Config } from './config-schema.ts';
import { didYouMean } from '#scorer/csv/nearest';
import { checkPaths, DEFAULT_LIMITS, type FolderLimits } from './paths.ts';
import { readCards, type ReadCards } from './read-cards.ts';
import * as files from './read-files.ts';
import { readSolution } from './read-solution.ts';
import { isDoubted } from './salvage.ts';
import { specOf } from './spec.ts';
import type {
	CompetitionFolder,
	Folder,
	FolderNotice,
	FolderProblem,
	FolderSummary,
	Place,
	ReadFolderResult,
} from './types.ts';

function noConfig(folder: Folder): FolderProblem {
	return {
		code: 'missing_config',
		file: CONFIG_FILE,
		detail: 'The folder has no competition.yaml at its top.',
		remedy: `Add one; the documentation shows it line by line.${didYouMean(CONFIG_FILE, folder.keys())}`,
	};
}

function noSolution(config: Config, folder: Folder, place: Place): FolderProblem {
	return {
		code: 'missing_file',
		...place(['solution']),
		column: 'solution',
		detail: `The solution "${config.solution}" is not in the folder.`,
		remedy: `Add the file with the hidden labels, or correct the path.${didYouMean(config.solution, folder.keys())}`,
	};
}

function summarise(
	config: Config,
	counts: Pick<FolderSummary, 'labels' | 'rows'> | null,
	data: CompetitionFolder['files'],
): FolderSummary {
	const none = (name: string) => ({
		name,
		positives: 0,
		public_positives: 0,
		private_positives: 0,
	});
	return {
		slug: config.slug,
		title: config.title,
		task: config.task,
		metric: config.metric,
		labels: counts?.labels ?? config.labels.map(none),
		rows: counts?.rows ?? { public: 0, private: 0, ignored: 0 },
		files: data.map(({ name, bytes }) => ({ name, size: bytes.length })),
		baselines: config.baselines.length,
		reported: config.reported.length,
	};
}

/** score: also what no board could rank by, as a file of labels may be scored alone */
export type Purpose = 'run' | 'score';

/** Reads what can be read without a valid metric: a wrong one hides no fault of the solution. */
function readScoring(folder: Folder, config: Config, place: Place, purpose: Purpose) {
	const bytes = folder.get(config.solution);
	if (!bytes) {
		return {
			...{ bytes: null, solution: null, counts: null, format: null, notices: [] },
			problems: [noSolution(config, folder, place)],
		};
	}
	const spec = specOf(config);
	const read = readSolution(bytes, spec, config.solution);
	const usable = read.solution && getMetric(config.metric);
	const format = usable ? submissionFormat(spec, read.solution!) : null;
	const { solution } = read;
	const toRun = purpose === 'run';
	return {
		...read,
		bytes,
		format,
		problems: [
			...read.problems,
			...(solution ? checkSubgroups(spec, solution, place) : []),
			...(solution && toRun ? checkSplits(spec, solution, config.solution) : []),
			...(solution && toRun ? checkDownloads(folder, spec, solution) : []),
		],
		notices: [
			// To run it this is a problem, and said there.
			...read.notices.filter(({ code }) => !toRun || code !== 'few_positives'),
			...(solution ? subgroupNotices(spec, solution, config.solution) : []),
		],
	};
}

/** What an organiser chose that tells participants more than usual. */
function curvesShown(config: Config): FolderNotice[] {
	if (config.generated || config.show.curves !== 'always') return [];
	return [
		{
			code: 'curves_shown',
			file: CONFIG_FILE,
			column: 'show.curves',
			detail:
				'Participants see ROC and other curves while the competition runs; from several submissions single labels can be worked out.',
		},
	];
}

function readSample(folder: Folder, format: ReturnType<typeof submissionFormat> | null) {
	const brought = folder.get(files.SAMPLE_FILE);
	if (!format) return { bytes: null, problems: [] };
	if (!brought) return { bytes: sampleSubmission(format), problems: [] };
	return { bytes: brought, problems: files.checkSubmission(files.SAMPLE_FILE, brought, format) };
}

const assemble = (
	folder: Folder,
	config: Config,
	{ cards }: ReadCards,
): Pick<CompetitionFolder, 'config' | 'spec' | 'examples' | 'baselines' | 'reported'> => ({
	config,
	spec: specOf(config),
	examples: config.examples.map((example) => ({ ...example, bytes: folder.get(example.file)! })),
	baselines: config.baselines.map(({ name, note, file }, i) => ({
		name,
		note,
		fileName: file.slice(file.lastIndexOf('/') + 1),
		bytes: folder.get(file)!,
		card: cards[i] ?? null,
	})),
	reported: config.reported,
});

/**
 * Reads and checks a competition folder. Every problem of the folder is listed at once; texts name
 * files, lines and columns, and hold nothing of the labels beyond what the organiser brought.
 * @param purpose with `run` every label has both classes in each part, or that is a problem
 */
export function readCompetitionFolder(
	folder: Folder,
	limits: Partial<FolderLimits> = {},
	purpose: Purpose = 'score',
): ReadFolderResult {
	const problems = checkPaths(folder, { ...DEFAULT_LIMITS, ...limits });
	const yaml = folder.get(CONFIG_FILE);
	const stop = (...more: FolderProblem[]): ReadFolderResult => ({
		problems: [...problems, ...more],
		notices: [],
		summary: null,
		competition: null,
	});
	if (!yaml) return stop(noConfig(folder));
	const { config, problems: inConfig, doubted, place } = readConfig(yaml);
	if (!config) return stop(...inConfig);

	const contradictions = checkConfig(config, place);
	const scoring = readScoring(folder, config, place, purpose);
	const data = files.readData(folder, config, place);
	const pages = files.readPages(folder);
	const sample = readSample(folder, scoring.format);
	const cards = readCards(folder, config, place);
	const further = [
		...contradictions,
		...scoring.problems,
		...files.checkLeaks(folder, config, cards.paths),
		...data.problems,
		...pages.problems,
		...sample.problems,
		...cards.problems,
		...files.checkListed(folder, config, place, scoring.format),
	];
	const news = (problem: FolderProblem) =>
		problem.file !== CONFIG_FILE || !isDoubted(doubted, problem.column);
	problems.push(...inConfig, ...further.filter(news));
	const complete = !problems.length && scoring.solution && scoring.bytes && sample.bytes;
	return {
		problems,
		notices: [
			...scoring.notices,
			...curvesShown(config),
			...cards.notices,
			...files.ignoredFiles(folder, config, cards.paths),
		],
		// With a key in doubt it would show what nobody wrote.
		summary: doubted.size ? null : summarise(config, scoring.counts, data.files),
		competition: complete
			? {
					...assemble(folder, config, cards),
					solution: scoring.solution!,
					solutionBytes: scoring.bytes!,
					pages: pages.pages,
					files: data.files,
					sampleSubmission: sample.bytes!,
				}
			: null,
	};
}
