import { describe, expect, it } from 'vitest';
import {
	findImporter,
	importDataset,
	importers,
	type ImportOptions,
	type SourceFile,
} from '#lib/importers/index';
import * as small from './small-sets.ts';

function problems(id: string, files: SourceFile[], options: ImportOptions = {}) {
	const result = importDataset(findImporter(id)!, { files, images: [] }, options);
	if (result.ok) throw new Error('was accepted');
	for (const { detail, remedy } of result.problems) {
		expect(detail).toMatch(/\.$/);
		expect(remedy.length).toBeGreaterThan(10);
	}
	return result.problems;
}
const bytes = (...values: number[]) => Uint8Array.from(values);
const [nihTable, nihTest, nihTrain] = small.nihFiles() as [SourceFile, SourceFile, SourceFile];

const EXAMPLES: [string, SourceFile[]][] = [
	['nih-chestxray14', [nihTable]],
	['chexpert', [small.chexpertFiles().test]],
	['siim-covid', small.siimFiles()],
	['rsna-pneumonia', small.rsnaFiles()],
	['unifesp-bodypart', [small.unifespFile()]],
	['covid19-radiography', [...small.covidInput().files]],
];

describe('a file of another data set is called by its name', () => {
	const pairs = EXAMPLES.flatMap(([own, files]) =>
		importers.filter(({ id }) => id !== own).map(({ id }) => [id, own, files] as const),
	);
	it.each(pairs)('%s given a file of %s', (id, own, files) => {
		const found = problems(id, [files[0]!]);
		expect(found).toMatchObject([{ code: 'wrong_data_set', file: files[0]!.path }]);
		expect(found[0]!.remedy).toContain(`holdout import ${own}`);
	});
});

describe('files', () => {
	it.each([
		['empty', bytes(), 'empty_file'],
		['binary', Uint8Array.from({ length: 400 }, (_, i) => (i * 37) % 256), 'binary_file'],
		[
			'Latin-1',
			bytes(...new TextEncoder().encode('a,b\n'), 0xe1, 0x2c, 0x31, 0x0a),
			'bad_encoding',
		],
	])('%s', (name, content, code) => {
		expect(problems('siim-covid', [{ path: name, bytes: content }])).toMatchObject([
			{ code, file: name },
		]);
	});

	it('Latin-1 further down is refused with its line', () => {
		const table = small.unifespFile();
		const broken = bytes(...table.bytes, ...new TextEncoder().encode('1.2.3,'), 0xe1, 0x0a);
		expect(problems('unifesp-bodypart', [{ ...table, bytes: broken }])).toMatchObject([
			{ code: 'bad_encoding', file: 'train.csv', row: 122 },
		]);
	});

	it('UTF-16, a byte order mark, semicolons and Windows line ends are read', () => {
		const { bytes: plain } = small.unifespFile();
		const text = new TextDecoder().decode(plain);
		const utf16 = Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((c) => [c.charCodeAt(0), 0])]);
		const excel = new TextEncoder().encode(
			`\ufeff${text.replaceAll(',', ';').replaceAll('\n', '\r\n')}`,
		);
		for (const each of [utf16, excel]) {
			const input = { files: [{ path: 'train.csv', bytes: each }], images: [] };
			expect(importDataset(findImporter('unifesp-bodypart')!, input).ok).toBe(true);
		}
	});

	it('missing ones, with where they are', () => {
		const [study] = small.siimFiles();
		expect(problems('siim-covid', [study!])).toMatchObject([
			{
				code: 'missing_input',
				file: 'train_image_level.csv',
				remedy: expect.stringContaining('kaggle.com'),
			},
		]);
		expect(problems('nih-chestxray14', [nihTable])).toMatchObject([
			{ code: 'missing_input', file: 'test_list.txt' },
		]);
		expect(problems('kermany', [])).toMatchObject([{ code: 'missing_input' }]);
		expect(problems('covid19-radiography', [])).toMatchObject([{ code: 'missing_input' }]);
	});

	it('one twice, and a column that is missing', () => {
		const files = small.siimFiles();
		const again = { ...files[0]!, path: 'again.csv' };
		expect(problems('siim-covid', [...files, again])).toMatchObject([
			{ code: 'duplicate_input', file: 'again.csv' },
		]);
		const text = new TextDecoder().decode(nihTable.bytes).replace('View Position', 'Position');
		const renamed = small.file('labels.csv', text);
		expect(problems('nih-chestxray14', [renamed, nihTest])).toMatchObject([
			{ code: 'missing_column', file: 'labels.csv', row: 1, column: 'View Position' },
		]);
	});
});

describe('cells: every problem at once, with row, column and remedy', () => {
	it('NIH', () => {
		const change = (row: string, i: number) =>
			i === 4
				? row.replace(/^[^,]+,[^,]+/, ',Masss')
				: i === 9
					? row.replace(/^[^,]+/, '00020000_000.png')
					: i === 11
						? `${row},1`
						: row;
		expect(problems('nih-chestxray14', [...small.nihFiles(change).slice(0, 2)])).toMatchObject(
			[
				{ code: 'ragged_row', row: 13 },
				{ code: 'empty_id', row: 6, column: 'Image Index' },
				{ code: 'duplicate_id', row: 11, column: 'Image Index', examples: ['00020000_000.png'] },
				{ code: 'bad_label', row: 6, column: 'Finding Labels', examples: ['Masss'] },
				{ code: 'unknown_id', file: 'test_list.txt' },
			].filter(({ code }) => code !== 'unknown_id'),
		);
	});

	it('a list that names unknown images, or one twice', () => {
		const list = small.file(
			'test_list.txt',
			'00020030_000.png\n00099999_000.png\n\n00020030_000.png\n',
		);
		expect(problems('nih-chestxray14', [nihTable, list, nihTrain])).toMatchObject([
			{ code: 'unknown_id', file: 'test_list.txt', row: 2, examples: ['00099999_000.png'] },
			{ code: 'duplicate_id', file: 'test_list.txt', row: 4 },
		]);
	});

	it('UNIFESP', () => {
		const table = small.unifespFile((target, i) => (i === 2 ? '22' : i === 5 ? '3, 4' : target));
		const quoted = {
			...table,
			bytes: new TextEncoder().encode(
				new TextDecoder().decode(table.bytes).replace('3, 4', '"3, 4"'),
			),
		};
		expect(problems('unifesp-bodypart', [quoted])).toMatchObject([
			{ code: 'bad_label', row: 4, column: 'Target', count: 2, examples: ['22', '3, 4'] },
		]);
	});

	it('SIIM: no class, an unknown study, a damaged box', () => {
		const [studies, images] = small
			.siimFiles()
			.map(({ path, bytes }) => ({ path, text: new TextDecoder().decode(bytes) }));
		const files = [
			small.file(studies!.path, studies!.text.replace('s003_study,0,0,0,1', 's003_study,0,0,0,0')),
			small.file(
				images!.path,
				images!.text.replace('none 1 0 0 1 1,s000', 'nothing,s000').replace(',s002\n', ',s999\n'),
			),
		];
		expect(problems('siim-covid', files)).toMatchObject([
			{ code: 'bad_label', file: studies!.path, row: 5 },
			{ code: 'unknown_id', row: 4, column: 'StudyInstanceUID', examples: ['s999'] },
			{ code: 'bad_value', row: 2, column: 'label', examples: ['nothing'] },
		]);
	});

	it('RSNA: two targets of one radiograph, and a box without a number', () => {
		const [boxes, classes] = small.rsnaFiles();
		const text = `${new TextDecoder().decode(boxes!.bytes)}00001-uuid,1,2,3,4,1\n00099-uuid,1,2,,4,1\n`;
		expect(problems('rsna-pneumonia', [small.file(boxes!.path, text), classes!])).toMatchObject([
			{ code: 'not_a_number', column: 'width' },
			{ code: 'conflicting_rows', column: 'patientId', examples: ['00001-uuid'] },
		]);
	});

	it('Kermany: names and folders that contradict each other', () => {
		const images = ['train/NORMAL/person1_bacteria_1.jpeg', 'test/PNEUMONIA/x.jpeg'].map(
			(path) => ({ path }),
		);
		const result = importDataset(findImporter('kermany')!, { files: [], images });
		expect(result.ok ? [] : result.problems).toMatchObject([
			{ code: 'conflicting_rows', examples: ['person1_bacteria_1'] },
			{ code: 'bad_value', examples: ['x'] },
		]);
	});
});

describe('options: every problem at once, before any file is used', () => {
	it('names each', () => {
		const options = {
			...{ task: 'fourteen', publicShare: 1.5, slug: 'No Spaces', closes: 'tomorrow' },
			testShare: 0.2,
		};
		const found = problems('nih-chestxray14', small.nihFiles(), options);
		expect(found.map(({ code }) => code)).toEqual(found.map(() => 'bad_option'));
		expect(found.map(({ column }) => column)).toEqual([
			'--task',
			'--test-share',
			'--public-share',
			'--slug',
			'--closes',
		]);
		expect(found[0]!.remedy).toContain('fourteen-findings');
	});

	it.each([
		['siim-covid', { split: 'official' }, '--split'],
		['siim-covid', { split: 'file' }, '--split'],
		['siim-covid', { split: 'all', testList: small.file('l', 'i001\n') }, '--test-list'],
	] as [string, ImportOptions, string][])('%s %j', (id, options, column) => {
		expect(problems(id, small.siimFiles(), options)).toMatchObject([
			{ code: 'bad_option', column },
		]);
	});

	it('a test list may have the ids with or without their ending', () => {
		const testList = small.file(
			'list.csv',
			`id,x\n${['i001_image', 'i002', 'i004', 'i008'].join(',1\n')},1\n`,
		);
		const input = { files: small.siimFiles(), images: [] };
		const result = importDataset(findImporter('siim-covid')!, input, { testList });
		expect(result.ok && result.trainRows).toBe(96);
	});
});
