import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { MISSING } from '#scorer/types';
import { findBackend } from '#baselines/backends/choose';
import { labelWeights, repetitions } from '#baselines/training/balance';
import { sigmoidLoss, softmaxLoss } from '#baselines/training/losses';
import { scoresOf, validationFigures } from '#baselines/training/scores';
import { targetArrays, targetTensors } from '#baselines/training/targets';
import { meanLoss } from '#baselines/training/validate';

beforeAll(async () => {
	await findBackend('wasm').start();
});

const LOGITS = [0.3, -2, 5, 1.5, -0.7, 0, 4, -4];
const yTrue = [Uint8Array.of(1, 0, 1, 0), Uint8Array.of(0, MISSING, 1, 1)];
const ones: [number, number][] = [
	[1, 1],
	[1, 1],
];
const rows = Int32Array.of(0, 1, 2, 3);
const crossEntropy = (z: number, y: number) => {
	const p = 1 / (1 + Math.exp(-z));
	return y ? -Math.log(p) : -Math.log(1 - p);
};

describe('binary cross-entropy', () => {
	it('is the mean over the known labels; a missing one counts for nothing', () => {
		const targets = targetTensors({ yTrue, weights: ones, outputs: 2 }, rows);
		const loss = sigmoidLoss(tf.tensor2d(LOGITS, [4, 2]), targets).dataSync()[0]!;
		const own: number[] = [];
		for (let i = 0; i < 4; i++) {
			for (let k = 0; k < 2; k++) {
				const y = yTrue[k]![i]!;
				if (y !== MISSING) own.push(crossEntropy(LOGITS[2 * i + k]!, y));
			}
		}
		expect(own).toHaveLength(7);
		expect(loss).toBeCloseTo(own.reduce((a, b) => a + b) / 7, 5);
		expect(
			meanLoss(LOGITS, targetArrays({ yTrue, weights: ones, outputs: 2 }, rows), 2, 'sigmoid'),
		).toBeCloseTo(loss, 5);
	});

	it('stays finite with a finite gradient at logits of ±200', () => {
		const targets = { y: tf.tensor2d([[0, 1]]), weights: tf.ones<tf.Rank.R2>([1, 2]) };
		const { value, grad } = tf.valueAndGrad((z) => sigmoidLoss(z as tf.Tensor2D, targets))(
			tf.tensor2d([[200, -200]]),
		);
		expect(value.dataSync()[0]).toBeCloseTo(200, 3);
		expect([...grad.dataSync()]).toEqual([0.5, -0.5]);
	});

	it('a label that is missing everywhere has no gradient', () => {
		const table = {
			yTrue: [Uint8Array.of(MISSING, MISSING)],
			weights: [[1, 1] as [number, number]],
			outputs: 1,
		};
		const targets = targetTensors(table, Int32Array.of(0, 1));
		const gradient = tf.grad((z) => sigmoidLoss(z as tf.Tensor2D, targets))(
			tf.tensor2d([[3], [-1]]),
		);
		expect([...gradient.dataSync()].map(Math.abs)).toEqual([0, 0]);
	});
});

describe('softmax cross-entropy', () => {
	it('is the mean of −log p of the true classes', () => {
		const classes = [Uint8Array.of(1, 0), Uint8Array.of(0, 0), Uint8Array.of(0, 1)];
		const weights = classes.map((): [number, number] => [1, 1]);
		const logits = [2, 1, 0.5, -1, 3, 0];
		const targets = targetTensors({ yTrue: classes, weights, outputs: 3 }, Int32Array.of(0, 1));
		const loss = softmaxLoss(tf.tensor2d(logits, [2, 3]), targets).dataSync()[0]!;
		const logSum = (z: number[]) => Math.log(z.reduce((sum, v) => sum + Math.exp(v), 0));
		const expected = (logSum([2, 1, 0.5]) - 2 + logSum([-1, 3, 0]) - 0) / 2;
		expect(loss).toBeCloseTo(expected, 5);
		expect(
			meanLoss(
				logits,
				targetArrays({ yTrue: classes, weights, outputs: 3 }, Int32Array.of(0, 1)),
				3,
				'softmax',
			),
		).toBeCloseTo(expected, 6);
	});

	it('of one label has "not" first, and its second probability is the score', () => {
		const label = [Uint8Array.of(1, 0)];
		const { y } = targetArrays(
			{ yTrue: label, weights: [[1, 1]], outputs: 2 },
			Int32Array.of(0, 1),
		);
		expect([...y]).toEqual([0, 1, 1, 0]);
		const [scores] = scoresOf([0, Math.log(3), 5, 5], 2, 1, 'softmax');
		expect(scores![0]).toBeCloseTo(0.75, 12);
		expect(scores![1]).toBeCloseTo(0.5, 12);
	});
});

describe('imbalance', () => {
	const rare = Uint8Array.from({ length: 100 }, (_, k) => Number(k < 10));
	it('class weights: both classes of a label count the same, mean 1', () => {
		const [[negative, positive]] = labelWeights(
			{ kind: 'class-weights' },
			[rare],
			'multilabel',
		) as [[number, number]];
		expect(90 * negative).toBeCloseTo(10 * positive, 10);
		expect((90 * negative + 10 * positive) / 100).toBeCloseTo(1, 12);
	});
	it('class-balanced: in proportion to (1 − β) / (1 − βⁿ) (Cui et al. 2019)', () => {
		const beta = 0.99;
		const [[negative, positive]] = labelWeights(
			{ kind: 'class-balanced', beta },
			[rare],
			'multilabel',
		) as [[number, number]];
		expect(positive / negative).toBeCloseTo((1 - beta ** 90) / (1 - beta ** 10), 10);
	});
	it('no weights where a label has one class only', () => {
		expect(labelWeights({ kind: 'class-weights' }, [new Uint8Array(5)], 'binary')).toEqual([
			[1, 1],
		]);
	});
	it('oversampling repeats rare rows, no more than tenfold, and others once', () => {
		const common = Uint8Array.from({ length: 100 }, (_, k) => Number(k >= 50));
		const single = Uint8Array.from({ length: 100 }, (_, k) => Number(k === 99));
		const times = repetitions({ kind: 'oversample', most: 10 }, [rare, common, single]);
		expect([times[0], times[20], times[60], times[99]]).toEqual([5, 1, 1, 10]);
	});
});

it('figures of validation: AUROC by the scorer, decisions at 0.5 or at the highest class', () => {
	const y = [Uint8Array.of(1, 0, 0, 1)];
	const figures = validationFigures(y, [Float64Array.of(0.9, 0.2, 0.6, 0.4)], false);
	expect(figures).toEqual({ auroc: 0.75, accuracy: 0.5, sensitivity: 0.5 });
	const classes = [Uint8Array.of(1, 0), Uint8Array.of(0, 1)];
	const scores = [Float64Array.of(0.6, 0.7), Float64Array.of(0.4, 0.3)];
	expect(validationFigures(classes, scores, true).accuracy).toBe(0.5);
});
