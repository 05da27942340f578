import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { wasm } from '#baselines/backends/wasm';
import { architectures, findArchitecture, type Convention } from '#baselines/models/index';
import { loadWeights } from '#baselines/weights/index';
import type { NamingId } from '#baselines/weights/names/index';
import { digest, draw, drawnFile } from './drawn-weights.ts';

interface Entry {
	parameters: number;
	names: number;
	digest: string;
	length?: number;
	norm?: number;
	features?: number[];
}

type Fixture = { height: number; width: number } & Partial<Record<NamingId, Record<string, Entry>>>;

const read = (name: string) =>
	JSON.parse(
		readFileSync(new URL(`../fixtures/parity-${name}.json`, import.meta.url), 'utf8'),
	) as Fixture;
const [torch, keras] = [read('torch'), read('keras')];
const size = [torch.height, torch.width] as const;

const entries = (['torchvision', 'timm', 'keras'] as const).flatMap((naming) =>
	Object.entries((naming === 'keras' ? keras : torch)[naming]!).map(
		([id, entry]) => [naming, id, entry] as const,
	),
);

beforeAll(async () => {
	await wasm.start();
});

describe('the features of an independent implementation with the same weights', () => {
	it.each(entries)('%s %s', async (naming, id, entry) => {
		const architecture = findArchitecture(id);
		const convention: Convention = naming === 'keras' ? 'keras' : 'torch';
		const model = architecture.build({ size, convention });
		try {
			expect(model.countParams()).toBe(entry.parameters);
			const file = drawnFile(model, id, naming);
			expect(file.weights).toHaveLength(entry.names);
			expect(digest(file)).toBe(entry.digest);
			if (!entry.features) return;
			const report = loadWeights(model, architecture, convention, file);
			expect(report).toMatchObject({ naming, loaded: entry.names, missing: [], unexpected: [] });
			const features = await predict(model, [1, ...size, 3]);
			expect(features).toHaveLength(entry.length!);
			const norm = Math.hypot(...features);
			expect(Math.abs(norm / entry.norm! - 1)).toBeLessThan(1e-4);
			const every = Math.max(1, Math.floor(features.length / 64));
			const largest = Math.max(...entry.features.map(Math.abs));
			entry.features.forEach((expected, index) => {
				const difference = Math.abs(features[index * every]! - expected);
				expect(difference / largest).toBeLessThan(1e-4);
			});
		} finally {
			model.dispose();
		}
	});

	it('covers every architecture and edition', () => {
		const compared = entries.filter(([, , entry]) => entry.features);
		const covered = compared.map(
			([naming, id]) => `${id} ${naming === 'keras' ? 'keras' : 'torch'}`,
		);
		const all = architectures.flatMap(({ id, editions }) =>
			Object.keys(editions).map((convention) => `${id} ${convention}`),
		);
		expect(covered.sort()).toEqual(all.sort());
	});
});

async function predict(model: ReturnType<(typeof architectures)[0]['build']>, shape: number[]) {
	const values = draw('image', tf.util.sizeFromShape(shape), 6);
	const [x, y] = tf.tidy(() => {
		const image = tf.tensor(values, shape);
		return [image, model.predict(image) as tf.Tensor];
	});
	const features = await y.data();
	tf.dispose([x, y]);
	return [...features];
}
