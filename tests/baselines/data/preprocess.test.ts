import { expect, it } from 'vitest';
import {
	equaliseHistogram,
	fitCentre,
	normalise,
	preprocessingKey,
	type LoadedSplit,
} from '#baselines/data/index';

it('equalisation of four levels, worked by hand', () => {
	// 2 of 10, 1 of 20, 1 of 30, then (0, 1, 2) of the 2 that are not darkest, times 255 / 2.
	expect([...equaliseHistogram(Uint8Array.of(10, 10, 20, 30))]).toEqual([0, 0, 128, 255]);
	expect([...equaliseHistogram(Uint8Array.of(7, 7, 7))]).toEqual([7, 7, 7]);
});

it('equalisation spreads a narrow image over all levels, in the same order', () => {
	const narrow = Uint8Array.from({ length: 1000 }, (_, i) => 100 + (i % 40));
	const spread = equaliseHistogram(narrow);
	expect([Math.min(...spread), Math.max(...spread)]).toEqual([0, 255]);
	for (let a = 0; a < 40; a++) expect(spread[a + 1]! > spread[a]! || a === 39).toBe(true);
});

it.each([
	['none', 1, [0, 127.5, 255]],
	['unit', 1, [0, 0.5, 1]],
	['keras', 1, [-1, 0, 1]],
] as const)('%s', (normalisation, channels, expected) => {
	const out = normalise([0, 127.5, 255], { normalisation, channels });
	expected.forEach((value, i) => expect(out[i]).toBeCloseTo(value, 6));
});

it('ImageNet: each channel by its mean and deviation, channels last', () => {
	const out = normalise([255, 0], { normalisation: 'imagenet', channels: 3 });
	const expected = [2.2489, 2.4286, 2.64, -2.1179, -2.0357, -1.8044];
	expected.forEach((value, i) => expect(out[i]).toBeCloseTo(value, 4));
});

it('feature-wise centring takes the mean of the training images, and of no others', () => {
	const train = {
		split: 'train',
		pixels: Uint8Array.of(10, 20, 60),
	} as unknown as LoadedSplit<'train'>;
	const centre = fitCentre(train);
	expect(centre.mean).toBe(30);
	const out = normalise([30, 157.5], { normalisation: 'keras', channels: 1, centre });
	expect([...out]).toEqual([0, 1]);
	const test = { ...train, split: 'test' } as unknown as LoadedSplit<'train'>;
	expect(() => fitCentre(test)).toThrow('training images only');
});

it('the key names all steps, whatever their order', () => {
	const key = preprocessingKey({ size: 128, normalisation: 'keras', channels: 3 });
	expect(key).toBe(
		preprocessingKey({ channels: 3, size: 128, normalisation: 'keras', kernel: 'lanczos3' }),
	);
	expect(key).not.toBe(
		preprocessingKey({ size: 128, normalisation: 'keras', channels: 3, equalise: true }),
	);
});
