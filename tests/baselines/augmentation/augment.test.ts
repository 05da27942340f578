import { describe, expect, it } from 'vitest';
import { createAugment, occurrences, withCopies } from '#baselines/augmentation/index';
import type { LoadedSplit } from '#baselines/data/types';
import { augmentation as s5 } from '#baselines/recipes/s5/shared';

const SIZE = 17;
/** A bright square in the upper left of a dark image, one grey level per image elsewhere. */
const image = (level: number) =>
	Uint8Array.from({ length: SIZE * SIZE }, (_, i) =>
		i % SIZE < 5 && i < SIZE * 5 ? 250 : level + Math.floor(i / SIZE),
	);
const ids = ['a', 'b', 'c', 'd'];
const train: LoadedSplit<'train'> = {
	split: 'train',
	ids,
	patients: ['p', 'p', 'q', 'r'],
	metadata: { sex: ['F', 'F', 'M', 'M'] },
	yTrue: [Uint8Array.of(1, 1, 1, 0), Uint8Array.of(0, 0, 0, 1)],
	size: SIZE,
	pixels: Uint8Array.from(ids.flatMap((_, k) => [...image(k * 20)])),
};
const first = train.pixels.subarray(0, SIZE * SIZE);
const at = (out: ArrayLike<number>, x: number, y: number, size = SIZE) => out[y * size + x]!;
const END = SIZE - 1;

describe('each change alone', () => {
	it('none: the image as it is', () => {
		expect([...createAugment(train, {})(first, SIZE, [1])]).toEqual([...first]);
	});
	it('a mirror swaps left and right', () => {
		const out = createAugment(train, { flipHorizontal: 1 })(first, SIZE, [1]);
		expect([...out]).toEqual(
			[...first].map((_, i) => at(first, END - (i % SIZE), Math.floor(i / SIZE))),
		);
	});
	it('a vertical mirror swaps up and down', () => {
		const out = createAugment(train, { flipVertical: 1 })(first, SIZE, [1]);
		expect([...out]).toEqual(
			[...first].map((_, i) => at(first, i % SIZE, END - Math.floor(i / SIZE))),
		);
	});
	it('a rotation by 90° takes the upper left to the upper right or the lower left', () => {
		const out = createAugment(train, { rotation: [90, 90] })(first, SIZE, [1]);
		expect(Math.max(at(out, END, 0), at(out, 0, END))).toBeCloseTo(250, 3);
		expect(at(out, 0, 0)).toBeLessThan(30);
		const turned = createAugment(train, { rotation: [180, 180] })(first, SIZE, [1]);
		expect(at(turned, END, END)).toBeCloseTo(250, 3);
	});
	it('zoom below 1 makes the square larger, above 1 smaller', () => {
		const area = (zoom: number) =>
			createAugment(train, { zoom: [zoom, zoom], fill: 'black' })(first, SIZE, [1]).filter(
				(v) => v > 200,
			).length;
		expect(area(0.8)).toBeLessThan(area(1));
		expect(area(1.3)).toBeLessThan(area(1));
		// Seen from the centre the square leaves the image when it grows, so hold a central one beside it.
		const central = { ...train, pixels: new Uint8Array(SIZE * SIZE) };
		for (let y = 6; y <= 10; y++) for (let x = 6; x <= 10; x++) central.pixels[y * SIZE + x] = 250;
		const middle = (zoom: number) =>
			createAugment(central, { zoom: [zoom, zoom] })(central.pixels, SIZE, [1]).filter(
				(v) => v > 125,
			).length;
		expect([middle(0.6) > 25, middle(1), middle(1.6) < 25]).toEqual([true, 25, true]);
	});
	it('the zoom of S5 shows more than the image: a point lies nearer to the centre by the factor', () => {
		// Keras' transform is diag(zx, zy) from the new image to the old one (`apply_affine_transform`).
		const [, most] = s5.zoom;
		const middle = (SIZE - 1) / 2;
		const dot = { ...train, pixels: new Uint8Array(SIZE * SIZE) };
		const distance = 6;
		dot.pixels[middle * SIZE + middle + distance] = 240;
		const out = createAugment(dot, { zoom: [most, most] })(dot.pixels, SIZE, [1]);
		const row = [...out.subarray(middle * SIZE, (middle + 1) * SIZE)];
		const mass = row.reduce((sum, v) => sum + v, 0);
		const found = row.reduce((sum, v, x) => sum + v * x, 0) / mass - middle;
		expect(found).toBeCloseTo(distance / most, 5);
		// And never the other way round: of 50 draws none enlarges.
		const square = { ...train, pixels: new Uint8Array(SIZE * SIZE) };
		for (let y = 4; y <= 12; y++) for (let x = 4; x <= 12; x++) square.pixels[y * SIZE + x] = 250;
		const bright = (values: ArrayLike<number>) => Array.from(values).filter((v) => v > 125).length;
		const augment = createAugment(square, { zoom: s5.zoom });
		const areas = Array.from({ length: 50 }, (_, k) => bright(augment(square.pixels, SIZE, [k])));
		expect(Math.max(...areas)).toBeLessThanOrEqual(81);
		expect(Math.min(...areas)).toBeLessThan(81);
	});
	it('shear moves the top and the bottom apart', () => {
		const bar = { ...train, pixels: new Uint8Array(SIZE * SIZE) };
		for (let y = 0; y < SIZE; y++) bar.pixels[y * SIZE + 8] = 250;
		for (let x = 0; x < SIZE; x++) bar.pixels[8 * SIZE + x] = 250;
		const out = createAugment(bar, { shear: [30, 30], fill: 'black' })(bar.pixels, SIZE, [1]);
		const heights = [2, 14].map((x) => {
			const column = Array.from({ length: SIZE }, (_, y) => at(out, x, y));
			return column.indexOf(Math.max(...column));
		});
		expect(Math.abs(heights[0]! - heights[1]!)).toBeGreaterThan(4);
	});
	it('brightness multiplies and stops at white', () => {
		const out = createAugment(train, { brightness: [1.25, 1.25] })(first, SIZE, [1]);
		expect(at(out, 0, 0)).toBe(255);
		expect(at(out, 10, 8)).toBeCloseTo(8 * 1.25, 5);
	});
	it('a shift by a fifth moves the square, and what comes in is the edge or black', () => {
		const shift = { shift: [-0.2, -0.2] } as const;
		const black = createAugment(train, { ...shift, fill: 'black' })(first, SIZE, [1]);
		expect(at(black, 0, 0)).toBe(0);
		expect(at(black, 5, 5)).toBeGreaterThan(200);
		expect(at(createAugment(train, shift)(first, SIZE, [1]), 0, 0)).toBeCloseTo(250, 3);
	});
	it('a crop is a piece of the image, another each time', () => {
		const augment = createAugment(train, {}, 11);
		const seen = new Set<string>();
		for (let k = 0; k < 40; k++) {
			const out = augment(first, SIZE, [k]);
			expect(out).toHaveLength(121);
			const whole = [...out];
			const places = Array.from({ length: 49 }, (_, p) => [p % 7, Math.floor(p / 7)] as const);
			const found = places.filter(([x, y]) =>
				whole.every((v, i) => v === at(first, x + (i % 11), y + Math.floor(i / 11))),
			);
			expect(found.length).toBeGreaterThan(0);
			seen.add(String(found[0]));
		}
		expect(seen.size).toBeGreaterThan(15);
	});
});

const ALL = {
	flipHorizontal: 0.5,
	rotation: [-15, 15],
	zoom: [0.9, 1.1],
	brightness: [0.8, 1.2],
} as const;

it('the same draw gives the same image, another draw another', () => {
	const augment = createAugment(train, ALL);
	expect(augment(first, SIZE, [1, 2])).toEqual(augment(first, SIZE, [1, 2]));
	expect(augment(first, SIZE, [1, 2])).not.toEqual(augment(first, SIZE, [1, 3]));
});

it('refuses images that are not for training', () => {
	const test = { ...train, split: 'test' } as unknown as LoadedSplit<'train'>;
	expect(() => createAugment(test, ALL)).toThrow('test split must stay as they are');
	expect(() => withCopies(test, ALL, { most: 10, seed: 1 })).toThrow('test split');
	const others = Uint8Array.from(first);
	expect(() => createAugment(train, ALL)(others, SIZE, [1])).toThrow('not of the training images');
	// @ts-expect-error A validation split is no training split.
	const typed: LoadedSplit<'train'> = { ...train, split: 'validation' };
	expect(typed.split).toBe('validation');
});

it('refuses a crop that is larger than the image', () => {
	expect(() => createAugment(train, {}, 18)).toThrow('does not fit');
});

describe('copies of rare images', () => {
	it('come up to the commonest label, at most tenfold', () => {
		const y = [Uint8Array.from({ length: 60 }, (_, i) => Number(i < 50)), new Uint8Array(60)];
		y[1]![55] = 1;
		expect(occurrences(y, 10)[55]).toBe(10);
		expect(occurrences(y, 100)[55]).toBe(50);
		expect(occurrences(y, 10)[0]).toBe(1);
		// Neither label: as it was.
		expect(occurrences(y, 10)[59]).toBe(1);
	});
	it('are behind the images, with names, labels and patients of theirs', () => {
		const more = withCopies(train, ALL, { most: 10, seed: 1 });
		expect(more.ids).toEqual(['a', 'b', 'c', 'd', 'd#1', 'd#2']);
		expect(more.patients.slice(4)).toEqual(['r', 'r']);
		expect(more.metadata.sex!.slice(4)).toEqual(['M', 'M']);
		expect([...more.yTrue[1]!]).toEqual([0, 0, 0, 1, 1, 1]);
		expect(more.pixels.slice(0, train.pixels.length)).toEqual(train.pixels);
		const copies = [4, 5].map((k) => more.pixels.slice(k * SIZE * SIZE, (k + 1) * SIZE * SIZE));
		expect(copies[0]).not.toEqual(copies[1]);
		expect(withCopies(train, ALL, { most: 10, seed: 1 }).pixels).toEqual(more.pixels);
	});
});
