/** Features of images by a frozen backbone: from the cache where they are in it, else computed on every core. */
import { availableParallelism } from 'node:os';
import { createHash } from 'node:crypto';
import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { openFeatureCache } from '../../data/feature-cache.ts';
import type { LoadedSplit } from '../../data/types.ts';
import { matrix, type Matrix } from '../../heads/matrix.ts';
import type { BackboneSpec } from '../../recipes/types.ts';
import { breathe } from '../forward.ts';
import type { InputSpec } from '../network/input.ts';
import { describeBackbone, extract, hashSetup } from './setup.ts';
import { startThreads } from './threads.ts';

/** Images of one job: few enough that progress moves and little is lost when it is interrupted. */
const IMAGES_PER_JOB = 8;

export interface ExtractRequest {
	backbone: tfl.LayersModel;
	/** How to build it again, in a thread. */
	spec: BackboneSpec;
	/** It ends in maps, not in a vector. */
	maps?: true;
	channels: 1 | 3;
	input: InputSpec;
	/** What was done to the images before, as text: part of the cache's key. */
	preprocessing: string;
	cache: string;
	/** Engine that TensorFlow.js computes on here; threads are for `wasm`, others use the device. */
	engine: string;
	threads?: number | undefined;
	onProgress(share: number): void;
	signal?: AbortSignal | undefined;
}

type Images = Pick<LoadedSplit, 'pixels' | 'size' | 'ids'>;

/** @returns one row an image, in the order of the splits given */
export async function extractFeatures(
	splits: readonly Images[],
	request: ExtractRequest,
): Promise<Matrix[]> {
	const { backbone, spec, maps, channels, input, preprocessing, signal, onProgress } = request;
	const size = splits[0]?.size ?? 0;
	const setup = await describeBackbone(backbone, spec, {
		...{ channels, size, input },
		...(maps && { maps }),
	});
	const cache = openFeatureCache(request.cache, hashSetup(setup), preprocessing);
	const width = tf.util.sizeFromShape(backbone.outputs[0]!.shape.slice(1) as number[]);
	const out = splits.map(({ ids }) =>
		matrix(ids.length, width, new Float32Array(ids.length * width)),
	);
	const todo: { split: number; row: number; grey: Uint8Array; hash: string }[] = [];
	const area = size * size;
	for (const [split, { ids, pixels }] of splits.entries()) {
		for (let row = 0; row < ids.length; row++) {
			const grey = pixels.subarray(row * area, (row + 1) * area);
			const hash = createHash('sha256').update(grey).digest('hex');
			const known = await cache.get(hash);
			if (known?.length === width) out[split]!.values.set(known, row * width);
			else todo.push({ split, row, grey, hash });
		}
	}
	if (todo.length === 0) return out;
	const threads = request.engine === 'wasm' ? (request.threads ?? availableParallelism()) : 1;
	const pool = threads > 1 ? startThreads(setup, threads) : null;
	let [next, done] = [0, 0];
	async function work(): Promise<void> {
		while (next < todo.length) {
			signal?.throwIfAborted();
			const part = todo.slice(next, (next += IMAGES_PER_JOB));
			const pixels = new Uint8Array(part.length * area);
			part.forEach(({ grey }, k) => pixels.set(grey, k * area));
			const job = { pixels, count: part.length };
			const features = await (pool ? pool.run(job) : extract(backbone, setup, job));
			for (const [k, { split, row, hash }] of part.entries()) {
				const own = features.slice(k * width, (k + 1) * width);
				out[split]!.values.set(own, row * width);
				await cache.put(hash, own);
			}
			done += part.length;
			onProgress(done / todo.length);
			await breathe();
		}
	}
	try {
		await Promise.all(Array.from({ length: threads }, work));
	} finally {
		await pool?.close();
	}
	return out;
}
