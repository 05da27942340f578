/** The same batches made here and on the device in use, for tests on whichever device there is. */
import * as tf from '@tensorflow/tfjs-core';
import { createAugment, type Augmentation } from '#baselines/augmentation/index';
import type { LoadedSplit } from '#baselines/data/types';
import { countDeviceCalls } from '#baselines/gpu/device-calls';
import { randomSource } from '#baselines/random-source';
import { hostImageBatches, imageBatches, type Batches } from '#baselines/training/batches';
import { deviceImageBatches } from '#baselines/training/device-images';

const ROWS = 40;

/** Noise, of which no two pixels are alike by chance alone; the area is no multiple of four. */
function noise(size: number): LoadedSplit<'train'> {
	const { uniform } = randomSource(size);
	const ids = Array.from({ length: ROWS }, (_, row) => String(row));
	return {
		...{ split: 'train', ids, patients: ids, metadata: {}, yTrue: [], size },
		pixels: Uint8Array.from({ length: ROWS * size * size }, () => Math.floor(256 * uniform())),
	};
}

const ALL: Augmentation = {
	...{ flipHorizontal: 0.5, flipVertical: 0.5, rotation: [-30, 30], zoom: [0.8, 1.25] },
	...{ shear: [-10, 10], brightness: [0.7, 1.4], shift: [-0.1, 0.1] },
};

interface Case {
	name: string;
	stored: number;
	size: number;
	augmentation: Augmentation | null;
}

export const batchCases: Case[] = [
	{ name: 'images as they are', stored: 17, size: 17, augmentation: null },
	{ name: 'the middle of larger ones', stored: 20, size: 17, augmentation: null },
	{ name: 'a random crop', stored: 20, size: 16, augmentation: {} },
	{ name: 'every change, edges that go on', stored: 21, size: 17, augmentation: ALL },
	{ name: 'every change on black', stored: 17, size: 17, augmentation: { ...ALL, fill: 'black' } },
];

async function valuesOf(batches: Batches, drawn: boolean): Promise<Float32Array> {
	const rows = Int32Array.of(39, 0, 7, 7, 21, 38);
	const taken = batches.take(rows, drawn ? [1, 2, 3] : null);
	const values = Float32Array.from(await taken.data());
	taken.dispose();
	batches.dispose();
	return values;
}

/** Null where the device in use does not keep images. */
export async function compareBatches({ stored, size, augmentation }: Case) {
	const images = noise(stored);
	const augment = augmentation && createAugment(images, augmentation, size);
	const device = deviceImageBatches(images, size, augment);
	if (!device) return null;
	const tensors = tf.memory().numTensors;
	const own = await valuesOf(device, augmentation !== null);
	const host = await valuesOf(hostImageBatches(images, size, augment), augmentation !== null);
	const differences = host.map((value, k) => Math.abs(value - own[k]!)).sort();
	return {
		length: own.length === host.length ? own.length : -1,
		// Half of the sorted differences are below the middle one, and 1 in 100 above this one.
		...{ median: differences[host.length >> 1], most: differences[Math.floor(host.length * 0.99)] },
		exact: differences.at(-1) === 0,
		levels: new Set(host).size,
		leaked: tf.memory().numTensors - tensors + 1,
	};
}

/** What a hundred batches ask of the device: bytes sent, and looks at results. */
export async function countBatches(batch = 16) {
	const images = noise(32);
	const batches = imageBatches(images, 32, createAugment(images, ALL));
	const rows = Int32Array.from({ length: batch }, (_, k) => k);
	const sum = tf.variable(tf.scalar(0), false);
	const calls = await countDeviceCalls(async () => {
		for (let k = 0; k < 100; k++) {
			tf.tidy(() => sum.assign(tf.add(sum, tf.sum(batches.take(rows, [1, k])))));
		}
		await sum.data();
	});
	tf.dispose(sum);
	batches.dispose();
	return { ...calls, imageBytes: 4 * images.pixels.length };
}
