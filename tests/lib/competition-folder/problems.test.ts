import { describe, expect, it } from 'vitest';
import { readCompetitionFolder, type FolderProblem } from '#lib/competition-folder/index';
import { encode, PREDICTIONS, SOLUTION, smallFolder, YAML } from './small-folder.ts';

type Files = Parameters<typeof smallFolder>[0];
type Expected = Partial<FolderProblem> & { code: FolderProblem['code']; says?: RegExp };

const yaml = (change: (text: string) => string): Files => ({ 'competition.yaml': change(YAML) });
const plus = (...lines: string[]) => yaml((text) => `${text}${lines.join('\n')}\n`);
const swap = (from: string, to: string) => yaml((text) => text.replace(from, to));

const CASES: [name: string, changes: Files, ...expected: Expected[]][] = [
	[
		'no competition.yaml',
		{ 'competition.yaml': null },
		{ code: 'missing_config', file: 'competition.yaml' },
	],
	[
		'the name is off by one',
		{ 'competition.yaml': null, 'competition.yml': YAML },
		{ code: 'missing_config', says: /"competition\.yml"/ },
	],
	['broken YAML', swap('labels: [Edema, Hernia]', 'labels: [Edema'), { code: 'bad_yaml', row: 6 }],
	['not UTF-8', { 'competition.yaml': Uint8Array.of(0xff, 0xfe, 0x00) }, { code: 'bad_yaml' }],
	['no keys at all', { 'competition.yaml': 'just a sentence\n' }, { code: 'bad_yaml' }],
	[
		'an unknown key',
		plus('treshold: 0.4'),
		{ code: 'unknown_key', row: 8, column: 'treshold', line: 'treshold: 0.4', says: /threshold/ },
	],
	[
		'an unknown key further down',
		plus('limits:', '  per_days: 3'),
		{ code: 'unknown_key', row: 9, column: 'limits.per_days', says: /per_day"/ },
	],
	['a missing key', swap('id: image\n', ''), { code: 'missing_key', column: 'id' }],
	['a wrong type', swap('labels: [Edema, Hernia]', 'labels: Edema'), { code: 'bad_value', row: 5 }],
	[
		'a number as label',
		swap('[Edema, Hernia]', '[Edema, 1]'),
		{ code: 'bad_value', column: 'labels[2]' },
	],
	[
		'a slug with capitals',
		swap('two-findings', 'Two Findings'),
		{ code: 'bad_value', row: 1, column: 'slug' },
	],
	['a slug that is a page', swap('two-findings', 'import'), { code: 'bad_value', column: 'slug' }],
	[
		'a date without zone',
		plus('closes: 2026-12-20T23:59:00'),
		{ code: 'bad_value', column: 'closes', says: /zone/ },
	],
	[
		'closes before it opens, in other zones',
		plus('opens: 2026-12-01T09:00:00+01:00', 'closes: 2026-12-01T09:00:00+02:00'),
		{ code: 'opens_after_closes', row: 9, column: 'closes' },
	],
	[
		'an unknown metric',
		swap('mean_auroc', 'mean_aurok'),
		{ code: 'unknown_metric', row: 6, says: /Did you mean "mean_auroc"/ },
	],
	[
		'a metric of another task',
		swap('mean_auroc', 'auroc'),
		{ code: 'metric_task_mismatch', row: 6, says: /mean_auroc/ },
	],
	['a repeated label', swap('Hernia]', 'edema]'), { code: 'duplicate_label', row: 5 }],
	[
		'a label with the name of the id',
		swap('Hernia]', 'Image]'),
		{ code: 'duplicate_label', says: /"image"/ },
	],
	[
		'a binary task with two labels',
		swap('multilabel', 'binary'),
		{ code: 'metric_task_mismatch' },
		{ code: 'bad_value', column: 'labels' },
	],
	[
		'a negative class where there is none',
		plus('negative: none'),
		{ code: 'bad_value', column: 'negative' },
	],
	[
		'no solution',
		{ 'solution.csv': null, 'solutions.csv': SOLUTION },
		{ code: 'missing_file', column: 'solution', says: /"solutions\.csv"/ },
	],
	[
		'a label that the solution lacks',
		swap('Hernia]', 'Herniaa]'),
		{ code: 'missing_column', file: 'solution.csv', column: 'Herniaa', says: /"Hernia"/ },
	],
	[
		'a label that is no label',
		{ 'solution.csv': SOLUTION.replace('a,1,0', 'a,2,0') },
		{ code: 'bad_label', file: 'solution.csv', row: 2, column: 'Edema' },
	],
	[
		'an id twice',
		{ 'solution.csv': SOLUTION.replace('b,0,1', 'a,0,1') },
		{ code: 'duplicate_id', file: 'solution.csv', row: 3 },
	],
	[
		'a usage that is none',
		{ 'solution.csv': SOLUTION.replace('p1,Public', 'p1,Publik') },
		{ code: 'bad_usage', file: 'solution.csv', row: 2 },
	],
	[
		'no public rows',
		{ 'solution.csv': SOLUTION.replaceAll('Public', 'Ignored') },
		{ code: 'no_public_rows' },
	],
	['an empty solution', { 'solution.csv': '' }, { code: 'empty_file', file: 'solution.csv' }],
	[
		'a group column that is missing',
		plus('group: Patient'),
		{ code: 'missing_column', column: 'Patient', says: /"Patient ID"/ },
	],
	[
		'a sample submission that does not fit',
		{ 'sample_submission.csv': PREDICTIONS.replace('Hernia', 'Mass') },
		{ code: 'missing_column', file: 'sample_submission.csv', column: 'Hernia' },
	],
	[
		'a baseline that is not there',
		plus('baselines:', '  - { name: Chance, file: baselines/chance.csv }'),
		{ code: 'missing_file', row: 9, column: 'baselines[1].file' },
	],
	[
		'a baseline that does not validate',
		{
			...plus('baselines:', '  - { name: Chance, file: baselines/c.csv }'),
			'baselines/c.csv': PREDICTIONS.replace('h,0.5', 'h,high'),
		},
		{ code: 'not_a_number', file: 'baselines/c.csv', row: 9, column: 'Edema' },
	],
	[
		'two examples of one name',
		{
			...plus('examples:', '  - { name: A, file: e.csv }', '  - { name: A, file: e.csv }'),
			'e.csv': PREDICTIONS,
		},
		{ code: 'duplicate_name', row: 10 },
	],
	[
		'a described file that is not there',
		plus('files: { trian.csv: rows }'),
		{ code: 'missing_file', says: /"train\.csv"/ },
	],
	[
		'a path that climbs',
		{ 'data/../../etc/passwd': 'x' },
		{ code: 'bad_path', file: 'data/../../etc/passwd' },
	],
	['an absolute path', { '/data/x.csv': 'x' }, { code: 'bad_path', says: /absolute/ }],
	['a drive letter', { 'C:/x.csv': 'x' }, { code: 'bad_path', says: /absolute/ }],
	['a backslash', { 'data\\x.csv': 'x' }, { code: 'bad_path', says: /backslash/ }],
	[
		'two names that differ in case',
		{ 'data/a.csv': 'x', 'data/A.csv': 'y' },
		{ code: 'path_collision' },
	],
	[
		'the solution in data/',
		{ 'data/solution.csv': 'image\n' },
		{ code: 'solution_leak', file: 'data/solution.csv' },
	],
	[
		'the solution is a data file',
		{ ...swap('solution.csv', 'data/labels.csv'), 'data/labels.csv': SOLUTION },
		{ code: 'solution_leak', file: 'data/labels.csv' },
	],
	[
		'a data file with the solution’s bytes',
		{ 'data/extra.csv': SOLUTION },
		{ code: 'solution_leak', file: 'data/extra.csv' },
	],
	[
		'a page that is not UTF-8',
		{ 'pages/rules.md': Uint8Array.of(0xff) },
		{ code: 'bad_encoding', file: 'pages/rules.md' },
	],
	[
		'a reported score in percent',
		plus('reported:', '  - { name: X, score: 80.3, source: { title: T } }'),
		{ code: 'bad_value', row: 9, column: 'reported[1].score' },
	],
	[
		'a reported label that is none',
		plus('reported:', '  - { name: X, score: 0.8, labels: { Hernja: 0.7 }, source: { title: T } }'),
		{ code: 'unknown_label', says: /"Hernia"/ },
	],
	[
		'a source that would run in the page',
		plus(
			'reported:',
			'  - { name: X, score: 0.8, source: { title: T, url: "javascript:alert(1)" } }',
		),
		{ code: 'bad_value', column: 'reported[1].source.url' },
	],
];

describe('every fault of a folder has a code, a place and a remedy', () => {
	it.each(CASES)('%s', (_, changes, ...expected) => {
		const { problems, competition } = readCompetitionFolder(smallFolder(changes));
		expect(competition).toBeNull();
		for (const { says, ...fields } of expected) {
			const found = problems.find((problem) => problem.code === fields.code);
			expect(found, JSON.stringify(problems)).toMatchObject(fields);
			if (says) expect(`${found!.detail} ${found!.remedy}`).toMatch(says);
		}
		for (const problem of problems) {
			expect(problem.detail).toMatch(/\.$/);
			expect(problem.remedy.length).toBeGreaterThan(5);
		}
	});
});

it('lists everything at once', () => {
	const { problems } = readCompetitionFolder(
		smallFolder({
			'competition.yaml': `${YAML.replace('mean_auroc', 'auc')}closes: 2026-01-01T00:00:00Z\nopens: 2026-02-01T00:00:00Z\nbaselines:\n  - { name: A, file: a.csv }\n`,
			'solution.csv': SOLUTION.replace('a,1,0', 'a,x,0').replace('d,0,0', 'c,0,0'),
			'data/solution.csv': SOLUTION,
			'pages/rules.md': encode('# Rules').fill(0xff),
			'a\\b': 'x',
		}),
	);
	expect(problems.map(({ code }) => code).sort()).toEqual([
		'bad_encoding',
		'bad_label',
		'bad_path',
		'duplicate_id',
		'missing_file',
		'opens_after_closes',
		'solution_leak',
		'unknown_metric',
	]);
});

it('several faults of the configuration are listed together', () => {
	const { problems } = readCompetitionFolder(
		smallFolder(
			yaml((text) =>
				text.replace('slug: two-findings', 'slug: Two').replace('id: image', 'ids: image'),
			),
		),
	);
	expect(problems.map(({ code, column }) => `${code} ${column}`).sort()).toEqual([
		'bad_value slug',
		'missing_key id',
		'unknown_key ids',
	]);
});

it.each([
	['a mistyped key', plus('limit: 3'), 'unknown_key limit'],
	['a bad slug', swap('two-findings', 'Two Findings'), 'bad_value slug'],
	['no metric', swap('metric: mean_auroc\n', ''), 'missing_key metric'],
])('%s hides no fault of the solution', (_name, changes, expected) => {
	const folder = smallFolder({ ...changes, 'solution.csv': `${SOLUTION}a,1,0,p1,Public\n` });
	const { problems, competition } = readCompetitionFolder(folder);
	expect(competition).toBeNull();
	expect(problems.map(({ code, column }) => `${code} ${column}`)).toEqual([
		expected,
		'duplicate_id image',
	]);
});

it('files above the limit are refused', () => {
	const { problems } = readCompetitionFolder(smallFolder(), { maxFileBytes: 100 });
	expect(problems.map(({ code, file }) => `${code} ${file}`)).toContain(
		'file_too_large competition.yaml',
	);
});
