/** `npm run bench`: features by VGG16, images a second, on every backend that is here. */
import { availableParallelism } from 'node:os';
import { BackendError } from '#baselines/backends/backend-error';
import { backends } from '#baselines/backends/choose';
import { findArchitecture } from '#baselines/models/index';
import { describeBackbone, extract } from '#baselines/training/extract/setup';
import { startThreads } from '#baselines/training/extract/threads';
import type { Cell } from '../../src/cli/format/table.ts';

export interface FeatureSpeed {
	backend: string;
	imagesPerSecond: number | null;
	note: string;
}

const SPEC = { model: 'vgg16', weights: 'random', convention: 'keras' } as const;
const INPUT = { channels: 3, scale: 'bgr-mean' } as const;

/** One call that does not count, then as many as fit. */
async function speedOf(images: number, seconds: number, once: () => Promise<unknown>) {
	await once();
	const started = performance.now();
	let [done, took] = [0, 0];
	for (; took < seconds; took = (performance.now() - started) / 1000) {
		await once();
		done += images;
	}
	return done / took;
}

/**
 * @param size edge of the images
 * @param seconds to measure for, on each backend
 */
export async function featureSpeeds(size: number, seconds: number): Promise<FeatureSpeed[]> {
	const rows: FeatureSpeed[] = [];
	for (const { id, start } of backends) {
		try {
			const backend = await start();
			if (backend.emulated) {
				rows.push({ backend: id, imagesPerSecond: null, note: `imitated by the processor` });
				await backend.stop();
				continue;
			}
			const count = id === 'cpu' ? 1 : 4;
			const job = { pixels: new Uint8Array(count * size * size).fill(100), count };
			const model = findArchitecture(SPEC.model).build({ size, convention: SPEC.convention });
			const imagesPerSecond = await speedOf(count, seconds, () =>
				extract(model, { size, input: INPUT }, job),
			);
			rows.push({ backend: id, imagesPerSecond, note: backend.device });
			if (id === 'wasm') {
				const threads = availableParallelism();
				const setup = await describeBackbone(model, SPEC, { channels: 3, size, input: INPUT });
				const pool = startThreads(setup, threads);
				const all = () => Promise.all(Array.from({ length: threads }, () => pool.run(job)));
				const speed = await speedOf(threads * count, seconds, all).finally(() => pool.close());
				rows.push({ backend: 'wasm, threads', imagesPerSecond: speed, note: `${threads} threads` });
			}
			for (const { layers } of [model])
				for (const layer of layers) for (const weight of layer.weights) weight.dispose();
			await backend.stop();
		} catch (error) {
			if (!(error instanceof BackendError)) throw error;
			rows.push({ backend: id, imagesPerSecond: null, note: error.message });
		}
	}
	return rows;
}

export const featureColumns = [
	{ title: 'VGG16 features' },
	{ title: 'images/s', align: 'right' as const, decimals: 2 },
	{ title: 'to plain TensorFlow.js', align: 'right' as const, decimals: 1 },
	{ title: '' },
];

/** Beside what TensorFlow.js takes without any of its faster backends. */
export function featureLines(rows: readonly FeatureSpeed[]): Cell[][] {
	const plain = rows.find(({ backend }) => backend === 'cpu')?.imagesPerSecond;
	return rows.map(({ backend, imagesPerSecond, note }) => [
		backend,
		imagesPerSecond,
		plain && imagesPerSecond ? imagesPerSecond / plain : null,
		note,
	]);
}
