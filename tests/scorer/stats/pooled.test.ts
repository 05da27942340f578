import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sensitivityAt, specificityAt } from '#scorer/stats/operating-point';
import { poolCounts } from '#scorer/stats/pooled';
import { averagePrecision } from '#scorer/stats/pr';
import { auroc } from '#scorer/stats/roc';
import { arbitraryRows, countsOf, tied } from '../support/score-counts.ts';

describe('labels pooled for micro averages', () => {
	it('have the areas of all cells in one column', () => {
		const labels = fc.array(arbitraryRows(tied), { minLength: 1, maxLength: 5 });
		fc.assert(
			fc.property(labels, (all) => {
				const pooled = poolCounts(all.map(({ yTrue, yScore }) => countsOf(yTrue, yScore)));
				const cells = countsOf(
					all.flatMap(({ yTrue }) => yTrue),
					all.flatMap(({ yScore }) => yScore),
				);
				expect(auroc(pooled)).toBe(auroc(cells));
				expect(averagePrecision(pooled)).toBe(averagePrecision(cells));
			}),
		);
	});
});

describe('operating points', () => {
	it('are the best of all thresholds, none included', () => {
		const targets = fc.integer({ min: 0, max: 20 }).map((i) => i / 20);
		fc.assert(
			fc.property(arbitraryRows(tied), targets, ({ yTrue, yScore }, target) => {
				const share = (label: number, hit: (score: number) => boolean) => {
					const own = yScore.filter((_, i) => yTrue[i] === label);
					return own.filter(hit).length / own.length;
				};
				const counts = countsOf(yTrue, yScore);
				if (new Set(yTrue).size < 2) {
					expect(sensitivityAt(counts, target)).toBeNull();
					expect(specificityAt(counts, target)).toBeNull();
					return;
				}
				const points = [...yScore, Infinity].map((t) => ({
					sensitivity: share(1, (score) => score >= t),
					specificity: share(0, (score) => score < t),
				}));
				const sensitive = points.filter(({ sensitivity }) => sensitivity >= target);
				const specific = points.filter(({ specificity }) => specificity >= target);
				expect(sensitivityAt(counts, target)).toBe(
					Math.max(...specific.map(({ sensitivity }) => sensitivity)),
				);
				expect(specificityAt(counts, target)).toBe(
					Math.max(...sensitive.map(({ specificity }) => specificity)),
				);
			}),
		);
	});
});
