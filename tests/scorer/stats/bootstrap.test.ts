import { describe, expect, it } from 'vitest';
import { bcaInterval, meanAndSd, quantile } from '#scorer/stats/bootstrap';
import { Random, randomUnit } from '#scorer/stats/random';

describe('seeded random numbers', () => {
	it('are the same for the same seed, and others for another', () => {
		const of = (seed: number) => {
			const random = new Random(seed);
			return Array.from({ length: 20 }, () => random.uint32());
		};
		expect(of(5)).toEqual(of(5));
		expect(of(6)).not.toEqual(of(5));
	});

	it('never change: evidence of old evaluations is compared with that of new ones', () => {
		const random = new Random(1979);
		expect([random.uint32(), random.uint32(), random.uint32()]).toMatchInlineSnapshot(`
			[
			  3324459315,
			  1517445625,
			  1719831603,
			]
		`);
	});

	it('are uniform', () => {
		const unit = randomUnit(3);
		const bins = new Uint32Array(10);
		for (let i = 0; i < 100_000; i++) bins[Math.floor(10 * unit())]!++;
		const chi = bins.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
		// χ² with 9 degrees of freedom exceeds 27.9 once in a thousand; the seed is fixed.
		expect(chi).toBeLessThan(27.9);
	});

	it('draw one after the other as one by one', () => {
		const [alone, together] = [new Random(8), new Random(8)];
		const expected = new Uint32Array(7);
		for (let i = 0; i < 21; i++) expected[Math.floor((alone.uint32() / 2 ** 32) * 7)]!++;
		const counts = [0, 1, 2].map(() => {
			const drawn = new Uint32Array(7);
			together.drawCounts(drawn);
			return drawn;
		});
		expect(expected.map((_, i) => counts[0]![i]! + counts[1]![i]! + counts[2]![i]!)).toEqual(
			expected,
		);
	});

	it('draw as many units as there are', () => {
		const counts = new Uint32Array(1000);
		new Random(1).drawCounts(counts);
		expect(counts.reduce((a, b) => a + b)).toBe(1000);
		const never = counts.filter((count) => count === 0).length;
		expect(never / 1000).toBeCloseTo(Math.exp(-1), 1);
	});
});

describe('quantiles', () => {
	it('are numpy’s default', () => {
		const sorted = Float64Array.from([1, 2, 4, 8]);
		expect([0, 0.25, 0.5, 0.75, 1].map((p) => quantile(sorted, p))).toEqual([1, 1.75, 3, 5, 8]);
	});
});

describe('the BCa interval', () => {
	const replicates = Float64Array.from({ length: 2001 }, (_, i) => (i - 1000) / 1000);

	it('is the percentile interval where replicates are symmetric about the value', () => {
		const [lo, hi] = bcaInterval(replicates, 0)!;
		expect(lo).toBeCloseTo(-0.95, 2);
		expect(hi).toBeCloseTo(0.95, 2);
	});

	it('moves to where the replicates fall short of the value', () => {
		const [lo, hi] = bcaInterval(replicates, 0.2)!;
		expect(lo).toBeGreaterThan(-0.95);
		expect(hi).toBeGreaterThan(0.95);
	});

	it('is none where too many resamples are undefined or alike', () => {
		const holes = replicates.map((value, i) => (i % 10 === 0 ? NaN : value));
		expect(bcaInterval(holes, 0)).toBeNull();
		expect(bcaInterval(new Float64Array(100).fill(0.4), 0.4)).toBeNull();
		const half = replicates.map((value, i) => (i % 2 === 0 ? 0 : Math.abs(value)));
		expect(bcaInterval(half, 0.2)).toBeNull();
	});
});

describe('mean and deviation', () => {
	it('leave out what is undefined', () => {
		expect(meanAndSd(Float64Array.from([1, NaN, 3]))).toEqual({ n: 2, mean: 2, sd: Math.SQRT2 });
	});
});
