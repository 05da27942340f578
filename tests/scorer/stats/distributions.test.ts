/** Distributions, exact intervals and tests against SciPy (fixtures/make_statistics.py). */
import { describe, expect, it } from 'vitest';
import { betaQuantile, incompleteBeta } from '#scorer/stats/beta';
import { mcnemar } from '#scorer/stats/mcnemar';
import { normalQuantile, normalTail, normalTwoSided, Z95 } from '#scorer/stats/normal';
import { clopperPearson, wilson } from '#scorer/stats/proportions';
import { tCritical, tTwoSided } from '#scorer/stats/student-t';
import fixture from '../fixtures/statistics.json' with { type: 'json' };

/** Relative to the expected value, so that small p values count too. */
const near = (actual: number, expected: number, tolerance: number) =>
	expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected) + 1e-300);

describe(`distributions, as SciPy ${fixture.scipy} has them`, () => {
	it.each(fixture.normal_tail)('P(Z > %d)', (z, expected) => {
		near(normalTail(z!), expected!, 1e-12);
	});

	it.each(fixture.normal_quantile)('z of %d', (p, expected) => {
		near(normalQuantile(p!), expected!, 1e-13);
		expect(normalQuantile(0.975)).toBeCloseTo(Z95, 14);
	});

	it.each(fixture.t_two_sided)('P(|T| > %d) with %d degrees of freedom', (t, df, expected) => {
		near(tTwoSided(t!, df!), expected!, 1e-10);
		expect(tTwoSided(-t!, df!)).toBe(tTwoSided(t!, df!));
	});

	it.each(fixture.t_critical)('t of %d with %d degrees of freedom', (alpha, df, expected) => {
		near(tCritical(alpha!, df!), expected!, 2e-9);
	});

	it('t is normal with many degrees of freedom', () => {
		expect(tTwoSided(2, Infinity)).toBe(normalTwoSided(2));
		near(tCritical(0.05, 99_000), tCritical(0.05, Infinity), 2e-5);
	});

	it.each(fixture.beta)('I_%d(%d, %d)', (x, a, b, expected) => {
		near(incompleteBeta(x!, a!, b!), expected!, 1e-9);
		if (expected! > 1e-9 && expected! < 1 - 1e-9) near(betaQuantile(expected!, a!, b!), x!, 1e-9);
	});
});

describe('intervals of proportions', () => {
	it.each(fixture.wilson)('Wilson: %d of %d', (x, n, lo, hi) => {
		const [low, high] = wilson(x! / n!, n!);
		expect(low).toBeCloseTo(lo!, 13);
		expect(high).toBeCloseTo(hi!, 13);
	});

	it.each(fixture.clopper_pearson)('Clopper-Pearson: %d of %d', (x, n, lo, hi) => {
		const [low, high] = clopperPearson(x!, n!);
		expect(low).toBeCloseTo(lo!, 10);
		expect(high).toBeCloseTo(hi!, 10);
	});
});

describe('McNemar', () => {
	it.each(fixture.mcnemar_mid_p)('mid-p of %d against %d', (b, c, expected) => {
		near(mcnemar(b!, c!), expected!, 1e-9);
		expect(mcnemar(c!, b!)).toBe(mcnemar(b!, c!));
	});

	it('has nothing to say without discordant rows', () => {
		expect(mcnemar(0, 0)).toBe(1);
	});

	it('goes over to z without a jump', () => {
		const [exact, z] = [mcnemar(470, 530), mcnemar(470, 531)];
		expect(Math.abs(exact - z)).toBeLessThan(0.01);
	});
});
