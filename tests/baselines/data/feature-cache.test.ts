import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hashOf, openFeatureCache } from '#baselines/data/index';
import { folderWith } from './images.ts';

const image = hashOf(Uint8Array.of(1, 2, 3));
const features = Float32Array.from({ length: 512 }, (_, i) => Math.fround(Math.sin(i)));
const fileIn = (folder: string) =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((name) => join(folder, name))
		.filter((name) => /\.(f32|tmp)$/.test(name));

it('gives back what was put in, for the same network and preprocessing alone', async () => {
	const folder = folderWith({});
	const cache = openFeatureCache(folder, 'weights', 'steps');
	expect(await cache.get(image)).toBeNull();
	await cache.put(image, features);
	expect(await cache.get(image)).toEqual(features);
	expect(await openFeatureCache(folder, 'weights', 'steps').get(image)).toEqual(features);
	expect(await openFeatureCache(folder, 'others', 'steps').get(image)).toBeNull();
	expect(await openFeatureCache(folder, 'weights', 'other steps').get(image)).toBeNull();
	expect(await cache.get(hashOf('another image'))).toBeNull();
});

it.each([
	['cut short', (bytes: Buffer) => bytes.subarray(0, 900)],
	['empty', () => new Uint8Array(0)],
	['with one bit turned', (bytes: Buffer) => bytes.map((b, i) => (i === 700 ? b ^ 4 : b))],
	['of another kind', (bytes: Buffer) => bytes.map((b, i) => (i === 0 ? 0 : b))],
])('a file %s counts as none, and is replaced', async (_name, spoil) => {
	const folder = folderWith({});
	const cache = openFeatureCache(folder, 'weights', 'steps');
	await cache.put(image, features);
	const [path] = fileIn(folder);
	writeFileSync(path!, spoil(readFileSync(path!)));
	expect(await cache.get(image)).toBeNull();
	await cache.put(image, features);
	expect(await cache.get(image)).toEqual(features);
});

it('many writers at once leave one whole file', async () => {
	const folder = folderWith({});
	const cache = openFeatureCache(folder, 'weights', 'steps');
	await Promise.all(Array.from({ length: 20 }, () => cache.put(image, features)));
	expect(await cache.get(image)).toEqual(features);
	expect(fileIn(folder)).toHaveLength(1);
});
