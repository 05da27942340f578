import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averagePrecision, prVertices, thinPrCurve } from '#scorer/stats/pr';
import type { PrCurve } from '#scorer/types';
import { arbitraryRows, countsOf, sampleCounts, tied } from '../support/score-counts.ts';

describe('average precision', () => {
	it('is the area under its curve drawn as steps', () => {
		fc.assert(
			fc.property(arbitraryRows(tied), ({ yTrue, yScore }) => {
				const counts = countsOf(yTrue, yScore);
				const curve = prVertices(counts);
				const value = averagePrecision(counts);
				expect(curve === null).toBe(value === null);
				if (!curve) return;
				const area = curve.recall.reduce(
					(sum, r, i) => (i === 0 ? 0 : sum + (r - curve.recall[i - 1]!) * curve.precision[i]!),
					0,
				);
				expect(Math.abs(area - value!)).toBeLessThan(1e-12);
				expect([curve.recall[0], curve.recall.at(-1)]).toEqual([0, 1]);
			}),
		);
	});

	it('by hand: 1 0 1 0 in falling order of score', () => {
		expect(averagePrecision(countsOf([1, 0, 1, 0], [4, 3, 2, 1]))).toBe((1 + 2 / 3) / 2);
	});

	it('takes tied scores as one threshold, so that a constant gets the share of positives', () => {
		expect(averagePrecision(countsOf([1, 0, 0, 0], [7, 7, 7, 7]))).toBe(0.25);
	});

	it('is undefined without positives', () => {
		expect(averagePrecision(countsOf([0, 0], [1, 2]))).toBeNull();
		expect(prVertices(countsOf([0, 0], [1, 2]))).toBeNull();
	});
});

/** Distance of the whole curve's vertices from the drawn one, seen along recall. */
function error(whole: PrCurve, thin: PrCurve): number {
	let worst = 0;
	whole.recall.forEach((x, i) => {
		const y = whole.precision[i]!;
		let near = Infinity;
		for (let k = 1; k < thin.recall.length; k++) {
			const [x0, y0] = [thin.recall[k - 1]!, thin.precision[k - 1]!];
			const [dx, dy] = [thin.recall[k]! - x0, thin.precision[k]! - y0];
			const t = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1);
			const at = Math.max(0, Math.min(1, t));
			near = Math.min(near, Math.hypot(x - x0 - at * dx, y - y0 - at * dy));
		}
		worst = Math.max(worst, near);
	});
	return worst;
}

describe('thinning', () => {
	it('keeps at most 200 points, the ends among them, never farther than 0.005 from the curve', () => {
		const shapes = fc.record({
			seed: fc.integer({ min: 1, max: 1e6 }),
			n: fc.constantFrom(50, 500, 5_000, 30_000),
			prevalence: fc.constantFrom(0.003, 0.05, 0.3, 0.5),
			gain: fc.constantFrom(0, 0.3, 1, 3),
		});
		let worst = 0;
		fc.assert(
			fc.property(shapes, ({ seed, n, prevalence, gain }) => {
				const whole = prVertices(sampleCounts(seed, n, prevalence, gain));
				if (!whole) return;
				const thin = thinPrCurve(whole);
				expect(thin.recall.length).toBeLessThanOrEqual(200);
				expect([thin.recall[0], thin.recall.at(-1)]).toEqual([0, 1]);
				expect(thin.recall).toEqual([...thin.recall].sort((a, b) => a - b));
				worst = Math.max(worst, error(whole, thin));
			}),
			{ numRuns: 60 },
		);
		if (process.env.HOLDOUT_SHOW_TIMES) console.log('farthest vertex', worst);
		expect(worst).toBeGreaterThan(0);
		expect(worst).toBeLessThan(0.005);
	});
});
