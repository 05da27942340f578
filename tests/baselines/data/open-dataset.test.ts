import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import {
	openDataset,
	openFolderLayout,
	type DatasetSource,
	type OpenResult,
} from '#baselines/data/index';
import { folderWith, greyPng, inRgb, ramp } from './images.ts';

const SIZE = 16;
let png: Uint8Array;
beforeAll(async () => {
	png = await greyPng(ramp(SIZE), SIZE);
});

const HEADER = 'image_id,patient_id,split,sex,age,Mass,Nodule';
const GOOD = [
	'a,p1,train,F,40,1,0',
	'b,p1,train,F,41,0,1',
	'c,p2,train,M,60,0,0',
	'd,p3,test,M,70,1,1',
	'e,p4,test,F,30,0,0',
];
const source = (folder: string): DatasetSource => ({
	folder,
	task: 'multilabel',
	labels: ['Mass', 'Nodule'],
});

function folderOf(
	rows: readonly string[],
	names = ['a', 'b', 'c', 'd', 'e'],
	header = HEADER,
): string {
	const images = Object.fromEntries(names.map((name) => [`images/${name}.png`, png]));
	return folderWith({ 'labels.csv': [header, ...rows].join('\n'), ...images });
}
function codes(result: OpenResult): string[] {
	return result.ok ? [] : result.problems.map(({ code }) => code);
}

it('reads ids, labels, patients, metadata and splits', async () => {
	const result = await openDataset(source(folderOf(GOOD)));
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	const { dataset } = result;
	expect(dataset.ids).toEqual(['a', 'b', 'c', 'd', 'e']);
	expect(dataset.yTrue.map((y) => [...y])).toEqual([
		[1, 0, 0, 1, 0],
		[0, 1, 0, 1, 0],
	]);
	expect(dataset.patients).toEqual(['p1', 'p1', 'p2', 'p3', 'p4']);
	expect(dataset.metadata).toEqual({
		sex: ['F', 'F', 'M', 'M', 'F'],
		age: ['40', '41', '60', '70', '30'],
	});
	expect(dataset.rowsOf('test')).toEqual([3, 4]);
	const loaded = await dataset.load('test', { size: SIZE });
	if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
	expect(loaded.images).toMatchObject({ split: 'test', ids: ['d', 'e'], size: SIZE });
	expect(loaded.images.pixels.slice(0, SIZE * SIZE)).toEqual(ramp(SIZE));
	expect(await dataset.image(3, { size: SIZE })).toEqual(ramp(SIZE));
});

it('tells of everything that is wrong with a table at once', async () => {
	const rows = [
		'a,p1,train,F,40,1,0',
		'a,p1,train,F,41,0,maybe',
		',p2,train,M,60,0,',
		'x,p3,somewhere,M,70,1,1',
	];
	const result = await openDataset(source(folderOf(rows)));
	expect(codes(result).sort()).toEqual(
		['bad_label', 'bad_label', 'bad_split', 'duplicate_id', 'empty_id', 'missing_image'].sort(),
	);
	if (result.ok) return;
	const duplicate = result.problems.find(({ code }) => code === 'duplicate_id')!;
	expect(duplicate.place).toContain('line 3');
	for (const problem of result.problems) {
		expect(problem.remedy.length).toBeGreaterThan(10);
		expect(problem.place).not.toBe('');
	}
});

it('names patients that are in two splits', async () => {
	const rows = [...GOOD.slice(0, 4), 'e,p1,test,F,30,0,0'];
	const refused = await openDataset(source(folderOf(rows)));
	expect(codes(refused)).toEqual(['patient_crosses']);
	if (!refused.ok) expect(refused.problems[0]!.examples).toEqual(['p1']);
	const told = await openDataset({ ...source(folderOf(rows)), crossing: 'report' });
	expect(told.ok && told.notices.map(({ code }) => code)).toContain('patient_crosses');
});

it('tells of images that no row names, and leaves them out', async () => {
	const result = await openDataset(source(folderOf(GOOD, ['a', 'b', 'c', 'd', 'e', 'stray'])));
	const notice = result.ok && result.notices.find(({ code }) => code === 'unlabelled_images');
	expect(notice).toMatchObject({ count: 1, examples: ['images/stray.png'] });
});

it('refuses training images of one class, and tells of a test split of one class', async () => {
	const binary = (rows: string[]): DatasetSource => ({
		folder: folderOf(rows, undefined, 'image_id,patient_id,split,finding'),
		task: 'binary',
		labels: ['Pneumonia'],
		target: 'finding',
	});
	const [n, p] = ['Normal', 'Pneumonia'];
	const rows = (classes: (string | undefined)[]) =>
		classes.map((c, i) => `${'abcde'[i]},p${i},${i < 3 ? 'train' : 'test'},${c}`);
	const one = await openDataset(binary(rows([n, n, n, p, n])));
	expect(codes(one)).toEqual(['single_class_split']);
	const test = await openDataset(binary(rows([n, p, n, n, n])));
	expect(test.ok && test.notices.map(({ code }) => code)).toEqual(['class_in_one_split']);
	const blank = await openDataset(binary(rows([n, p, '', n, p])));
	expect(codes(blank)).toEqual(['bad_label']);
});

it('a label that no training image has is told, not refused, where there are others', async () => {
	const rows = GOOD.map((row) => (row.startsWith('b') ? 'b,p1,train,F,41,0,0' : row));
	const result = await openDataset(source(folderOf(rows)));
	expect(result.ok && result.notices).toMatchObject([
		{ code: 'class_in_one_split', examples: ['Nodule'] },
	]);
});

it.each([
	['no folder', () => ({ ...source('/nowhere/at/all') }), 'folder_not_found'],
	['no table', () => source(folderWith({ 'a.txt': 'x' })), 'csv_not_found'],
	['two tables', () => source(folderWith({ 'a.csv': 'x', 'b.csv': 'y' })), 'csv_not_found'],
	[
		'a label that is no column',
		() => ({ ...source(folderOf(GOOD)), labels: ['Mass', 'Hernia'] }),
		'missing_column',
	],
	[
		'a named column that is not there',
		() => ({ ...source(folderOf(GOOD)), columns: { patient: 'who' } }),
		'missing_column',
	],
	['a ragged row', () => source(folderOf([...GOOD, 'f,p9'])), 'csv_unreadable'],
	[
		'no training rows',
		() => source(folderOf(GOOD.map((row) => row.replace('train', 'test')))),
		'empty_split',
	],
])('%s', async (_name, make, code) => {
	expect(codes(await openDataset(make()))).toContain(code);
});

it('draws a split by patient where none is given, the same from the same seed', async () => {
	const header = HEADER.replace('split,', '');
	const rows = Array.from(
		{ length: 60 },
		(_, i) => `i${i},p${i >> 1},F,40,${i % 2},${Number(i % 3 > 0)}`,
	);
	const folder = folderOf(
		rows,
		rows.map((_, i) => `i${i}`),
		header,
	);
	const open = async (seed: number) => {
		const result = await openDataset({ ...source(folder), split: { seed } });
		if (!result.ok) throw new Error(JSON.stringify(result.problems));
		expect(result.notices.map(({ code }) => code)).toContain('split_by_patient');
		return result.dataset.splits;
	};
	const splits = await open(1);
	expect(splits.every((split, row) => split === splits[row ^ 1])).toBe(true);
	expect(await open(1)).toEqual(splits);
	expect(await open(2)).not.toEqual(splits);
});

it('tells of every image that cannot be read when they are loaded', async () => {
	const loud = Uint8Array.from({ length: 32 * 32 * 3 }, (_, i) => [230, 30, 40][i % 3]!);
	const folder = folderWith({
		'labels.csv': [HEADER, ...GOOD].join('\n'),
		'a.png': png.subarray(0, png.length - 20),
		'b.png': 'no image',
		'c.png': await sharp(loud, { raw: { width: 32, height: 32, channels: 3 } })
			.png()
			.toBuffer(),
		'd.png': await sharp(inRgb(ramp(SIZE)), { raw: { width: SIZE, height: SIZE, channels: 3 } })
			.png()
			.toBuffer(),
		'e.png': png,
	});
	const opened = await openDataset(source(folder));
	if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
	const train = await opened.dataset.load('train', { size: SIZE });
	if (train.ok) throw new Error('accepted');
	const found = train.problems.map(({ code, count }) => [code, count]);
	expect(found.sort()).toEqual([
		['colour_image', 1],
		['unreadable_image', 2],
	]);
	await expect(opened.dataset.image(1, { size: SIZE })).rejects.toMatchObject({
		code: 'unreadable_image',
	});
	const test = await opened.dataset.load('test', { size: SIZE });
	expect(test.ok && test.notices.map(({ code }) => code)).toEqual(['converted_rgb']);
});

it('stops loading when it is told to', async () => {
	const opened = await openDataset(source(folderOf(GOOD)));
	if (!opened.ok) throw new Error('refused');
	const stop = AbortSignal.abort(new Error('enough'));
	await expect(opened.dataset.load('train', { size: SIZE, signal: stop })).rejects.toThrow(
		'enough',
	);
});

it('reads folders as classes', async () => {
	const files = ['train/NORMAL/a', 'train/SICK/b', 'test/NORMAL/c', 'test/SICK/d'];
	const folder = folderWith(Object.fromEntries(files.map((f) => [`${f}.png`, png])));
	const result = await openFolderLayout({ folder, task: 'binary', labels: ['SICK'] });
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	const { dataset } = result;
	const label = (id: string) => dataset.yTrue[0]![dataset.ids.indexOf(id)];
	expect(dataset.rowsOf('train').map((row) => dataset.ids[row])).toEqual([
		'train/NORMAL/a.png',
		'train/SICK/b.png',
	]);
	expect([label('train/NORMAL/a.png'), label('test/SICK/d.png')]).toEqual([0, 1]);
});
