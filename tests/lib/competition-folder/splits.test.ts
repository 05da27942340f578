/** What nobody could be ranked by, and tables to download that tell labels. */
import { expect, it } from 'vitest';
import { readCompetitionFolder } from '#lib/competition-folder/index';

const encode = (text: string) => new TextEncoder().encode(text);

/** `row` gives finding, class and usage of each of 20 rows. */
function folder(
	yaml: string,
	header: string,
	row: (i: number) => string,
	more: [string, string][] = [],
) {
	const rows = Array.from({ length: 20 }, (_, i) => `r${i},${row(i)}`).join('\n');
	return new Map([
		['competition.yaml', encode(`slug: one\ntitle: One\nid: id\n${yaml}\n`)],
		['solution.csv', encode(`id,${header}\n${rows}\n`)],
		...more.map(([path, text]) => [path, encode(text)] as const),
	]);
}
const usage = (i: number) => (i % 2 ? 'Private' : 'Public');

it('to be run, each part needs both values of each finding; to be scored it does not', () => {
	const oneSided = folder(
		'task: multilabel\nlabels: [A, B]\nmetric: mean_auroc',
		'A,B,Usage',
		(i) => `${Number(i % 4 === 0)},${Number(i % 4 < 2)},${usage(i)}`,
	);
	const { problems, notices } = readCompetitionFolder(oneSided, {}, 'run');
	expect(problems).toEqual([
		{
			...{ code: 'split_lacks_class', file: 'solution.csv', column: 'A' },
			detail: 'No private row is positive for "A", so that the private board could not rank by it.',
			remedy: 'Set Usage of some such rows to Private, or leave the label out of `labels`.',
		},
	]);
	expect(notices).toEqual([]);
	const alone = readCompetitionFolder(oneSided);
	expect(alone.problems).toEqual([]);
	expect(alone.notices).toMatchObject([{ code: 'few_positives', column: 'A' }]);
});

it('negatives count as well, a class counts by itself, and private rows need not be', () => {
	const positive = folder(
		'task: binary\nlabels: [A]\nmetric: auroc',
		'A,Usage',
		(i) => `${i % 2 ? 1 : Number(i % 4 === 0)},${usage(i)}`,
	);
	expect(readCompetitionFolder(positive, {}, 'run').problems).toMatchObject([
		{ column: 'A', detail: expect.stringContaining('No private row is negative for "A"') },
	]);
	const classes = folder(
		'task: multiclass\nlabels: [a, b, c]\ntarget: kind\nmetric: accuracy',
		'kind,Usage',
		(i) => `${i % 2 ? 'a' : i % 4 ? 'a' : 'b'},${usage(i)}`,
	);
	expect(readCompetitionFolder(classes, {}, 'run').problems).toMatchObject([
		{ column: 'kind', detail: expect.stringContaining('No private row is of the class "b"') },
		{ column: 'kind', detail: 'No row of the test set is of the class "c".' },
	]);
	const all = folder('task: binary\nlabels: [A]\nmetric: auroc', 'A', (i) => String(i % 2));
	expect(readCompetitionFolder(all, {}, 'run').problems).toEqual([]);
});

it('a table of training rows may be downloaded, one that tells test labels may not', () => {
	const yaml = 'task: binary\nlabels: [A]\nmetric: auroc';
	const make = (rows: string) =>
		readCompetitionFolder(
			folder(yaml, 'A,Usage', (i) => `${Number(i % 4 < 2)},${usage(i)}`, [['data/x.csv', rows]]),
			{},
			'run',
		).problems;
	const lines = (value: (i: number) => string | number, name = 'r') =>
		`A,id\n${Array.from({ length: 20 }, (_, i) => `${value(i)},${name}${i}`).join('\n')}\n`;
	expect(make(lines((i) => Number(i % 4 < 2)))).toMatchObject([
		{ code: 'solution_leak', file: 'data/x.csv', column: 'A', count: 20 },
	]);
	expect(make(lines((i) => Number(i % 4 < 2), 'train'))).toEqual([]);
	expect(make(lines(() => 0.5))).toEqual([]);
	expect(make(lines((i) => i % 2))).toEqual([]);
});
