/** Every head against scikit-learn on the same rows (`sklearn-heads.py` made the file). */
import { expect, it } from 'vitest';
import {
	gradientBoosting,
	heads,
	linearSvm,
	logisticRegression,
	matrix,
	randomForest,
} from '#baselines/heads/index';
import { rowWeights } from '#baselines/heads/head';
import { aurocOf } from '#baselines/heads/auroc';
import { fitLogistic } from '#baselines/heads/logistic-regression';
import { fitSvm } from '#baselines/heads/linear-svm';
import { fitScaler } from '#baselines/heads/standardise';
import fixture from './sklearn-heads.json' with { type: 'json' };

const { columns, trainRows } = fixture;
const rows = fixture.y.length;
const all = Float32Array.from(fixture.x);
const x = matrix(trainRows, columns, all.slice(0, trainRows * columns));
const held = matrix(rows - trainRows, columns, all.slice(trainRows * columns));
const y = Uint8Array.from(fixture.y.slice(0, trainRows));
const yHeld = Uint8Array.from(fixture.y.slice(trainRows));

const furthest = (a: ArrayLike<number>, b: ArrayLike<number>) =>
	Math.max(...Array.from({ length: a.length }, (_, i) => Math.abs(a[i]! - b[i]!)));

it.each([
	['c=1', 1, false],
	['c=0.01', 0.01, false],
	['c=1 balanced', 1, true],
] as const)('logistic regression, %s: coefficients', (name, c, balanced) => {
	const scaled = fitScaler(x).apply(x);
	const fit = fitLogistic(scaled, y, rowWeights(y, balanced), { c, tolerance: 1e-9 });
	expect(fit.converged).toBe(true);
	const expected = fixture.logistic[name];
	expect(furthest(fit.coefficients, expected.coefficients)).toBeLessThan(1e-5);
	expect(fit.intercept).toBeCloseTo(expected.intercept, 5);
});

it.each([
	['squared-hinge c=1', 'squared-hinge', 1, false],
	['hinge c=0.1', 'hinge', 0.1, false],
	['squared-hinge c=0.1 balanced', 'squared-hinge', 0.1, true],
] as const)('linear SVM, %s: coefficients', (name, loss, c, balanced) => {
	const scaled = fitScaler(x).apply(x);
	const options = { c, loss, tolerance: 1e-9, maxPasses: 100_000 };
	const fit = fitSvm(scaled, y, rowWeights(y, balanced), 1, options);
	expect(fit.converged).toBe(true);
	const expected = fixture.svm[name];
	expect(furthest(fit.coefficients, expected.coefficients)).toBeLessThan(1e-5);
	expect(fit.intercept).toBeCloseTo(expected.intercept, 5);
});

it.each([
	['default', {}],
	['depth 3', { maxDepth: 3, learningRate: 0.05, l2: 1 }],
] as const)('gradient boosting, %s: probabilities of held-out rows', (name, parameters) => {
	const scores = gradientBoosting(parameters).fit(x, y, { seed: 1 }).predict(held);
	// scikit-learn keeps gradients in single precision.
	expect(furthest(scores, fixture.boosting[name])).toBeLessThan(1e-4);
});

it.each([
	['tree', 4, 5, false],
	['tree balanced', 3, 8, true],
] as const)(
	'one %s of the forest without chance is a CART tree',
	(name, maxDepth, minLeaf, balanced) => {
		const head = randomForest({ trees: 1, bootstrap: false, features: 'all', maxDepth, minLeaf });
		const scores = head.fit(x, y, { seed: 1, balanced }).predict(held);
		expect(furthest(scores, fixture[name])).toBeLessThan(1e-12);
	},
);

it('a forest ranks as well as that of scikit-learn', () => {
	const scores = randomForest({ trees: 300 }).fit(x, y, { seed: 1 }).predict(held);
	// Other random numbers, so other trees: over ten seeds of scikit-learn itself it ranges over 0.014.
	expect(Math.abs(aurocOf(yHeld, scores)! - fixture.forestAuroc)).toBeLessThan(0.025);
});

it.each(Object.entries(heads))('%s repeats itself with the same seed', (_id, make) => {
	const fit = () => make().fit(x, y, { seed: 5, balanced: true }).predict(held);
	expect(fit()).toEqual(fit());
});

it.each(Object.entries(heads))('%s gives the only class where there is one', (_id, make) => {
	const none = make().fit(x, new Uint8Array(trainRows), { seed: 5, balanced: true });
	expect([...new Set(none.predict(held))]).toEqual([0]);
	const every = make().fit(x, new Uint8Array(trainRows).fill(1), { seed: 5 });
	expect([...new Set(every.predict(held))]).toEqual([1]);
});

it.each([
	['logistic regression', logisticRegression()],
	['linear SVM', linearSvm()],
] as const)('%s does not mind a constant column', (_name, head) => {
	const wide = new Float32Array(trainRows * (columns + 1)).fill(3);
	for (let i = 0; i < trainRows; i++) {
		wide.set(x.values.subarray(i * columns, (i + 1) * columns), i * (columns + 1));
	}
	const scores = head.fit(matrix(trainRows, columns + 1, wide), y, { seed: 1 });
	const without = head.fit(x, y, { seed: 1 });
	const a = scores.predict(matrix(trainRows, columns + 1, wide));
	expect(furthest(a, without.predict(x))).toBeLessThan(1e-3);
});
