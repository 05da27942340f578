import { gzipSync, strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { validateSubmission, type Problem, type SubmissionFormat } from '#scorer/index';
import { csv, encode, format, goodLines, HEADER, ids } from '../support/cases.ts';

interface Bad {
	name: string;
	bytes: Uint8Array;
	/** Changes to the usual format: three findings, four ids, ranking only. */
	format?: Partial<SubmissionFormat>;
	/** All problems, in order; only what is given is compared. */
	problems: (Partial<Problem> & Pick<Problem, 'code'>)[];
	/** Part of the first problem's remedy. */
	remedy: RegExp;
}

/** The good file with one line replaced. Line 1 is the header. */
function withLine(line: number, text: string): Uint8Array {
	const lines = goodLines();
	lines[line - 1] = text;
	return csv(...lines);
}

const [A, B, C, D] = ids(4) as [string, string, string, string];
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const MULTICLASS: Partial<SubmissionFormat> = {
	task: 'multiclass',
	labels: ['COVID-19', 'Normal', 'Viral Pneumonia'],
	rankBased: false,
};
const classRow = (id: string, ...cells: (string | number)[]) => [id, ...cells].join(',');
const CLASS_HEADER = 'Image Index,COVID-19,Normal,Viral Pneumonia';

const wholeFile: Bad[] = [
	{
		name: 'no bytes',
		bytes: new Uint8Array(),
		problems: [{ code: 'empty_file' }],
		remedy: /header row/,
	},
	{
		name: 'blanks only',
		bytes: encode(' \r\n\n\t\n'),
		problems: [{ code: 'empty_file' }],
		remedy: /header/,
	},
	{
		name: 'a byte order mark only',
		bytes: new Uint8Array([0xef, 0xbb, 0xbf]),
		problems: [{ code: 'empty_file' }],
		remedy: /header/,
	},
	{
		name: 'header only',
		bytes: encode(HEADER),
		problems: [{ code: 'header_only', row: 1 }],
		remedy: /one row per id/,
	},
	{
		name: 'header only, with a wrong column',
		bytes: encode('Image Index,Atelectasis,Edema\n\n'),
		problems: [{ code: 'header_only' }, { code: 'missing_column', column: 'Pleural Effusion' }],
		remedy: /one row per id/,
	},
	{
		name: 'binary with zero bytes',
		bytes: new Uint8Array([65, 44, 66, 10, 0, 1, 2, 3, 44, 0, 9]),
		problems: [{ code: 'binary_file' }],
		remedy: /CSV/,
	},
	{
		name: 'control characters',
		bytes: new Uint8Array(300).map((_, i) => 1 + (i % 7)),
		problems: [{ code: 'binary_file' }],
		remedy: /CSV/,
	},
	{
		name: 'a NumPy array',
		bytes: new Uint8Array([0x93, ...strToU8('NUMPY'), 1, 0, 118, 0]),
		problems: [{ code: 'binary_file', detail: 'This is a NumPy array, not a CSV file.' }],
		remedy: /to_csv/,
	},
	{
		name: 'a PNG image',
		bytes: new Uint8Array([0x89, ...strToU8('PNG\r\n\x1a\n')]),
		problems: [{ code: 'binary_file', detail: 'This is a PNG image, not a CSV file.' }],
		remedy: /CSV/,
	},
	{
		name: 'an Excel workbook (.xlsx)',
		bytes: zipSync({ '[Content_Types].xml': strToU8('<x/>'), 'xl/workbook.xml': strToU8('<x/>') }),
		problems: [{ code: 'excel_workbook' }],
		remedy: /CSV UTF-8/,
	},
	{
		name: 'an Excel workbook of before 2007 (.xls)',
		bytes: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
		problems: [{ code: 'excel_workbook' }],
		remedy: /CSV UTF-8/,
	},
	{
		name: 'an OpenDocument spreadsheet',
		bytes: zipSync({ mimetype: strToU8('application/vnd'), 'content.xml': strToU8('<x/>') }),
		problems: [{ code: 'excel_workbook' }],
		remedy: /CSV/,
	},
	{
		name: 'Latin-1',
		bytes: new Uint8Array([...encode(HEADER + '\nfa'), 0xe7, ...encode('ade,1,1,1\n')]),
		problems: [{ code: 'bad_encoding', row: 2, line: 'fa\uFFFDade,1,1,1' }],
		remedy: /UTF-8/,
	},
	{
		name: 'UTF-16 that breaks off inside a character',
		bytes: utf16('\uFEFF' + HEADER + '\nx,1,1,1').slice(0, -1),
		problems: [{ code: 'bad_encoding' }],
		remedy: /UTF-8/,
	},
	{
		name: 'a quote that is never closed',
		bytes: csv(HEADER, `${A},0.1,0.2,0.3`, `"${B},0.1,0.2,0.3`, `${C},0.1,0.2,0.3`),
		problems: [{ code: 'unclosed_quote', row: 3, line: `"${B},0.1,0.2,0.3` }],
		remedy: /quotation mark/,
	},
	{
		name: 'text after a closing quote',
		bytes: csv(HEADER, `"${A}"x,0.1,0.2,0.3`),
		problems: [{ code: 'unclosed_quote', row: 2 }],
		remedy: /quotation mark/,
	},
	{
		name: 'a line of millions of characters',
		bytes: encode(`${HEADER}\n${','.repeat(5_000_000)}`),
		problems: [{ code: 'ragged_row', row: 2 }],
		remedy: /one row per line/,
	},
	{
		name: 'twenty thousand columns',
		bytes: encode(`${HEADER}${',x'.repeat(20_000)}\n`),
		problems: [{ code: 'too_many_columns', row: 1 }],
		remedy: /one row per id/,
	},
];

const archives: Bad[] = [
	{
		name: 'a zip with two CSV files',
		bytes: zipSync({ 'a.csv': csv(...goodLines()), 'b.csv': csv(...goodLines()) }),
		problems: [
			{ code: 'archive_not_one_csv', detail: 'The zip file holds 2 files: "a.csv" and "b.csv".' },
		],
		remedy: /exactly one CSV/,
	},
	{
		name: 'an empty zip',
		bytes: zipSync({}),
		problems: [{ code: 'archive_not_one_csv' }],
		remedy: /exactly one CSV/,
	},
	{
		name: 'a gzip of a gzip',
		bytes: gzipSync(gzipSync(csv(...goodLines()))),
		problems: [{ code: 'archive_not_one_csv' }],
		remedy: /compressed once/,
	},
	{
		name: 'a gzip that breaks off',
		bytes: gzipSync(csv(...goodLines())).slice(0, -12),
		problems: [{ code: 'bad_archive' }],
		remedy: /Compress the CSV again/,
	},
	{
		name: 'a zip bomb',
		bytes: gzipSync(new Uint8Array(5_000_000)),
		problems: [{ code: 'archive_too_large' }],
		remedy: /six digits/,
	},
];

const columns: Bad[] = [
	{
		name: 'duplicate header',
		bytes: csv(
			`${HEADER},Edema`,
			`${A},0.1,0.2,0.3,0.4`,
			`${B},1,1,1,1`,
			`${C},0,0,0,0`,
			`${D},0,1,0,1`,
		),
		problems: [{ code: 'duplicate_column', row: 1, column: 'Edema', count: 1 }],
		remedy: /Keep one/,
	},
	{
		name: 'no id column, but one that is nearly named so',
		bytes: withLine(1, HEADER.replace('Image Index', 'Image Idx')),
		problems: [{ code: 'missing_id_column', row: 1, column: 'Image Index' }],
		remedy: /"Image Idx"/,
	},
	{
		name: 'no id column, but another one that holds the ids',
		bytes: withLine(1, HEADER.replace('Image Index', 'file')),
		problems: [{ code: 'missing_id_column', row: 1 }],
		remedy: /The ids are in column "file": name it "Image Index"/,
	},
	{
		name: 'no header',
		bytes: csv(...goodLines().slice(1)),
		problems: [{ code: 'missing_id_column', row: 1, detail: /row of data/ as unknown as string }],
		remedy: /Add a header/,
	},
	{
		name: 'a missing column, with the nearest name',
		bytes: withLine(1, HEADER.replace('Atelectasis', 'Atelektasis')),
		problems: [{ code: 'missing_column', row: 1, column: 'Atelectasis' }],
		remedy: /"Atelektasis"\? Rename it to "Atelectasis"/,
	},
	{
		name: 'a missing column with nothing near',
		bytes: csv('Image Index,Atelectasis,Edema', ...ids(4).map((id) => `${id},0.1,0.2`)),
		problems: [{ code: 'missing_column', row: 1, column: 'Pleural Effusion' }],
		remedy: /Add a column named "Pleural Effusion"/,
	},
	{
		name: 'two columns that differ from a label in case only',
		bytes: csv(
			'Image Index,Atelectasis,EDEMA,edema,Pleural Effusion',
			...ids(4).map((id) => `${id},1,0,0,1`),
		),
		problems: [{ code: 'missing_column', column: 'Edema' }],
		remedy: /cannot be told apart/,
	},
	{
		name: 'a prefix on all labels but one',
		bytes: csv('Image Index,p_Atelectasis,p_Edema,Pleural', ...ids(4).map((id) => `${id},1,0,0`)),
		problems: [{ code: 'missing_column', column: 'Pleural Effusion' }],
		remedy: /"Pleural"/,
	},
	{
		name: 'a negation is no prefix',
		bytes: csv('Image Index,no_opacity', ...ids(4).map((id) => `${id},0.1`)),
		format: { task: 'binary', labels: ['opacity'] },
		problems: [{ code: 'missing_column', column: 'opacity' }],
		remedy: /Did you mean "no_opacity"/,
	},
];

columns.push(
	{
		name: 'an id column without a name, as pandas writes its index',
		bytes: withLine(1, HEADER.replace('Image Index', '')),
		problems: [{ code: 'missing_id_column', row: 1 }],
		remedy: /in column 1, which has no name: name it "Image Index"/,
	},
	{
		name: 'a wrong header below blank lines',
		bytes: encode('\n\n' + goodLines().join('\n').replace('Edema', 'Oedema')),
		problems: [{ code: 'missing_column', row: 3, column: 'Edema' }],
		remedy: /"Oedema"/,
	},
);

const rows: Bad[] = [
	{
		name: 'a row with a cell too few and one with one too many',
		bytes: csv(HEADER, `${A},0.1,0.2`, `${B},0.1,0.2,0.3,0.4`, `${C},0,0,1`, `${D},0,1,0`),
		problems: [
			{
				code: 'ragged_row',
				row: 2,
				count: 2,
				examples: ['3 cells', '5 cells'],
				line: `${A},0.1,0.2`,
			},
		],
		remedy: /as many cells as the header/,
	},
	{
		name: 'a repeated id',
		bytes: csv(...goodLines(), `${B},0.5,0.5,0.5`),
		problems: [
			{
				code: 'duplicate_id',
				row: 6,
				column: 'Image Index',
				count: 1,
				examples: [B],
				detail: `The id "${B}" is on lines 3 and 6.`,
			},
		],
		remedy: /one row per id/,
	},
	{
		name: 'an unknown id',
		bytes: csv(...goodLines(), 'other.png,0.5,0.5,0.5'),
		problems: [{ code: 'unknown_id', row: 6, count: 1, examples: ['other.png'] }],
		remedy: /ids of the sample submission/,
	},
	{
		name: 'a missing id',
		bytes: csv(...goodLines().slice(0, 3)),
		problems: [
			{
				code: 'missing_id',
				column: 'Image Index',
				count: 2,
				examples: [C, D],
				detail: `2 ids of 4 have no row: "${C}" and "${D}".`,
			},
		],
		remedy: /Add a row/,
	},
	{
		name: 'a repeated id hides a missing one: lengths agree, both are named',
		bytes: csv(...goodLines().slice(0, 4), `${A},0.5,0.5,0.5`),
		problems: [
			{ code: 'duplicate_id', row: 5, examples: [A] },
			{ code: 'missing_id', examples: [D] },
		],
		remedy: /one row per id/,
	},
	{
		name: 'a row without an id',
		bytes: withLine(3, ' ,0.5,0.5,0.5'),
		problems: [
			{ code: 'empty_id', row: 3, count: 1 },
			{ code: 'missing_id', examples: [B] },
		],
		remedy: /Fill the column "Image Index"/,
	},
	{
		name: 'leading zeros lost',
		bytes: csv(HEADER, ...ids(4).map((id) => `${id.replace(/^0+/, '')},0.1,0.2,0.3`)),
		problems: [
			{ code: 'unknown_id', row: 2, count: 4, detail: /None of the ids/ as unknown as string },
			{ code: 'missing_id', count: 4 },
		],
		remedy: /Leading zeros were lost \("1_000\.png" for "00000001_000\.png"\)/,
	},
	{
		name: 'file endings left out',
		bytes: csv(HEADER, ...ids(4).map((id) => `${id.replace('.png', '')},0.1,0.2,0.3`)),
		problems: [{ code: 'unknown_id' }, { code: 'missing_id' }],
		remedy: /file ending/,
	},
	{
		name: 'folders in front of the ids',
		bytes: csv(HEADER, ...ids(4).map((id) => `data\\test\\${id},0.1,0.2,0.3`)),
		problems: [{ code: 'unknown_id' }, { code: 'missing_id' }],
		remedy: /folder/,
	},
];

const cells: Bad[] = [
	{
		name: 'text',
		bytes: withLine(4, `${C},high,0.2,0.3`),
		problems: [
			{
				code: 'not_a_number',
				row: 4,
				column: 'Atelectasis',
				count: 1,
				examples: ['high'],
				line: `${C},high,0.2,0.3`,
			},
		],
		remedy: /plain numbers/,
	},
	{
		name: 'a percentage, a hexadecimal number and a thousands separator',
		bytes: csv(HEADER, `${A},85%,0.2,0.3`, `${B},0x1F,0.2,0.3`, `${C},1_000,0,1`, `${D},0,0,1`),
		problems: [{ code: 'not_a_number', row: 2, count: 3, examples: ['85%', '0x1F', '1_000'] }],
		remedy: /percent signs/,
	},
	{
		name: 'a decimal comma in quotes between commas',
		bytes: withLine(2, `${A},"0,5",0.2,0.3`),
		problems: [{ code: 'not_a_number', row: 2, examples: ['0,5'] }],
		remedy: /decimals with a point/,
	},
	{
		name: 'an empty cell',
		bytes: withLine(3, `${B},0.1,,0.3`),
		problems: [{ code: 'empty_cell', row: 3, column: 'Edema', count: 1 }],
		remedy: /needs a prediction/,
	},
	{
		name: 'NaN',
		bytes: withLine(3, `${B},0.1,NaN,0.3`),
		problems: [{ code: 'not_finite', row: 3, column: 'Edema', examples: ['NaN'] }],
		remedy: /finite number/,
	},
	{
		name: 'infinity, and a number too large to be one',
		bytes: csv(HEADER, `${A},-inf,0,0`, `${B},1e999,0,0`, `${C},Infinity,0,0`, `${D},0,0,0`),
		problems: [{ code: 'not_finite', row: 2, count: 3, examples: ['-inf', '1e999', 'Infinity'] }],
		remedy: /finite number/,
	},
	{
		name: 'scores outside [0, 1] where probabilities are needed',
		bytes: csv('Image Index,opacity', `${A},-0.5`, `${B},0.5`, `${C},1.25`, `${D},1`),
		format: { task: 'binary', labels: ['opacity'], rankBased: false },
		problems: [
			{ code: 'out_of_range', row: 2, column: 'opacity', count: 2, examples: ['-0.5', '1.25'] },
		],
		remedy: /sigmoid/,
	},
	{
		name: 'logits of classes',
		bytes: csv(CLASS_HEADER, ...ids(4).map((id) => classRow(id, 2.5, 0.1, 0.1))),
		format: MULTICLASS,
		problems: [{ code: 'out_of_range', row: 2, column: 'COVID-19', count: 4 }],
		remedy: /softmax/,
	},
	{
		name: 'an unknown class',
		bytes: csv(
			'Image Index,class',
			`${A},Normal`,
			`${B},Covid19`,
			`${C},Viral pneumonia`,
			`${D},Norml`,
		),
		format: MULTICLASS,
		problems: [{ code: 'unknown_class', row: 5, column: 'class', count: 1, examples: ['Norml'] }],
		remedy: /Did you mean "Normal"/,
	},
	{
		name: 'a class left out',
		bytes: csv('Image Index,class', `${A},Normal`, `${B},`, `${C},Normal`, `${D},Normal`),
		format: MULTICLASS,
		problems: [{ code: 'empty_cell', row: 3, column: 'class' }],
		remedy: /needs a prediction/,
	},
	{
		name: 'a class column that contradicts the scores',
		bytes: csv(
			`${CLASS_HEADER},prediction`,
			classRow(A, 0.7, 0.2, 0.1, 'COVID-19'),
			classRow(B, 0.1, 0.8, 0.1, 'COVID-19'),
			classRow(C, 0.4, 0.4, 0.2, 'Normal'),
			classRow(D, 0.1, 0.2, 0.7, 'Viral Pneumonia'),
		),
		format: MULTICLASS,
		problems: [{ code: 'class_and_scores', row: 3, column: 'prediction', count: 1 }],
		remedy: /either the scores or the column "prediction"/,
	},
	{
		name: 'some class scores beside a class column',
		bytes: csv('Image Index,COVID-19,Normal,class', ...ids(4).map((id) => `${id},0.5,0.5,Normal`)),
		format: MULTICLASS,
		problems: [{ code: 'missing_column', column: 'Viral Pneumonia' }],
		remedy: /send "class" alone/,
	},
];

const groups = { wholeFile, archives, columns, rows, cells };

describe.each(Object.entries(groups))('%s', (_, table) => {
	it.each(table)('$name', ({ bytes, format: changes, problems, remedy }) => {
		const result = validateSubmission(bytes, format(changes), { maxBytes: 2_000_000 });
		expect(result.ok).toBe(false);
		if (result.ok) return;
		expect(result.problems.map(({ code }) => code)).toEqual(problems.map(({ code }) => code));
		result.problems.forEach((problem, i) => {
			const { detail, ...rest } = problems[i]!;
			expect(problem).toMatchObject(rest);
			if (detail !== undefined) expect(problem.detail).toMatch(detail);
			expect(problem.detail.length).toBeGreaterThan(10);
			expect(problem.remedy.length).toBeGreaterThan(10);
			expect(problem.line?.length ?? 0).toBeLessThanOrEqual(120);
		});
		expect(result.problems[0]!.remedy).toMatch(remedy);
		expect(result.checks.map(({ id }) => id)).toEqual(['format', 'columns', 'ids', 'values']);
		expect(result.checks.some(({ state }) => state === 'failed')).toBe(true);
	});
});

describe('a thousand problems', () => {
	it('become one per kind and column, with the first few places', () => {
		const many = ids(3000);
		const lines = many.map(
			(id, i) => `${id},${i % 3 === 0 ? 'n/a' : '0.5'},${i % 2 ? '' : '0.5'},0.5`,
		);
		const result = validateSubmission(csv(HEADER, ...lines), format({ ids: many }));
		expect(result).toMatchObject({
			ok: false,
			problems: [
				{ code: 'not_a_number', column: 'Atelectasis', row: 2, count: 1000, examples: ['n/a'] },
				{ code: 'empty_cell', column: 'Edema', row: 3, count: 1500 },
			],
		});
	});

	it('of every kind stay a short list', () => {
		const many = ids(1000);
		const lines = many.flatMap((id, i) => [
			`${id},x${i},,nan`,
			`${id},1,2`,
			`other-${i},0.1,0.2,0.3`,
			`${id},0,0,0`,
			',1,1,1',
		]);
		const result = validateSubmission(csv(HEADER, ...lines, '"'), format({ ids: many }));
		const closed = validateSubmission(csv(HEADER, ...lines), format({ ids: many }));
		expect(!result.ok && result.problems).toHaveLength(1);
		expect(!closed.ok && closed.problems.map(({ code, count }) => [code, count])).toEqual([
			['ragged_row', 1000],
			['empty_id', 1000],
			['duplicate_id', 1000],
			['unknown_id', 1000],
			['not_a_number', 1000],
			['empty_cell', 1000],
			['not_finite', 1000],
		]);
		expect(JSON.stringify(closed).length).toBeLessThan(6000);
	});
});
