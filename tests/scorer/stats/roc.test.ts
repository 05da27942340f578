import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MISSING } from '#scorer/index';
import { ascendingOrder } from '#scorer/stats/order';
import { auroc, rocVertices } from '#scorer/stats/roc';
import { countScores } from '#scorer/stats/score-counts';
import { thinCurve } from '#scorer/stats/thin';

function counts(yTrue: number[], yScore: number[]) {
	const scores = Float64Array.from(yScore);
	const sorted = { yScore: scores, rows: ascendingOrder(scores) };
	return countScores(sorted, Uint8Array.from(yTrue), null);
}

/** Every pair of a positive and a negative, counted one by one. */
function pairwise(yTrue: number[], yScore: number[]): number | null {
	let [pairs, right] = [0, 0];
	yTrue.forEach((p, i) =>
		yTrue.forEach((n, j) => {
			if (p !== 1 || n !== 0) return;
			pairs++;
			right += yScore[i]! > yScore[j]! ? 1 : yScore[i]! === yScore[j]! ? 0.5 : 0;
		}),
	);
	return pairs === 0 ? null : right / pairs;
}

const sample = fc
	.array(
		fc.tuple(
			fc.constantFrom(0, 1, MISSING),
			fc.oneof(fc.double({ min: -9, max: 9, noNaN: true }), fc.constantFrom(0, 0.5)),
		),
		{ maxLength: 60 },
	)
	.map((rows) => [rows.map(([y]) => y), rows.map(([, s]) => s)] as const);

describe('AUROC', () => {
	it('is the share of pairs in the right order, whatever the ties and missing labels', () => {
		fc.assert(
			fc.property(sample, ([yTrue, yScore]) => {
				expect(auroc(counts(yTrue, yScore))).toBe(pairwise(yTrue, yScore));
			}),
			{ numRuns: 500 },
		);
	});

	it('is the same, and so is the curve, counted in runs and score by score', () => {
		fc.assert(
			fc.property(sample, ([yTrue, yScore]) => {
				const inRuns = counts(yTrue, yScore);
				const { scores, positives, negatives } = inRuns;
				expect(inRuns.runs!.positives.length).toBeLessThanOrEqual(positives.length);
				expect(auroc(inRuns)).toBe(auroc({ scores, positives, negatives }));
				expect(rocVertices(inRuns)).toEqual(rocVertices({ scores, positives, negatives }));
			}),
			{ numRuns: 500 },
		);
	});

	it('is the area under the vertices', () => {
		fc.assert(
			fc.property(sample, ([yTrue, yScore]) => {
				const curve = rocVertices(counts(yTrue, yScore));
				const value = auroc(counts(yTrue, yScore));
				if (!curve) {
					expect(value).toBeNull();
					return;
				}
				let area = 0;
				for (let i = 1; i < curve.fpr.length; i++) {
					area += ((curve.fpr[i]! - curve.fpr[i - 1]!) * (curve.tpr[i]! + curve.tpr[i - 1]!)) / 2;
				}
				expect(Math.abs(area - value!)).toBeLessThan(1e-12);
				expect([curve.fpr.at(-1), curve.tpr.at(-1)]).toEqual([1, 1]);
			}),
		);
	});
});

/** Largest distance of a vertex of the whole curve from the drawn one. */
function error(
	whole: { fpr: number[]; tpr: number[] },
	thin: { fpr: number[]; tpr: number[] },
): number {
	let worst = 0;
	let s = 1;
	whole.fpr.forEach((x, i) => {
		const y = whole.tpr[i]!;
		while (s < thin.fpr.length - 1 && thin.fpr[s]! + thin.tpr[s]! < x + y) s++;
		let near = Infinity;
		for (const k of [s - 1, s, s + 1]) {
			if (k < 1 || k >= thin.fpr.length) continue;
			const [x0, y0, x1, y1] = [thin.fpr[k - 1]!, thin.tpr[k - 1]!, thin.fpr[k]!, thin.tpr[k]!];
			const [dx, dy] = [x1 - x0, y1 - y0];
			const t = Math.max(
				0,
				Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)),
			);
			near = Math.min(near, Math.hypot(x - x0 - t * dx, y - y0 - t * dy));
		}
		worst = Math.max(worst, near);
	});
	return worst;
}

describe('thinning', () => {
	const shapes = fc.record({
		seed: fc.integer({ min: 1, max: 1e6 }),
		n: fc.constantFrom(50, 500, 5_000, 40_000),
		prevalence: fc.constantFrom(0.003, 0.05, 0.3, 0.5),
		gain: fc.constantFrom(0, 0.3, 1, 3),
	});

	it('keeps at most 200 points, never farther than 0.005 from the curve', () => {
		let worst = 0;
		fc.assert(
			fc.property(shapes, ({ seed, n, prevalence, gain }) => {
				let state = seed;
				const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
				const yTrue = Array.from({ length: n }, () => (next() < prevalence ? 1 : 0));
				const yScore = yTrue.map((y) => next() + next() + gain * y);
				const whole = rocVertices(counts(yTrue, yScore));
				if (!whole) return;
				const thin = thinCurve(whole);
				expect(thin.fpr.length).toBeLessThanOrEqual(200);
				expect([thin.fpr[0], thin.tpr[0], thin.fpr.at(-1), thin.tpr.at(-1)]).toEqual([0, 0, 1, 1]);
				worst = Math.max(worst, error(whole, thin));
			}),
			{ numRuns: 120 },
		);
		expect(worst).toBeGreaterThan(0);
		expect(worst).toBeLessThan(0.005);
	});

	it('keeps every vertex of a short curve', () => {
		const whole = { fpr: [0, 0, 0.5, 0.5, 1], tpr: [0, 0.4, 0.4, 1, 1] };
		expect(thinCurve(whole)).toEqual(whole);
	});
});
