import { describe, expect, it } from 'vitest';
import { MISSING, parseSolution, USAGE, type Problem, type TaskSpec } from '#scorer/index';
import { csv, encode, spec } from '../support/cases.ts';

const HEAD = 'Image Index,Atelectasis,Edema,Pleural Effusion';

function parsed(bytes: Uint8Array, changes?: Partial<TaskSpec>) {
	const result = parseSolution(bytes, spec(changes));
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	return result.solution;
}

function problemsOf(bytes: Uint8Array, changes?: Partial<TaskSpec>): Problem[] {
	const result = parseSolution(bytes, spec(changes));
	return result.ok ? [] : result.problems;
}

describe('a solution', () => {
	it('gives ids, labels, usage, groups and subgroups', () => {
		const solution = parsed(
			csv(
				`${HEAD},USAGE,Patient ID,Sex,note`,
				'a,0,1,0,Public,p1,F,x',
				'b,1.0,0.0,true,private,p2,M,x',
				'c,FALSE,1,1,Ignored,p1,,x',
				'd,0,0,0,ignore,p3,F,x',
			),
			{ group: 'Patient ID', subgroups: ['Sex'] },
		);
		expect(solution.ids).toEqual(['a', 'b', 'c', 'd']);
		expect(solution.rowOf.get('c')).toBe(2);
		expect(Array.from(solution.usage)).toEqual([
			USAGE.public,
			USAGE.private,
			USAGE.ignored,
			USAGE.ignored,
		]);
		expect(solution.yTrue.map((values) => Array.from(values))).toEqual([
			[0, 1, 0, 0],
			[1, 0, 1, 0],
			[0, 1, 1, 0],
		]);
		expect(Array.from(solution.groups!)).toEqual([0, 1, 0, 2]);
		expect(solution.subgroups).toEqual({ Sex: ['F', 'M', '', 'F'] });
	});

	it('without a Usage column is all public', () => {
		expect(Array.from(parsed(csv(HEAD, 'a,0,0,1', 'b,1,1,0')).usage)).toEqual([1, 1]);
	});

	it.each([
		['ignore', MISSING],
		['zero', 0],
		['one', 1],
	] as const)('takes blank, -1 and NaN as missing: %s', (missingLabels, value) => {
		const rows = ['a,,0,1', 'b,-1,0,1', 'c,-1.0,0,1', 'd,nan,0,1', 'e,1,0,1'];
		const solution = parsed(csv(HEAD, ...rows), { missingLabels });
		expect(Array.from(solution.yTrue[0]!)).toEqual([value, value, value, value, 1]);
	});

	it('of another spelling, in Windows dress, is read', () => {
		const text = `\uFEFF${HEAD.toLowerCase().replace(/ /g, '_').replaceAll(',', ';')}\r\na;0;1;0\r\n`;
		expect(parsed(encode(text)).yTrue[1]![0]).toBe(1);
	});
});

describe('a multi-class solution', () => {
	const labels = ['COVID-19', 'Normal', 'Viral Pneumonia'];
	const task = { task: 'multiclass', labels, metric: 'accuracy' } as const;
	const rows = ['a,Normal', 'b,covid-19', 'c,Viral_Pneumonia'];

	it.each<[string, string, Partial<TaskSpec>]>([
		['the column named in the specification', 'Finding', { target: 'Finding' }],
		['a column with a usual name', 'Diagnosis', {}],
	])('takes %s', (_, column, changes) => {
		const solution = parsed(csv(`Image Index,${column}`, ...rows), { ...task, ...changes });
		expect(Array.from(solution.classes!)).toEqual([1, 0, 2]);
		expect(solution.yTrue.map((values) => Array.from(values))).toEqual([
			[0, 1, 0],
			[1, 0, 0],
			[0, 0, 1],
		]);
		expect(solution.target).toBe(column);
	});

	it('takes one 0/1 column per class', () => {
		const solution = parsed(csv(`Image Index,${labels.join(',')}`, 'a,0,1,0', 'b,1,0,0'), task);
		expect(Array.from(solution.classes!)).toEqual([1, 0]);
		expect(solution.target).toBeUndefined();
	});

	it('leaves rows without a class out where they are ignored', () => {
		const ignoring = { ...task, missingLabels: 'ignore' } as const;
		const named = parsed(csv('Image Index,class', 'a,Normal', 'b,'), ignoring);
		const oneHot = parsed(csv(`Image Index,${labels.join(',')}`, 'a,0,1,0', 'b,1,,0'), ignoring);
		for (const solution of [named, oneHot]) {
			expect(Array.from(solution.classes!)).toEqual([1, MISSING]);
			expect(solution.yTrue.map((values) => values[1])).toEqual([MISSING, MISSING, MISSING]);
		}
	});

	it.each<[string, Uint8Array, Partial<TaskSpec>, Partial<Problem>]>([
		[
			'an unknown class',
			csv('Image Index,class', 'a,Normal', 'b,Nomal'),
			{},
			{ code: 'unknown_class', row: 3, column: 'class', count: 1, examples: ['Nomal'] },
		],
		[
			'a row of two classes',
			csv(`Image Index,${labels.join(',')}`, 'a,1,1,0', 'b,0,0,0'),
			{},
			{ code: 'bad_label', row: 2, count: 2, examples: ['2 classes', '0 classes'] },
		],
		['a missing class', csv('Image Index,class', 'a,'), {}, { code: 'missing_label', row: 2 }],
		['no class anywhere', csv('Image Index,x', 'a,1'), {}, { code: 'missing_column' }],
		[
			'a class column that is not there',
			csv('Image Index,class', 'a,Normal'),
			{ target: 'Clas' },
			{
				code: 'missing_column',
				column: 'Clas',
				remedy: expect.stringContaining('"class"') as string,
			},
		],
	])('names %s', (_, bytes, changes, problem) => {
		expect(problemsOf(bytes, { ...task, ...changes })).toMatchObject([problem]);
	});
});

describe('problems of a solution', () => {
	it.each<[string, Uint8Array, Partial<TaskSpec>, Partial<Problem>[]]>([
		['an empty file', encode(''), {}, [{ code: 'empty_file' }]],
		['a header only', encode(HEAD), {}, [{ code: 'header_only' }]],
		[
			'no id column',
			csv(HEAD.replace('Image Index', 'image'), 'a,0,0,1'),
			{},
			[{ code: 'missing_id_column', row: 1, column: 'Image Index' }],
		],
		[
			'a missing label column',
			csv('Image Index,Atelectasis,Edem,x', 'a,0,0,1'),
			{},
			[
				{
					code: 'missing_column',
					column: 'Edema',
					remedy: expect.stringContaining('"Edem"') as string,
				},
				{ code: 'missing_column', column: 'Pleural Effusion' },
			],
		],
		[
			'no group column',
			csv(HEAD, 'a,0,0,1'),
			{ group: 'Patient ID', subgroups: ['Sex'] },
			[
				{ code: 'missing_column', column: 'Patient ID' },
				{ code: 'missing_column', column: 'Sex' },
			],
		],
		[
			'a label that is none',
			csv(HEAD, 'a,0,0,1', 'b,0,2,1', 'c,0,yes,1'),
			{},
			[
				{
					code: 'bad_label',
					row: 3,
					column: 'Edema',
					count: 2,
					examples: ['2', 'yes'],
					line: 'b,0,2,1',
				},
			],
		],
		[
			'a missing label',
			csv(HEAD, 'a,0,,1', 'b,0,-1,1'),
			{},
			[{ code: 'missing_label', row: 2, column: 'Edema', count: 2 }],
		],
		[
			'a repeated and an empty id',
			csv(HEAD, 'a,0,0,1', 'a,0,0,1', ',0,0,1'),
			{},
			[
				{ code: 'duplicate_id', row: 3 },
				{ code: 'empty_id', row: 4 },
			],
		],
		[
			'a wrong usage',
			csv(`${HEAD},Usage`, 'a,0,0,1,Public', 'b,0,0,1,Secret', 'c,0,0,1,'),
			{},
			[{ code: 'bad_usage', row: 3, column: 'Usage', count: 2, examples: ['Secret', '(empty)'] }],
		],
		[
			'an object property as a usage',
			csv(`${HEAD},Usage`, 'a,0,0,1,Public', 'b,0,0,1,constructor'),
			{},
			[{ code: 'bad_usage', row: 3 }],
		],
		['no public row', csv(`${HEAD},Usage`, 'a,0,0,1,Private'), {}, [{ code: 'no_public_rows' }]],
		[
			'a blank group',
			csv(`${HEAD},p`, 'a,0,0,1,x', 'b,0,0,1,'),
			{ group: 'p' },
			[{ code: 'empty_cell', row: 3, column: 'p' }],
		],
		[
			'a duplicate column',
			csv(`${HEAD},Edema`, 'a,0,0,1,1'),
			{},
			[{ code: 'duplicate_column', column: 'Edema' }],
		],
		['a ragged row', csv(HEAD, 'a,0,0', 'b,0,0,1'), {}, [{ code: 'ragged_row', row: 2 }]],
	])('%s', (_, bytes, changes, problems) => {
		const found = problemsOf(bytes, changes);
		expect(found).toHaveLength(problems.length);
		expect(found).toMatchObject(problems);
		for (const { detail, remedy } of found)
			expect(detail.length && remedy.length).toBeGreaterThan(5);
	});

	it('are listed all at once, also beside a missing column', () => {
		const bytes = csv(
			'Image Index,Atelectasis,Edema,Usage',
			'a,2,,Public',
			'a,0,1,Nobody',
			'b,0,1',
		);
		expect(problemsOf(bytes).map(({ code }) => code)).toEqual([
			'missing_column',
			'ragged_row',
			'duplicate_id',
			'bad_usage',
			'bad_label',
			'missing_label',
		]);
	});

	it('a thousand of one kind are one', () => {
		const rows = Array.from({ length: 1000 }, (_, i) => `id-${i},x,0,1`);
		expect(problemsOf(csv(HEAD, ...rows))).toMatchObject([
			{ code: 'bad_label', count: 1000, row: 2 },
		]);
	});
});
