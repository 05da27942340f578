/** CheXpert (Stanford): studies with five or fourteen findings, uncertain labels among them. */
import { plural } from '#scorer/csv/text';
import { column } from './kit/cells.ts';
import { hasColumns } from './kit/recognise.ts';
import { splitOf } from './kit/split.ts';
import type { Peek } from './kit/table.ts';
import { FIVE, FOURTEEN, labelItems, scoredLabels } from './chexpert/labels.ts';
import { readStudies, type Studies } from './chexpert/studies.ts';
import { PART, type Draft, type Importer, type ReportItem, type Sources } from './types.ts';

const PARTS = ['train', 'valid', 'test'] as const;

/** Columns as all files have them; a study or the path of an image is the id. */
const isTable = (top: Peek) =>
	hasColumns(top, FOURTEEN) && (hasColumns(top, ['Study']) || hasColumns(top, ['Path']));

/** Which of the three a table is, by the path in its first row; else by its name. */
function partOf(top: Peek): (typeof PARTS)[number] {
	const path = top.first.find((cell) => /patient\d+/.test(cell)) ?? '';
	const said = /(?:^|\/)(train|valid|test)\//.exec(path)?.[1];
	return (said as (typeof PARTS)[number] | undefined) ?? 'test';
}

interface Read {
	part: (typeof PARTS)[number];
	studies: Studies;
}

function readParts({ files, faults, task }: Sources): Read[] {
	const labels = task === 'fourteen-findings' ? FOURTEEN : FIVE;
	return PARTS.flatMap((part) => {
		const file = files.get(part);
		const studies = file && readStudies(file, labels, faults);
		return studies ? [{ part, studies }] : [];
	});
}

/** Rows of `test.csv`, or, where there is none, of the validation set. */
function officialParts(read: readonly Read[]): Uint8Array {
	const test = read.some(({ part }) => part === 'test') ? 'test' : 'valid';
	return Uint8Array.from(
		read.flatMap(({ part, studies }) =>
			studies.ids.map(() => (part === test ? PART.test : PART.train)),
		),
	);
}

function crossing(read: readonly Read[]): ReportItem[] {
	const parts = new Map<string, Set<string>>();
	for (const { part, studies } of read) {
		for (const patient of studies.patients) {
			parts.set(patient, (parts.get(patient) ?? new Set()).add(part));
		}
	}
	const both = [...parts].filter(([, of]) => of.size > 1).map(([patient]) => patient);
	if (!both.length) return [];
	return [
		{
			code: 'patients_cross_split',
			severity: 'conflict',
			detail: `${plural(both.length, 'patient is', 'patients are')} in more than one of the files.`,
			treatment: 'The files were kept as they are.',
			count: both.length,
			examples: both.slice(0, 5),
		},
	];
}

function needsTest(read: readonly Read[], { options, faults }: Sources): boolean {
	if (splitOf(chexpert, options) !== 'official' || read.some(({ part }) => part !== 'train')) {
		return false;
	}
	faults.push({
		code: 'missing_input',
		file: 'groundtruth.csv',
		detail: 'The labels of the test set are missing, and those of the validation set too.',
		remedy: 'Give groundtruth.csv or valid.csv, or choose another --split.',
	});
	return true;
}

function draft(sources: Sources): Draft | null {
	const { task, options, faults } = sources;
	const read = readParts(sources);
	if (!faults.isEmpty || needsTest(read, sources)) return null;
	const labels = task === 'fourteen-findings' ? FOURTEEN : FIVE;
	const all = <T>(of: (studies: Studies) => readonly T[]): T[] =>
		read.flatMap(({ studies }) => of(studies));
	const cells = labels.map((_, k) => all(({ cells }) => cells[k]!));
	const uncertain = options.uncertain ?? 'ignore';
	const metadata = [
		{
			...column(
				'Age',
				all(({ ages }) => ages),
			),
			bands: [18, 40, 65],
		},
		column(
			'Sex',
			all(({ sexes }) => sexes),
		),
		column(
			'Views',
			all(({ views }) => views),
		),
	].filter(({ values }) => values.some((value) => value !== ''));
	const five = labels === FIVE;
	return {
		task: 'multilabel',
		id: 'Study',
		labels,
		metric: 'mean_auroc',
		metrics: ['mean_average_precision'],
		title: `CheXpert: ${five ? 'five findings' : 'fourteen findings'}`,
		summary: `Which of ${five ? 'five' : 'fourteen'} findings does each chest radiograph study show?`,
		about: `Give each study a score for each of ${five ? 'five' : 'fourteen'} findings. A study is one or more images of one examination; it may show several findings, or none.`,
		ids: all(({ ids }) => ids),
		...scoredLabels(cells, uncertain),
		group: column(
			'Patient ID',
			all(({ patients }) => patients),
		),
		subgroups: metadata.filter(({ name }) => name !== 'Views'),
		hidden: [],
		shown: metadata,
		trainOnly: [],
		official: officialParts(read),
		normaliseId: (id) => id.replace(/\/view\d+_\w+\.(jpg|png)$/, ''),
		report: [
			...read.flatMap(({ studies }) => studies.report),
			...crossing(read),
			...labelItems(labels, cells, uncertain),
		],
		reported: [],
	};
}

const wanted = (
	role: (typeof PARTS)[number],
	name: string,
	what: string,
	pattern: RegExp,
): Importer['wants'][number] => ({
	...{ role, name, what, pattern, required: false, columns: ['Path', ...FOURTEEN] },
	looksLike: (top) => isTable(top) && partOf(top) === role,
});

export const chexpert: Importer = {
	id: 'chexpert',
	name: 'CheXpert',
	url: 'https://stanfordmlgroup.github.io/competitions/chexpert/',
	citation: [
		'Irvin J, Rajpurkar P, Ko M, et al. CheXpert: a large chest radiograph dataset with uncertainty labels and expert comparison. AAAI 2019, 33(01), 590–597. doi:10.1609/aaai.v33i01.3301590',
		'Labels of the test set: https://github.com/rajpurkarlab/cheXpert-test-set-labels',
	],
	terms: {
		mayPassOn: false,
		text: 'under the Stanford University Dataset Research Use Agreement, which everyone accepts before downloading: research that is not commercial, and nothing of it is passed on. For the labels of the test set, on a page of their own, no terms are stated.',
		url: 'https://stanfordmlgroup.github.io/competitions/chexpert/',
	},
	wants: [
		wanted(
			'test',
			'groundtruth.csv',
			'labels of the 500 studies of the test set',
			/^(groundtruth|test_labels|test)\.csv(\.gz)?$/i,
		),
		wanted(
			'valid',
			'valid.csv',
			'labels of the validation set; the test set where groundtruth.csv is not given',
			/^valid\.csv(\.gz)?$/i,
		),
		wanted(
			'train',
			'train.csv',
			'training labels with uncertain ones (-1)',
			/^train(_visualCheXbert|_cheXbert)?\.csv(\.gz)?$/i,
		),
	],
	tasks: [
		{ id: 'five-findings', summary: 'the five findings of the CheXpert competition, mean AUROC' },
		{ id: 'fourteen-findings', summary: 'all fourteen labels, mean AUROC' },
	],
	splits: ['official', 'random', 'file', 'all'],
	cannotKnow: [
		'Whether a training label is right: a program read it from the report. Test and validation labels are the majority of radiologists.',
		'What an uncertain label would be: the report itself hedges.',
	],
	draft,
};
