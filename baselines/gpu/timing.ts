/** How fast a network is on the backend in use: images a second, on a batch that is on the device. */
import * as tf from '@tensorflow/tfjs-core';
import type { NetworkRecipe } from '../recipes/types.ts';
import { countDeviceCalls, type DeviceCalls } from './device-calls.ts';
import { startNetwork, type Shape } from './networks.ts';

export const MODES = ['inference', 'training'] as const;
export type Mode = (typeof MODES)[number];

export interface Timing {
	network: string;
	mode: Mode;
	/** Images a batch, and their edge. */
	batch: number;
	size: number;
	imagesPerSecond: number | null;
	steps: number;
	/** Of one batch; null on other backends than WebGPU. */
	calls: DeviceCalls | null;
	/** What went wrong; null if nothing did. */
	problem: string | null;
}

/** Batches between two looks at a result, at most, so that the device never waits for long. */
const CHUNK = 5;

/**
 * @param seconds to measure for, after two batches that compile
 */
export async function timeNetwork(
	recipe: NetworkRecipe,
	shape: Shape,
	mode: Mode,
	seconds: number,
): Promise<Timing> {
	const run = startNetwork(recipe, shape);
	const once = () => (mode === 'training' ? run.step() : run.predict());
	const facts = { network: recipe.id, mode, batch: shape.images, size: shape.size };
	async function batches(count: number): Promise<void> {
		for (let k = 1; k <= count; k++) {
			const result = once();
			if (k === count) await result.data();
			result.dispose();
		}
	}
	try {
		await batches(1);
		const webgpu = tf.getBackend() === 'webgpu';
		const second = performance.now();
		const calls = webgpu ? await countDeviceCalls(() => batches(1)) : await batches(1);
		const one = (performance.now() - second) / 1000;
		// A device that takes longer for a batch than there is time is asked for one.
		const chunk = Math.min(CHUNK, Math.max(1, Math.floor(seconds / one)));
		const started = performance.now();
		let [steps, took] = [0, 0];
		for (; took < seconds; took = (performance.now() - started) / 1000) {
			await batches(chunk);
			steps += chunk;
		}
		const imagesPerSecond = (steps * shape.images) / took;
		return { ...facts, imagesPerSecond, steps, calls: calls ?? null, problem: null };
	} catch (error) {
		const problem = error instanceof Error ? error.message : String(error);
		return { ...facts, imagesPerSecond: null, steps: 0, calls: null, problem };
	} finally {
		run.dispose();
	}
}
