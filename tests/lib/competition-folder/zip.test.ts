import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readCompetitionFolder, unzipFolder, zipFolder } from '#lib/competition-folder/index';
import { encode, smallFolder } from './small-folder.ts';

const paths = (zip: Uint8Array) => {
	const result = unzipFolder(zip);
	return result.ok ? [...result.folder.keys()] : result.problems.map(({ code }) => code);
};
const codes = (zip: Uint8Array, limits = {}) => {
	const result = unzipFolder(zip, limits);
	return result.ok ? [] : result.problems.map(({ code }) => code);
};
const file = encode('x');

it('strips one folder around everything and drops what file managers add', () => {
	const zip = zipSync({
		'my-competition/': new Uint8Array(),
		'my-competition/competition.yaml': file,
		'my-competition/data/a.csv': file,
		'my-competition/.DS_Store': file,
		'__MACOSX/my-competition/._competition.yaml': file,
	});
	expect(paths(zip)).toEqual(['competition.yaml', 'data/a.csv']);
});

it('leaves a folder with competition.yaml at its top, and two folders, as they are', () => {
	expect(paths(zipSync({ 'competition.yaml': file, 'data/a.csv': file }))).toEqual([
		'competition.yaml',
		'data/a.csv',
	]);
	expect(paths(zipSync({ 'a/x': file, 'b/x': file }))).toEqual(['a/x', 'b/x']);
});

it('the same folder gives the same bytes, whatever the order of its files', () => {
	const folder = smallFolder();
	const reversed = new Map([...folder].reverse());
	expect(zipFolder(reversed)).toEqual(zipFolder(folder));
});

describe('refuses', () => {
	it('what is no zip', () => {
		expect(codes(encode('image,Edema\n'))).toEqual(['bad_archive']);
		expect(codes(new Uint8Array())).toEqual(['bad_archive']);
		expect(codes(zipSync({}))).toEqual(['bad_archive']);
	});

	it('an archive that is cut off or whose bytes changed', () => {
		const zip = zipSync({ 'competition.yaml': encode('slug: abc\n'.repeat(50)) });
		expect(codes(zip.slice(0, -10))).toEqual(['bad_archive']);
		const changed = zip.slice();
		changed[60] = changed[60]! ^ 0xff;
		expect(codes(changed)).toEqual(['bad_archive']);
	});

	it('a bomb', () => {
		const bomb = zipSync({ 'data/zeros': new Uint8Array(50_000_000) }, { level: 9 });
		expect(bomb.length).toBeLessThan(100_000);
		expect(codes(bomb, { maxFileBytes: 1_000_000 })).toEqual(['file_too_large']);
	});

	it('many files that are too large together', () => {
		const part = new Uint8Array(400_000);
		const zip = zipSync({ a: part, b: part, c: part });
		expect(codes(zip, { maxTotalBytes: 1_000_000 })).toEqual(['archive_too_large']);
	});

	it('too many files', () => {
		const zip = zipSync(Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`f${i}`, file])));
		expect(codes(zip, { maxFiles: 10 })).toEqual(['too_many_files']);
	});

	it('paths that lead out of the folder', () => {
		const result = unzipFolder(zipSync({ 'competition.yaml': file, '../../evil': file }));
		const { problems } = readCompetitionFolder(result.ok ? result.folder : new Map());
		expect(problems.map(({ code }) => code)).toContain('bad_path');
	});
});
