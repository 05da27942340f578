import { describe, expect, it } from 'vitest';
import { safeNext } from '#lib/components/account/next';
import { firstLines } from '#lib/components/competition/sample';
import { boardHref, nextSort, readBoardQuery } from '#lib/components/leaderboard/query';
import { relativeFiles } from '#lib/components/organise/folder';
import { quoteLine } from '#lib/components/ui/quote';

describe('where to go after signing in', () => {
	it('is a path of this site or the start', () => {
		expect(safeNext('/competitions/x/submit?a=1')).toBe('/competitions/x/submit?a=1');
		for (const evil of [
			'//evil.example',
			'/\\evil.example',
			'https://evil.example',
			'javascript:x',
			null,
		])
			expect(safeNext(evil)).toBe('/');
	});
});

describe('the quoted line', () => {
	it('marks a whole cell, not a part of one', () => {
		expect(quoteLine('p1,0.21,n/a,1', 'n/a')).toEqual({
			before: 'p1,0.21,',
			hit: 'n/a',
			after: ',1',
		});
		expect(quoteLine('n/a1;x', 'n/a').hit).toBe('');
		expect(quoteLine('a;n/a', 'n/a')).toEqual({ before: 'a;', hit: 'n/a', after: '' });
		expect(quoteLine('a,b', undefined)).toEqual({ before: 'a,b', hit: '', after: '' });
	});
});

describe('the address of a leaderboard', () => {
	it('reads what it writes and leaves out what is as usual', () => {
		const query = readBoardQuery(
			new URLSearchParams('split=private&page=3&q=lab&sort=entries.desc'),
		);
		expect(query).toMatchObject({
			split: 'private',
			page: 3,
			q: 'lab',
			sort: 'entries',
			descending: true,
		});
		expect(boardHref(query, { page: 3 })).toBe('?split=private&q=lab&sort=entries.desc&page=3');
		expect(boardHref(readBoardQuery(new URLSearchParams()), {})).toBe('?');
	});

	it('takes nonsense for the usual', () => {
		expect(readBoardQuery(new URLSearchParams('split=x&page=-2&sort=drop&axis=y'))).toMatchObject({
			split: 'public',
			page: 1,
			sort: 'rank',
			axis: null,
		});
	});

	it('turns a column round on the second click', () => {
		const query = readBoardQuery(new URLSearchParams('sort=entries.desc'));
		expect(nextSort(query, 'entries')).toMatchObject({ sort: 'entries', descending: false });
		expect(nextSort(query, 'last')).toMatchObject({ sort: 'last', descending: true });
	});
});

describe('a chosen folder', () => {
	const file = (path: string) => ({ path, file: new File(['x'], 'x') });
	const paths = (list: string[]) => relativeFiles(list.map(file)).map(({ path }) => path);

	it('loses its own name and what file managers leave behind', () => {
		expect(
			paths(['chest/competition.yaml', 'chest/data/a.csv', 'chest/.DS_Store', 'chest/.git/HEAD']),
		).toEqual(['competition.yaml', 'data/a.csv']);
	});

	it('is the one that holds competition.yaml, at any depth', () => {
		expect(
			paths(['all/readme.md', 'all/chest/competition.yaml', 'all/chest/solution.csv']),
		).toEqual(['competition.yaml', 'solution.csv']);
	});

	it('is sent without its name where the yaml is missing, so that the dry run says so', () => {
		expect(paths(['chest/solution.csv', 'chest/data/a.csv'])).toEqual([
			'solution.csv',
			'data/a.csv',
		]);
	});
});

describe('first lines of a stream', () => {
	it('are read without the rest', async () => {
		let pulls = 0;
		const endless = new ReadableStream<Uint8Array>({
			pull(controller) {
				pulls += 1;
				controller.enqueue(new TextEncoder().encode(pulls === 1 ? 'id,"a, b"\n' : 'x,0.5\n'));
			},
		});
		expect(await firstLines(endless, 3)).toEqual([
			['id', 'a, b'],
			['x', '0.5'],
			['x', '0.5'],
		]);
		expect(pulls).toBeLessThan(10);
	});
});
