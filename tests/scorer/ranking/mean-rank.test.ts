import { describe, expect, it } from 'vitest';
import { rankByMeanRank } from '#scorer/index';

const entry = (key: string, ...scores: (number | null)[]) => ({ key, scores });

describe('the mean of ranks', () => {
	it('minds each metric’s direction', () => {
		const ranked = rankByMeanRank([entry('a', 0.9, 0.4), entry('b', 0.8, 0.1)], [true, false]);
		expect(ranked).toEqual([
			{ key: 'a', meanRank: 1.5, ranks: [1, 2] },
			{ key: 'b', meanRank: 1.5, ranks: [2, 1] },
		]);
	});

	it('lets equal scores share the mean of their ranks', () => {
		const ranked = rankByMeanRank(
			[entry('a', 1), entry('b', 2), entry('c', 1), entry('d', 0)],
			[true],
		);
		expect(ranked.map(({ key, meanRank }) => [key, meanRank])).toEqual([
			['b', 1],
			['a', 2.5],
			['c', 2.5],
			['d', 4],
		]);
	});

	it('puts an undefined score last, and never first', () => {
		const ranked = rankByMeanRank([entry('a', null, 0.9), entry('b', 0.2, 0.1)], [true, true]);
		expect(ranked.find(({ key }) => key === 'a')!.ranks).toEqual([2, 1]);
		expect(rankByMeanRank([entry('alone', NaN, 0.5)], [true, true])[0]!.ranks).toEqual([2, 1]);
	});

	it('is null for who has no score at all, and they come last', () => {
		const ranked = rankByMeanRank([entry('none', null, null), entry('a', 0.1, 0.1)], [true, true]);
		expect(ranked.map(({ key, meanRank }) => [key, meanRank])).toEqual([
			['a', 1],
			['none', null],
		]);
	});
});
