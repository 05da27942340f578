import { describe, expect, it } from 'vitest';
import type { LoadedSplit } from '#baselines/data/types';
import {
	areaResize,
	denseSift,
	DESCRIPTOR,
	fitPhow,
	kMeans,
	nearestWord,
	pixelFeatures,
} from '#baselines/features/index';
import { aurocOf, linearSvm } from '#baselines/heads/index';
import { randomSource } from '#baselines/random-source';

describe('area averaging', () => {
	it('of whole blocks is their mean', () => {
		const pixels = [0, 10, 20, 30, 4, 6, 8, 10, 1, 1, 5, 5, 1, 1, 5, 5];
		expect([...areaResize(pixels, 4, 4, 2)]).toEqual([5, 17, 1, 5]);
	});
	it('of parts weighs them: 3 pixels to 2, each with half of the middle', () => {
		const out = areaResize([0, 90, 300, 0, 90, 300, 0, 90, 300], 3, 3, 2);
		expect([...out].map((v) => Math.round(v))).toEqual([30, 230, 30, 230]);
	});
	it('keeps the mean, of any size and shape', () => {
		const { uniform } = randomSource(1);
		for (const [width, height, size] of [
			[31, 17, 24],
			[128, 96, 24],
			[10, 10, 24],
		] as const) {
			const pixels = Float32Array.from({ length: width * height }, uniform);
			const mean = (a: Float32Array) => a.reduce((sum, v) => sum + v, 0) / a.length;
			expect(mean(areaResize(pixels, width, height, size))).toBeCloseTo(mean(pixels), 6);
		}
	});
	it('gives one row of features per image', () => {
		const pixels = new Uint8Array(2 * 48 * 48).fill(7, 48 * 48);
		const x = pixelFeatures({ size: 48, pixels });
		expect([x.rows, x.columns, x.values[0], x.values[576]]).toEqual([2, 576, 0, 7]);
	});
});

/** A soft-edged bar through the middle, turned by an angle. */
function bar(angle: number, size = 64): Uint8Array {
	const [c, s] = [Math.cos(angle), Math.sin(angle)];
	return Uint8Array.from({ length: size * size }, (_, i) => {
		const [x, y] = [(i % size) - size / 2, Math.floor(i / size) - size / 2];
		return Math.round(200 / (1 + Math.exp(-(x * c + y * s))));
	});
}

describe('dense SIFT', () => {
	const grid = { cells: [8], step: 32 };

	it('puts the gradient of an edge into its direction', () => {
		for (const turn of [0, 1, 2, 3]) {
			const { values, x, y } = denseSift(bar((turn * Math.PI) / 4), 64, grid);
			expect([x[0], y[0]]).toEqual([0.25, 0.25]);
			const middle = denseSift(bar((turn * Math.PI) / 4), 64, { cells: [16], step: 64 });
			const byDirection = Array.from({ length: 8 }, (_, k) =>
				middle.values.filter((_v, i) => i % 8 === k).reduce((sum, v) => sum + v, 0),
			);
			expect(byDirection.indexOf(Math.max(...byDirection))).toBe(turn);
			expect(values.length % DESCRIPTOR).toBe(0);
		}
	});
	it('has length 1, or 0 where the image is flat', () => {
		const { count, values } = denseSift(bar(0.4), 64, { cells: [4], step: 4 });
		const lengths = Array.from({ length: count }, (_, n) =>
			Math.hypot(...values.subarray(n * DESCRIPTOR, (n + 1) * DESCRIPTOR)),
		);
		expect(lengths.every((v) => v === 0 || Math.abs(v - 1) < 1e-5)).toBe(true);
		expect([lengths.includes(0), lengths.some((v) => v > 0)]).toEqual([true, true]);
	});
	it('does not mind brightness and contrast', () => {
		const dim = bar(0.7).map((v) => 20 + v / 2);
		const whole = { cells: [16], step: 64 };
		const [a, b] = [denseSift(bar(0.7), 64, whole), denseSift(dim, 64, whole)];
		const furthest = Math.max(...a.values.map((v, i) => Math.abs(v - b.values[i]!)));
		expect(furthest).toBeLessThan(0.05);
	});
});

it('k-means finds three clouds', () => {
	const random = randomSource(4);
	const centres = [
		[0, 0],
		[10, 0],
		[0, 10],
	];
	const values = Float32Array.from(
		{ length: 600 },
		(_, i) => centres[(i >> 1) % 3]![i % 2]! + random.normal(),
	);
	const vocabulary = kMeans(values, 2, 3, 20, random);
	const words = centres.map((c) => nearestWord(vocabulary, Float32Array.from(c), 0));
	expect(new Set(words).size).toBe(3);
	words.forEach((w, k) => {
		expect(vocabulary.centres[2 * w]!).toBeCloseTo(centres[k]![0]!, 0);
		expect(vocabulary.centres[2 * w + 1]!).toBeCloseTo(centres[k]![1]!, 0);
	});
});

describe('PHOW', () => {
	/** Texture of level or upright stripes, at any place and brightness: pixels alone say little. */
	const SIZE = 48;
	const random = randomSource(8);
	const y = Uint8Array.from({ length: 80 }, () => Number(random.uniform() < 0.5));
	const pixels = new Uint8Array(80 * SIZE * SIZE);
	y.forEach((label, n) => {
		const phase = 6 * random.uniform();
		const contrast = 20 + 40 * random.uniform();
		for (let i = 0; i < SIZE * SIZE; i++) {
			const along = label ? i % SIZE : Math.floor(i / SIZE);
			pixels[n * SIZE * SIZE + i] = 120 + contrast * Math.sin(along + phase) + 6 * random.normal();
		}
	});
	const split = (from: number, to: number) => ({
		size: SIZE,
		pixels: pixels.slice(from * SIZE * SIZE, to * SIZE * SIZE),
	});
	const train = { split: 'train', ...split(0, 50) } as LoadedSplit<'train'>;

	it('with a linear SVM tells textures apart', () => {
		const phow = fitPhow(train, { seed: 1, words: 30, sample: 1500 });
		expect(phow.columns).toBe(30 * 21);
		const model = linearSvm().fit(phow.features(train), y.slice(0, 50), { seed: 1 });
		const scores = model.predict(phow.features(split(50, 80)));
		expect(aurocOf(y.slice(50), scores)!).toBeGreaterThan(0.95);
	});
	it('is the same from the same seed, and learned from training images alone', () => {
		const options = { seed: 3, words: 8, sample: 300 };
		const again = fitPhow(train, options).vocabulary.centres;
		expect(fitPhow(train, options).vocabulary.centres).toEqual(again);
		const test = { ...train, split: 'test' } as unknown as LoadedSplit<'train'>;
		expect(() => fitPhow(test, options)).toThrow('training images only');
		const flat = { ...train, pixels: new Uint8Array(SIZE * SIZE * 3).fill(9) };
		expect(() => fitPhow(flat, options)).toThrow('flat');
	});
});
