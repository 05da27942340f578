import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distribution, DISTRIBUTION_BINS } from '#scorer/stats/distribution';
import { arbitraryRows, countsOf } from '../support/score-counts.ts';

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

describe('distribution of scores', () => {
	it('counts every row once, in bins that rise and hold all scores, whatever the scores', () => {
		const any = fc.oneof(
			fc.double({ noNaN: true, noDefaultInfinity: true }),
			fc.constantFrom(0, -0, 1, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324),
		);
		fc.assert(
			fc.property(arbitraryRows(any), ({ yTrue, yScore }) => {
				const { edges, positives, negatives } = distribution(countsOf(yTrue, yScore))!;
				expect(sum(positives)).toBe(sum(yTrue));
				expect(sum(negatives)).toBe(yTrue.length - sum(yTrue));
				expect(positives.length).toBeLessThanOrEqual(DISTRIBUTION_BINS);
				expect(edges.length).toBe(positives.length + 1);
				edges.forEach((edge, i) => {
					expect(Number.isFinite(edge)).toBe(true);
					if (i > 0) expect(edge).toBeGreaterThan(edges[i - 1]!);
				});
				expect(Math.min(...yScore)).toBeGreaterThanOrEqual(edges[0]!);
				expect(Math.max(...yScore)).toBeLessThanOrEqual(edges.at(-1)!);
			}),
		);
	});

	it('puts a score on an edge into the bin above it, the highest into the last', () => {
		const counts = countsOf([1, 0, 1, 0], [0, 1, 2, 4]);
		expect(distribution(counts, 4)).toEqual({
			edges: [0, 1, 2, 3, 4],
			positives: [1, 0, 1, 0],
			negatives: [0, 1, 0, 1],
		});
	});

	it('is one bin for a constant, and null without rows', () => {
		expect(distribution(countsOf([1, 0], [0.5, 0.5]))).toEqual({
			edges: [0, 1],
			positives: [1],
			negatives: [1],
		});
		expect(distribution(countsOf([], []))).toBeNull();
	});
});
