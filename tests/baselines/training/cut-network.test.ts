import * as tf from '@tensorflow/tfjs-core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBackend } from '#baselines/backends/choose';
import { xceptionFineTuned } from '#baselines/recipes/own/xception-fine-tuned';
import type { NetworkRecipe, Phase } from '#baselines/recipes/index';
import type { TrainingEvent } from '#baselines/training/events';
import { forwardOf } from '#baselines/training/forward';
import { cutNetwork } from '#baselines/training/network/cut-network';
import { buildNetwork, disposeModel } from '#baselines/training/network/network';
import { trainNetwork } from '#baselines/training/run/train-network';
import type { Outcome, RunOptions } from '#baselines/training/run/types';
import { phantomDataset, runOptions, smallRecipe } from './small-run.ts';

const parent = mkdtempSync(join(tmpdir(), 'holdout-cut-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));
beforeAll(async () => {
	await findBackend('wasm').start();
});

const build = (recipe: NetworkRecipe, size: number) =>
	buildNetwork(recipe, { task: 'multilabel', labels: 14, seed: 1, size });

describe('a network cut in front of a layer', () => {
	it.each([
		['the small one', smallRecipe, 24, 'stage3_a_conv', 'stage3_a_conv_pad'],
		['Xception', xceptionFineTuned, 71, 'block13_sepconv1_act', 'add_11'],
	] as const)('%s says the same in two parts', async (_, recipe, size, from, layer) => {
		const net = build(recipe, size);
		const cut = cutNetwork(net, { from })!;
		expect(cut.layer).toBe(layer);
		const images = tf.randomUniform([2, size, size, 1], 0, 255, 'float32', 5);
		const logitsOf = async (forward: ReturnType<typeof forwardOf>, x: tf.Tensor) =>
			tf.tidy(() => forward.logits(forward.before(x), false)).data();
		const whole = await logitsOf(forwardOf(net, 'images'), images);
		const inTwo = await logitsOf(forwardOf(net, 'images', cut), images);
		const maps = forwardOf(net, 'images', cut).before(images);
		expect(maps.shape.slice(1)).toEqual(cut.shape);
		const fromMaps = await logitsOf(forwardOf(net, 'features', cut), maps);
		expect(new Set(whole).size).toBeGreaterThan(20);
		expect(inTwo).toEqual(whole);
		expect(fromMaps).toEqual(whole);
		tf.dispose([images, maps]);
		disposeModel(net.whole);
	});

	it('is refused where two tensors cross, where there is nothing before, and where there is no layer', () => {
		const net = build(xceptionFineTuned, 71);
		expect(cutNetwork(net, { from: 'block13_sepconv2_act' })).toBeNull();
		expect(cutNetwork(net, { from: 'block1_conv1' })).toBeNull();
		expect(cutNetwork(net, 'all')).toBeNull();
		expect(() => cutNetwork(net, { from: 'block99' })).toThrow(/no layer "block99"/);
		disposeModel(net.whole);
	});
});

describe('a phase that trains the last layers', () => {
	const dataset = phantomDataset(30, 8);
	const phase: Phase = { ...smallRecipe.phases[1]!, train: { from: 'stage3_a_conv' }, epochs: 2 };
	const { augmentation: _none, ...plain } = smallRecipe;
	const run = (recipe: NetworkRecipe, name: string, more: Partial<RunOptions> = {}) =>
		trainNetwork(recipe, runOptions(dataset, join(parent, name), more));
	const weightsOf = ({ weights }: Outcome) =>
		new Map(weights!.map(({ name, values }) => [name, values()]));

	it('learns the same from kept maps as from images', async () => {
		let [told, trained]: [string[], boolean] = [[], false];
		// Only until the first epoch ends: afterwards features are computed for the scores.
		const onEvent = (event: TrainingEvent) => {
			trained ||= event.kind === 'epoch';
			if (event.kind === 'work' && !trained) told.push(event.what);
		};
		const kept = await run({ ...plain, phases: [phase] }, 'kept', { onEvent, threads: 2 });
		expect(told).toContain('Features');
		[told, trained] = [[], false];
		// An augmentation that changes nothing: images may be others each time, so none is kept.
		const shown = await run({ ...plain, augmentation: {}, phases: [phase] }, 'shown', { onEvent });
		expect(told).not.toContain('Features');
		const [a, b] = [weightsOf(kept), weightsOf(shown)];
		for (const [name, values] of a) {
			const wanted = b.get(name)!;
			values.forEach((value, k) => expect(Math.abs(value - wanted[k]!), name).toBeLessThan(1e-6));
		}
		expect(kept.history.map(({ loss }) => loss)).toEqual(shown.history.map(({ loss }) => loss));
	});

	it('leaves what lies before as it was, and frozen norms too', async () => {
		const before = weightsOf(await run({ ...plain, phases: [{ ...phase, epochs: 1 }] }, 'one'));
		const norms = { ...phase, norms: 'frozen' } as const;
		const after = weightsOf(await run({ ...plain, phases: [norms] }, 'norms'));
		const changed = (name: string) => String(after.get(name)) !== String(before.get(name));
		expect(changed('stage2_b_conv/kernel')).toBe(false);
		expect(changed('stage2_b_bn/moving_mean')).toBe(false);
		expect(changed('stage3_a_conv/kernel')).toBe(true);
		expect([...after.get('stage4_a_bn/moving_mean')!].every((value) => value === 0)).toBe(true);
		expect([...before.get('stage4_a_bn/moving_mean')!].some((value) => value !== 0)).toBe(true);
	});
});
