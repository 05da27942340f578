import * as tf from '@tensorflow/tfjs-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findBackend } from '#baselines/backends/choose';
import { makeOptimiser } from '#baselines/training/optimisers/index';
import { rateAt } from '#baselines/training/schedules';
import type { OptimiserSpec } from '#baselines/recipes/index';

interface Fixture {
	start: number[][];
	gradients: number[][][];
	paths: Record<string, number[][]>;
}
const fixture = JSON.parse(
	readFileSync(join(import.meta.dirname, 'torch-optimisers.json'), 'utf8'),
) as Fixture;

beforeAll(async () => {
	await findBackend('wasm').start();
});

const cases: Record<string, [OptimiserSpec, (step: number) => number]> = {
	sgd: [{ kind: 'sgd' }, () => 0.1],
	momentum: [{ kind: 'sgd', momentum: 0.9 }, () => 0.1],
	nesterov: [{ kind: 'sgd', momentum: 0.9, nesterov: true }, () => 0.1],
	adam: [{ kind: 'adam' }, () => 0.01],
	'adam with weight decay': [{ kind: 'adam', weightDecay: 0.3 }, () => 0.01],
	nadam: [{ kind: 'nadam' }, () => 0.01],
};

function walk(spec: OptimiserSpec, rate: (step: number) => number): number[][] {
	const optimiser = makeOptimiser(spec);
	const variable = tf.variable(tf.tensor2d(fixture.start));
	const path = fixture.gradients.map((values, step) => {
		const gradient = tf.tensor2d(values);
		optimiser.apply({ w: variable }, { w: gradient }, rate(step));
		gradient.dispose();
		return [...variable.dataSync()];
	});
	variable.dispose();
	optimiser.dispose();
	return path;
}

describe('optimisers go where those of PyTorch go', () => {
	it.each(Object.keys(cases))('%s', (name) => {
		const path = walk(...cases[name]!);
		const expected = fixture.paths[name]!;
		path.forEach((values, step) =>
			values.forEach((value, k) => expect(value).toBeCloseTo(expected[step]![k]!, 5)),
		);
	});
});

it('weights decay beside the step, vectors do not (Loshchilov & Hutter 2019)', () => {
	const optimiser = makeOptimiser({ kind: 'adam', weightDecay: 0.1 });
	const variables = { kernel: tf.variable(tf.ones([2, 2])), bias: tf.variable(tf.ones([2])) };
	optimiser.apply(variables, { kernel: tf.zeros([2, 2]), bias: tf.zeros([2]) }, 0.5);
	expect([...variables.kernel.dataSync()]).toEqual(Array(4).fill(Math.fround(0.95)));
	expect([...variables.bias.dataSync()]).toEqual([1, 1]);
});

it('goes on from a restored state as if nothing had been', () => {
	const gradients = fixture.gradients.map((values) => tf.tensor2d(values));
	const whole = makeOptimiser({ kind: 'nadam' });
	const a = tf.variable(tf.tensor2d(fixture.start));
	for (const gradient of gradients) whole.apply({ w: a }, { w: gradient }, 0.01);
	const first = makeOptimiser({ kind: 'nadam' });
	const b = tf.variable(tf.tensor2d(fixture.start));
	for (const gradient of gradients.slice(0, 10)) first.apply({ w: b }, { w: gradient }, 0.01);
	const second = makeOptimiser({ kind: 'nadam' });
	second.restore(first.state(), first.steps);
	first.dispose();
	for (const gradient of gradients.slice(10)) second.apply({ w: b }, { w: gradient }, 0.01);
	expect([...b.dataSync()]).toEqual([...a.dataSync()]);
});

describe('learning rates', () => {
	it('decay: by the step, as Keras’ decay', () => {
		const spec = { kind: 'decay', rate: 0.2, decay: 0.001 } as const;
		expect(rateAt(spec, { step: 500, stepsPerEpoch: 10, epochs: 5 })).toBeCloseTo(0.2 / 1.5, 12);
	});
	const at = { stepsPerEpoch: 10, epochs: 8 };
	it('cyclic: up and down between the two, over a cycle (Smith 2017)', () => {
		const spec = { kind: 'cyclic', low: 1e-5, high: 1e-4, epochsPerCycle: 4 } as const;
		const of = (step: number) => rateAt(spec, { step, ...at });
		expect([0, 10, 20, 30, 40, 60].map(of).map((v) => v.toExponential(2))).toEqual([
			...['1.00e-5', '5.50e-5', '1.00e-4', '5.50e-5', '1.00e-5', '1.00e-4'],
		]);
	});
	it('one cycle: highest after warming up, next to nothing at the end', () => {
		const spec = { kind: 'one-cycle', rate: 0.01, warmUp: 0.25 } as const;
		const rates = Array.from({ length: 80 }, (_, step) => rateAt(spec, { step, ...at }));
		expect(Math.max(...rates)).toBeCloseTo(0.01, 5);
		expect(rates.indexOf(Math.max(...rates))).toBe(20);
		expect(rates.at(-1)!).toBeLessThan(1e-4);
		expect(rates[0]!).toBeLessThan(0.001);
		expect(rates.every((rate) => rate > 0)).toBe(true);
	});
});
