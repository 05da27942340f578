/** DeLong and Obuchowski against the sums over all pairs that their papers give. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MISSING } from '#scorer/index';
import { aurocInfluences, groupsOf, inputFor } from '../support/influence.ts';
import { delong, obuchowski } from '../support/textbook.ts';
import { auroc } from '#scorer/stats/roc';
import { aurocDf } from '#scorer/stats/delong';
import { sumByGroup } from '#scorer/stats/groups';
import { sumOfSquares } from '#scorer/stats/influence';

/** Few distinct scores, so that ties of all kinds come up. */
const rows = fc.array(
	fc.record({
		score: fc.oneof(fc.constantFrom(0, 0.25, 0.5, 1), fc.double({ min: -9, max: 9, noNaN: true })),
		label: fc.constantFrom(0, 0, 1, MISSING),
		group: fc.nat({ max: 8 }),
	}),
	{ minLength: 4, maxLength: 60 },
);

const count = (labels: readonly number[], label: number) =>
	labels.filter((value) => value === label).length;

describe('DeLong', () => {
	it('is the textbook variance, of the AUROC that is reported', () => {
		fc.assert(
			fc.property(rows, (sample) => {
				const labels = sample.map(({ label }) => label);
				fc.pre(count(labels, 1) > 1 && count(labels, 0) > 1);
				const input = inputFor(sample);
				const expected = delong(sample);
				const psi = aurocInfluences(input);
				expect(auroc(input.scoreCounts(0))).toBeCloseTo(expected.area, 12);
				expect(sumOfSquares(psi)).toBeCloseTo(expected.variance, 12);
				expect(psi.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
			}),
		);
	});

	it('gives rows without a label no influence', () => {
		const psi = aurocInfluences(
			inputFor([
				{ score: 0.2, label: 0, group: 0 },
				{ score: 0.9, label: MISSING, group: 1 },
				{ score: 0.8, label: 1, group: 2 },
				{ score: 0.1, label: 1, group: 3 },
				{ score: 0.5, label: 0, group: 4 },
			]),
		);
		expect(psi[1]).toBe(0);
	});

	it('takes the distance from perfect order for the spread of a single positive row', () => {
		const sample = [0.1, 0.9, 0.4, 0.6].map((score, i) => ({
			score,
			label: i === 3 ? 1 : 0,
			group: i,
		}));
		// Two of three negatives are below the positive.
		expect(aurocInfluences(inputFor(sample))[3]).toBeCloseTo(2 / 3 - 1, 12);
	});

	it('has the degrees of freedom of the class that its variance comes from', () => {
		// Positives among very many negatives: as many as there are positives, less one.
		const sample = Array.from({ length: 2000 }, (_, i) => ({
			score: i < 6 ? 100 + 300 * i : i,
			label: i < 6 ? 1 : 0,
			group: i,
		}));
		const input = inputFor(sample);
		const df = aurocDf(aurocInfluences(input), input.yTrue[0]!, null);
		expect(df).toBeGreaterThan(4.9);
		expect(df).toBeLessThan(5.2);
	});
});

describe('Obuchowski', () => {
	it('is the textbook variance, with one factor for the covariance', () => {
		fc.assert(
			fc.property(rows, (sample) => {
				const of = obuchowski(sample);
				fc.pre(of.positiveGroups > 1 && of.negativeGroups > 1);
				const groups = groupsOf(sample);
				const variance = sumOfSquares(
					sumByGroup(aurocInfluences(inputFor(sample, groups)), groups),
				);
				const factor = Math.sqrt(
					(of.positiveGroups / (of.positiveGroups - 1)) *
						(of.negativeGroups / (of.negativeGroups - 1)),
				);
				expect(variance).toBeCloseTo(of.variance({ covariance: factor }), 12);
				const own = of.groups / (of.groups - 1);
				const difference = Math.abs(variance - of.variance({ covariance: own }));
				expect(difference).toBeLessThanOrEqual((factor - own) * Math.abs(of.covariance) + 1e-12);
			}),
		);
	});

	it('is DeLong where every row is a group of its own', () => {
		fc.assert(
			fc.property(rows, (sample) => {
				const alone = sample.map((row, group) => ({ ...row, group }));
				const labels = sample.map(({ label }) => label);
				fc.pre(count(labels, 1) > 1 && count(labels, 0) > 1);
				const groups = groupsOf(alone);
				const clustered = sumByGroup(aurocInfluences(inputFor(alone, groups)), groups);
				expect(sumOfSquares(clustered)).toBeCloseTo(delong(sample).variance, 12);
			}),
		);
	});
});
