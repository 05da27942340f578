import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHalf } from '#baselines/weights/half';
import { openWeights } from '#baselines/weights/index';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'layers-model-'));
});
afterAll(async () => {
	await rm(folder, { recursive: true });
});

/** Floats, eight-bit numbers on a scale, and half precision, in two shards that cut through a weight. */
const manifest = (paths = ['group1-shard1of2.bin', 'group1-shard2of2.bin']) => ({
	modelTopology: {},
	weightsManifest: [
		{
			paths,
			weights: [
				{ name: 'dense/kernel', shape: [2, 2], dtype: 'float32' },
				{
					name: 'dense/bias',
					shape: [3],
					dtype: 'float32',
					quantization: { dtype: 'uint8', scale: 0.5, min: -1 },
				},
				{
					name: 'bn/gamma',
					shape: [2],
					dtype: 'float32',
					quantization: { dtype: 'float16' },
				},
			],
		},
	],
});

function bytes(): Uint8Array {
	const all = new Uint8Array(16 + 3 + 4);
	const view = new DataView(all.buffer);
	[1, -2, 3.5, 0].forEach((value, index) => view.setFloat32(4 * index, value, true));
	all.set([0, 2, 255], 16);
	view.setUint16(19, toHalf(0.25), true);
	view.setUint16(21, toHalf(-8), true);
	return all;
}

async function write(json: unknown, shards: Uint8Array[]) {
	await writeFile(join(folder, 'model.json'), JSON.stringify(json));
	for (const [index, shard] of shards.entries()) {
		await writeFile(join(folder, `group1-shard${index + 1}of2.bin`), shard);
	}
}

const problem = async (path: string) =>
	openWeights(path).then(
		() => 'accepted',
		(error: Error & { code: string; remedy: string }) => {
			expect(error.code).toBe('weights_unreadable');
			expect(error.remedy).not.toBe('');
			return error.message;
		},
	);

describe('a TensorFlow.js layers model', () => {
	it('is read from its folder and from its model.json', async () => {
		await write(manifest(), [bytes().subarray(0, 10), bytes().subarray(10)]);
		for (const path of [folder, join(folder, 'model.json')]) {
			const { weights } = await openWeights(path);
			expect(weights.map(({ name, shape, values }) => [name, shape, [...values()]])).toEqual([
				['dense/kernel', [2, 2], [1, -2, 3.5, 0]],
				['dense/bias', [3], [-1, 0, 126.5]],
				['bn/gamma', [2], [0.25, -8]],
			]);
		}
	});

	it('says what is missing or does not add up', async () => {
		const path = join(folder, 'model.json');
		await write(manifest(['nowhere.bin']), []);
		expect(await problem(path)).toContain('shard nowhere.bin is not beside it');
		await write(manifest(), [bytes().subarray(0, 10), bytes().subarray(11)]);
		expect(await problem(path)).toContain('"bn/gamma" ends at byte 23 of 22');
		await write(manifest(), [bytes(), Uint8Array.of(0)]);
		expect(await problem(path)).toContain('shards have 24 bytes and its weights 23');
		await write({}, []);
		expect(await problem(path)).toContain('no "weightsManifest"');
		await writeFile(path, '{');
		expect(await problem(path)).toContain('cannot be read as a TensorFlow.js layers model');
	});

	it('names what to do with other formats', async () => {
		expect(await problem('resnet50.pth')).toContain('PyTorch pickle');
		expect(await problem('xception.h5')).toContain('HDF5');
		expect(await problem(join(folder, 'absent.safetensors'))).toContain('no such file');
	});
});
