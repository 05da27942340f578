import { describe, expect, it } from 'vitest';
import { advise, detectableDifference, type AdviceInput } from '#scorer/advice/index';
import { binormalMoments, bivariateNormal } from '#scorer/advice/detectable-difference';
import { normalQuantile } from '#scorer/stats/normal';
import { randomUnit } from '#scorer/stats/random';
import { USAGE } from '#scorer/types';

/** Standard normal numbers. */
function normals(seed: number): () => number {
	const uniform = randomUnit(seed);
	return () => normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, uniform())));
}

const area = (positive: Float64Array, negative: Float64Array) => {
	const sorted = negative.slice().sort();
	let below = 0;
	for (const value of positive) {
		let lo = 0;
		let hi = sorted.length;
		while (lo < hi) {
			const middle = (lo + hi) >> 1;
			if (sorted[middle]! < value) lo = middle + 1;
			else hi = middle;
		}
		below += lo;
	}
	return below / positive.length / negative.length;
};

/** AUROCs of two submissions with equal true AUROC, over many generated test sets. */
function simulate(
	{ positives, negatives, auroc, correlation }: Parameters<typeof binormalMoments>[0],
	runs: number,
) {
	const normal = normals(20_261_121);
	const shift = normalQuantile(auroc) * Math.SQRT2;
	const own = Math.sqrt(1 - correlation);
	const draw = (count: number, mean: number) => {
		const pair = [new Float64Array(count), new Float64Array(count)] as const;
		for (let i = 0; i < count; i++) {
			const shared = Math.sqrt(correlation) * normal();
			for (const scores of pair) scores[i] = mean + shared + own * normal();
		}
		return pair;
	};
	return Array.from({ length: runs }, () => {
		const positive = draw(positives, shift);
		const negative = draw(negatives, 0);
		return [area(positive[0], negative[0]), area(positive[1], negative[1])] as const;
	});
}

const mean = (values: readonly number[]) =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the binormal model', () => {
	it('Φ₂ at correlations where it is known', () => {
		for (const p of [0.5, 0.7, 0.85, 0.99]) {
			const a = normalQuantile(p);
			expect(bivariateNormal(a, 0)).toBeCloseTo(p * p, 12);
			expect(bivariateNormal(a, 1)).toBeCloseTo(p, 12);
		}
		// Of two centred normals: 1/4 + asin(ρ)/2π (Sheppard 1899).
		for (const r of [0.1, 0.35, 0.5, 0.9]) {
			expect(bivariateNormal(0, r)).toBeCloseTo(0.25 + Math.asin(r) / (2 * Math.PI), 12);
		}
	});

	it.each([
		{ positives: 30, negatives: 300, auroc: 0.85, correlation: 0.7 },
		{ positives: 100, negatives: 100, auroc: 0.7, correlation: 0.3 },
		{ positives: 12, negatives: 400, auroc: 0.95, correlation: 0 },
	])('variance and covariance are those of simulated test sets: %j', (input) => {
		const pairs = simulate(input, 3_000);
		const { variance, covariance } = binormalMoments(input);
		const a = pairs.map(([first]) => first);
		const b = pairs.map(([, second]) => second);
		const spread = mean(a.map((value) => (value - mean(a)) ** 2));
		const shared = mean(a.map((value, i) => (value - mean(a)) * (b[i]! - mean(b))));
		expect(mean(a)).toBeCloseTo(input.auroc, 2);
		// 3,000 sets: the standard error of a variance is about 2.6 % of it.
		expect(Math.abs(spread / variance - 1)).toBeLessThan(0.12);
		expect(Math.abs(shared - covariance) / variance).toBeLessThan(0.1);
	});

	it('a difference of that size is found in 80 % of simulated comparisons', () => {
		const input = { positives: 60, negatives: 600, auroc: 0.85, correlation: 0.7 };
		const difference = detectableDifference(input)!;
		const noise = simulate(input, 2_000).map(([a, b]) => a - b);
		const se = Math.sqrt(mean(noise.map((d) => d * d)));
		const found = noise.filter((d) => Math.abs(d + difference) > 1.959964 * se).length / 2_000;
		expect(found).toBeGreaterThan(0.75);
		expect(found).toBeLessThan(0.85);
	});

	it('falls with more rows and with more alike submissions; nothing without a class', () => {
		const at = (positives: number, correlation: number) =>
			detectableDifference({ positives, negatives: 500, auroc: 0.85, correlation })!;
		expect(at(100, 0.7)).toBeLessThan(at(30, 0.7));
		expect(at(30, 0.9)).toBeLessThan(at(30, 0.5));
		expect(at(30, 1)).toBeCloseTo(0, 6);
		expect(at(0, 0.5)).toBeNull();
	});
});

/** 600 rows of 300 patients; two findings without any relation to ids or order. */
function makeInput(change: Partial<AdviceInput> = {}): AdviceInput {
	const uniform = randomUnit(3);
	const rows = Array.from({ length: 600 }, (_, i) => i);
	const draw = (share: number) => Uint8Array.from(rows, () => Number(uniform() < share));
	return {
		labels: ['Effusion', 'Nodule'],
		ids: rows.map((i) => `image-${String(i).padStart(4, '0')}.png`),
		yTrue: [draw(0.4), draw(0.3)],
		usage: Uint8Array.from(rows, (i) => ((i >> 1) % 5 < 2 ? USAGE.public : USAGE.private)),
		groups: rows.map((i) => `p${i >> 1}`),
		...change,
	};
}
const found = (input: AdviceInput) =>
	advise(input).map(({ code, label }) => (label ? `${code} ${label}` : code));

describe('advice', () => {
	it('on rows that nothing is wrong with: what can be told apart, and the share', () => {
		const advice = advise(makeInput());
		expect(advice.map(({ severity }) => severity)).toEqual(['note', 'note', 'note']);
		expect(found(makeInput())).toEqual([
			'smallest_detectable_difference Effusion',
			'smallest_detectable_difference Nodule',
			'public_share',
		]);
		expect(advice[0]!.figures.difference).toBeGreaterThan(0.01);
		expect(advice[0]!.figures.difference).toBeLessThan(0.1);
	});

	it('findings too rare to rank, in patients and not in rows', () => {
		const { yTrue, usage } = makeInput();
		// 16 positive private rows are 8 patients.
		let left = 16;
		const rare = Uint8Array.from(yTrue[1]!, (_, row) =>
			Number(usage[row] === USAGE.private && left-- > 0),
		);
		const input = makeInput({ yTrue: [yTrue[0]!, rare] });
		const advice = advise(input).filter(({ code }) => code === 'too_rare_to_rank');
		expect(advice.map(({ figures }) => figures.positives)).toEqual([0, 8]);
		expect(advice[1]!.detail).toMatch(/"Nodule" has 8 positive patients among the private rows/);
		expect(found({ ...input, groups: undefined } as unknown as AdviceInput)).toContain(
			'wide_intervals Nodule',
		);
	});

	it('patients on both boards, and in the training rows', () => {
		const usage = makeInput().usage.slice();
		usage[0] = usage[0] === USAGE.public ? USAGE.private : USAGE.public;
		const advice = advise(makeInput({ usage, trainGroups: new Set(['p3', 'p4', 'other']) }));
		expect(advice[0]).toMatchObject({
			code: 'groups_cross_training',
			severity: 'problem',
			figures: { groups: 2, of: 300 },
		});
		expect(advice[1]).toMatchObject({
			code: 'groups_cross_usage',
			severity: 'warning',
			figures: { groups: 1 },
		});
	});

	it('row order and numbers of ids that tell a label', () => {
		const sorted = Uint8Array.from({ length: 600 }, (_, row) => Number(row > 400));
		const input = makeInput({ yTrue: [sorted, makeInput().yTrue[1]!] });
		expect(found(input).slice(0, 2)).toEqual([
			'order_tells_label Effusion',
			'id_tells_label Effusion',
		]);
		expect(advise(input)[0]!.figures.auroc).toBe(1);
		const hashed = { ...input, ids: input.ids.map((_, i) => `${(i * 7919) % 601}`) };
		expect(found(hashed)).toContain('order_tells_label Effusion');
		expect(found(hashed)).not.toContain('id_tells_label Effusion');
	});

	it('words of ids that tell a label', () => {
		const { yTrue } = makeInput();
		const ids = Array.from(
			yTrue[1]!,
			(value, row) => `${value ? 'person' : 'IM-'}${(row * 7919) % 601}`,
		);
		expect(found(makeInput({ ids }))[0]).toBe('id_tells_label Nodule');
	});

	it('many rows of one patient are no sign of an order', () => {
		const groups = Array.from({ length: 600 }, (_, row) => `p${Math.floor(row / 60)}`);
		const ofPatient = Uint8Array.from(groups, (group) => Number(group > 'p6'));
		expect(found(makeInput({ groups, yTrue: [ofPatient, makeInput().yTrue[1]!] }))).not.toContain(
			'order_tells_label Effusion',
		);
	});

	it('no private rows', () => {
		const advice = advise(makeInput({ usage: new Uint8Array(600).fill(USAGE.public) }));
		expect(advice[0]).toMatchObject({
			code: 'public_share',
			severity: 'warning',
			figures: { share: 1 },
		});
	});
});
