import { describe, expect, it } from 'vitest';
import { randomSource } from '#baselines/random-source';
import { foldRows, groupFolds, outOfFold } from '#baselines/heads/cross-validation';
import { combinations, gridSearch } from '#baselines/heads/grid-search';
import {
	fitLabels,
	logisticRegression,
	matrix,
	randomForest,
	fitStack,
	stackers,
} from '#baselines/heads/index';
import { aurocOf } from '#baselines/heads/auroc';

/** 300 rows of 60 patients; the label follows the first of four columns, with noise. */
const random = randomSource(3);
const n = 300;
const groups = Array.from({ length: n }, (_, i) => `p${i % 60}`);
const values = Float32Array.from({ length: n * 4 }, () => random.normal());
const x = matrix(n, 4, values);
const y = Uint8Array.from({ length: n }, (_, i) => Number(values[i * 4]! + random.normal() > 1));

describe('folds', () => {
	const foldOf = groupFolds(groups, y, 5, 1);

	it('keep every patient in one fold', () => {
		const folds = new Map<string, Set<number>>();
		groups.forEach((g, i) => folds.set(g, (folds.get(g) ?? new Set()).add(foldOf[i]!)));
		expect([...folds.values()].every((set) => set.size === 1)).toBe(true);
	});
	it('are near alike in rows and in positives', () => {
		for (let fold = 0; fold < 5; fold++) {
			const { train, held } = foldRows(foldOf, fold);
			expect(train.length + held.length).toBe(n);
			expect(Math.abs(held.length - n / 5)).toBeLessThanOrEqual(15);
			const share = held.reduce((sum, row) => sum + y[row]!, 0) / y.reduce((a, b) => a + b, 0);
			expect(Math.abs(share - 0.2)).toBeLessThan(0.06);
		}
	});
	it('depend on the seed', () => {
		expect(groupFolds(groups, y, 5, 1)).toEqual(foldOf);
		expect(groupFolds(groups, y, 5, 2)).not.toEqual(foldOf);
	});
});

it('out-of-fold scores come from models that never saw the patient', () => {
	// A forest that remembers: patients are told by a column, and the label is the patient's alone.
	const own = randomSource(9);
	const labels = Array.from({ length: 60 }, () => Number(own.uniform() < 0.4));
	const z = matrix(
		n,
		1,
		Float32Array.from(groups, (g) => Number(g.slice(1))),
	);
	const memorised = Uint8Array.from(groups, (g) => labels[Number(g.slice(1))]!);
	const head = randomForest({ trees: 20 });
	const seen = head.fit(z, memorised, { seed: 1 }).predict(z);
	expect(aurocOf(memorised, seen)).toBe(1);
	const unseen = outOfFold(head, z, memorised, groupFolds(groups, memorised, 5, 1), { seed: 1 });
	expect(aurocOf(memorised, unseen)!).toBeLessThan(0.75);
});

it('grid search tries every combination and keeps the best', () => {
	expect(combinations({ a: [1, 2], b: ['x', 'y', 'z'] })).toHaveLength(6);
	const { best, points } = gridSearch(
		(p: { c: number }) => logisticRegression(p),
		{ c: [1e-9, 1] },
		x,
		y,
		{ seed: 1, groups },
	);
	expect(points.map(({ aurocs }) => aurocs.length)).toEqual([5, 5]);
	expect(points.find(({ parameters }) => parameters.c === best.c)!.mean).toBe(
		Math.max(...points.map(({ mean }) => mean!)),
	);
});

it('multiclass scores of a row sum to one', () => {
	const classes = [0, 1, 2].map((k) => Uint8Array.from(y, (_, i) => Number(i % 3 === k)));
	const scores = fitLabels(logisticRegression(), x, classes, 'multiclass', { seed: 1 }).predict(x);
	for (let i = 0; i < n; i++) {
		expect(scores[0]![i]! + scores[1]![i]! + scores[2]![i]!).toBeCloseTo(1, 12);
	}
});

it.each(Object.entries(stackers))(
	'a stack by %s beats each of two models that see half',
	(_id, make) => {
		// The truth is the sum of two parts; each model sees one of them.
		const r = randomSource(11);
		const parts = Array.from({ length: 2_000 }, () => [r.normal(), r.normal()] as const);
		const truth = Uint8Array.from(parts, ([a, b]) => Number(a + b + 0.5 * r.normal() > 0));
		const model = (k: 0 | 1) => [Float64Array.from(parts, (p) => 1 / (1 + Math.exp(-p[k])))];
		const models = [model(0), model(1)];
		const half = (column: Float64Array) => column.slice(0, 1_000);
		const rest = (column: Float64Array) => column.slice(1_000);
		const stack = fitStack(
			make(),
			models.map((labels) => labels.map(half)),
			[truth.slice(0, 1_000)],
			'binary',
			{ seed: 1 },
		);
		const unseen = truth.slice(1_000);
		const [scores] = stack.predict(models.map((labels) => labels.map(rest)));
		for (const [column] of models) {
			expect(aurocOf(unseen, scores!)!).toBeGreaterThan(aurocOf(unseen, rest(column!))! + 0.1);
		}
	},
);
