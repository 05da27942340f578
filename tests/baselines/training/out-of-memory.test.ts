/** Real WebAssembly, filled until it ends: not where the machine has no 6 GiB for that. */
import { freemem } from 'node:os';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { findBackend } from '#baselines/backends/choose';
import { buildNetwork, disposeModel } from '#baselines/training/network/network';
import { largestThatFits } from '#baselines/training/out-of-memory';
import { tryStep } from '#baselines/training/run/try-step';
import { smallRecipe } from './small-run.ts';

beforeAll(async () => {
	await findBackend('wasm').start();
});

const MEBIBYTE = 2 ** 20;
const roomy = it.skipIf(freemem() < 6 * 2 ** 30);
/** Fills memory until not even this many mebibytes are left in one piece. */
function fillTo(left: number): tf.Tensor[] {
	const held: tf.Tensor[] = [];
	for (let size = 1024; size >= left; size /= 2) {
		try {
			for (;;) held.push(tf.zeros([(size * MEBIBYTE) / 4]));
		} catch (error) {
			expect(error).toBeInstanceOf(RangeError);
		}
	}
	return held;
}

roomy(
	'a full heap refuses, frees and goes on',
	async () => {
		const held = fillTo(64);
		expect(tf.memory().numBytes).toBeGreaterThan(3000 * MEBIBYTE);
		tf.dispose(held);
		const sum = tf.tidy(() => tf.sum(tf.ones([1000, 1000])));
		expect((await sum.data())[0]).toBe(1_000_000);
		sum.dispose();
	},
	60_000,
);

roomy(
	'where a batch does not fit, a smaller one is found that does, and memory is whole after it',
	async () => {
		const net = buildNetwork(smallRecipe, { task: 'multilabel', labels: 14, seed: 1 });
		const images = { pixels: new Uint8Array(24 * 24).fill(90), size: 24, ids: ['a'] };
		const fits = (batch: number) => tryStep(net, 'whole', images, batch);
		const held = fillTo(128);
		const before = tf.memory().numTensors;
		const found = await largestThatFits(2048, fits);
		expect(found).toBeGreaterThanOrEqual(16);
		expect(await fits((found as number) >> 1)).toBe(true);
		// What a failed step leaves is a handful at most, not what it had computed until then.
		expect(tf.memory().numTensors - before).toBeLessThan(20);
		tf.dispose(held);
		expect(await fits(2048)).toBe(true);
		disposeModel(net.whole);
	},
	240_000,
);
