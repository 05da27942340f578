/** A row that counts w times is w rows: what a bootstrap relies on. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metrics } from '#scorer/index';
import { rowMean } from '#scorer/metrics/row-mean';
import { runMetric } from '#scorer/metrics/run';
import { Resampler } from '#scorer/report/resample';
import { arbitraryCase, inputOf, rowsOf, withRows } from '../support/arbitrary.ts';

const pairs = metrics.flatMap((metric) =>
	metric.task.map((task) => [metric.id, task, metric] as const),
);

describe.each(pairs)('%s on a %s task', (_, task, metric) => {
	it('of weighted rows is that of repeated rows', () => {
		const weighted = arbitraryCase(task, { maxRows: 25 }).chain((c) => {
			const n = rowsOf(c).length;
			// As a bootstrap draws: as many rows as there are, with replacement.
			const drawn = fc.array(fc.nat({ max: n - 1 }), { minLength: n, maxLength: n });
			return fc.tuple(fc.constant(c), drawn);
		});
		fc.assert(
			fc.property(weighted, ([c, drawn]) => {
				const expected = runMetric(metric, inputOf(withRows(c, drawn), task));
				const draws = new Uint32Array(drawn.length);
				for (const row of drawn) draws[row]!++;
				const actual = runMetric(metric, new Resampler(inputOf(c, task)).resample(draws));
				const values = [actual, expected].map((result) => [
					result.value,
					...Object.values(result.labels ?? {}),
				]);
				values[0]!.forEach((value, i) => {
					const other = values[1]![i]!;
					if (value === null || other === null) expect(value).toBe(other);
					else expect(Math.abs(value - other)).toBeLessThanOrEqual(1e-12 * Math.max(1, other));
				});
			}),
		);
	});
});

describe('rowMean', () => {
	it('loses nothing to the order of the rows', () => {
		const values = Float64Array.from([1e16, 1, -1e16, 1, NaN]);
		expect(rowMean({ weights: null }, values)).toBe(0.5);
		expect(rowMean({ weights: null }, values.toReversed())).toBe(0.5);
	});

	it('counts rows by their weights', () => {
		const weights = Uint32Array.from([3, 1, 7]);
		expect(rowMean({ weights }, Float64Array.from([1, 0, NaN]))).toBe(0.75);
		expect(rowMean({ weights }, Float64Array.from([NaN, NaN, NaN]))).toBeNull();
	});
});
