/**
 * Histograms of visual words over a spatial pyramid (PHOW; Bosch, Zisserman & Muñoz 2007; Lazebnik,
 * Schmid & Ponce 2006): the features of the S3 baseline, for a linear SVM.
 */
import type { LoadedSplit } from '../data/types.ts';
import { matrix, type Matrix } from '../heads/matrix.ts';
import { randomSource, seedFrom } from '../random-source.ts';
import type { BaselineImages } from '../types.ts';
import { DESCRIPTOR, denseSift, type DenseSiftOptions } from './dense-sift.ts';
import { kMeans, nearestWord, vocabularyOf, type Vocabulary } from './k-means.ts';

export interface PhowOptions extends Partial<DenseSiftOptions> {
	seed: number;
	/** Visual words. Default 200. */
	words?: number;
	/** Cells along each edge, one histogram for each cell. Default 1, 2 and 4. */
	pyramid?: readonly number[];
	/** Descriptors that the words are made from. Default 12,000. */
	sample?: number;
	/** 0 to 1. */
	onProgress?(share: number): void;
}

/** What the words are and where they are counted: all that features depend on. */
export interface PhowData extends DenseSiftOptions {
	/** words × DESCRIPTOR. */
	centres: Float32Array;
	/** Cells along each edge, one histogram for each cell. */
	pyramid: readonly number[];
}

export interface Phow {
	/** Length of a feature vector. */
	columns: number;
	vocabulary: Vocabulary;
	data: PhowData;
	/** One row per image. */
	features(images: BaselineImages, onProgress?: (share: number) => void): Matrix;
}

const ITERATIONS = 12;
/** VLFeat's phow takes cells of 4, 6, 8 and 10 pixels on photographs of several hundred. */
const DEFAULT_GRID: DenseSiftOptions = { cells: [4, 8], step: 6 };

/** Entries of a descriptor are never negative, so it is zero where their sum is. */
function isFlat(values: Float32Array, at: number): boolean {
	for (let j = at; j < at + DESCRIPTOR; j++) if (values[j]! > 0) return false;
	return true;
}

/** Descriptors of images drawn at random, some from each, flat places left out. */
function sampleDescriptors(
	{ size, pixels }: BaselineImages,
	grid: DenseSiftOptions,
	wanted: number,
	seed: number,
): Float32Array {
	const random = randomSource(seedFrom(seed, 'phow sample'));
	const area = size * size;
	const images = pixels.length / area;
	const perImage = Math.max(20, Math.ceil(wanted / images));
	const rows: Float32Array[] = [];
	const order = Array.from({ length: images }, (_, i) => ({ i, key: random.uniform() })).sort(
		(a, b) => a.key - b.key,
	);
	for (const { i } of order) {
		const { count, values } = denseSift(pixels.subarray(i * area, (i + 1) * area), size, grid);
		for (let k = 0; k < perImage && count > 0; k++) {
			const at = Math.floor(random.uniform() * count) * DESCRIPTOR;
			if (!isFlat(values, at)) rows.push(values.slice(at, at + DESCRIPTOR));
		}
		if (rows.length >= wanted) break;
	}
	const all = new Float32Array(rows.length * DESCRIPTOR);
	rows.forEach((row, k) => all.set(row, k * DESCRIPTOR));
	return all;
}

/**
 * Learns the words from training images. Features are the roots of word frequencies in each cell, so
 * that a linear machine compares them as the Hellinger kernel does.
 */
export function fitPhow(train: LoadedSplit<'train'>, options: PhowOptions): Phow {
	if (train.split !== 'train') throw new TypeError('Words are learned from training images only.');
	const { seed, words = 200, pyramid = [1, 2, 4], sample = 12_000, onProgress } = options;
	const grid = {
		cells: options.cells ?? DEFAULT_GRID.cells,
		step: options.step ?? DEFAULT_GRID.step,
	};
	const random = randomSource(seedFrom(seed, 'phow words'));
	const descriptors = sampleDescriptors(train, grid, sample, seed);
	if (descriptors.length === 0)
		throw new RangeError('The training images are flat: no words in them.');
	const vocabulary = kMeans(descriptors, DESCRIPTOR, words, ITERATIONS, random);
	onProgress?.(1);
	return phowOf({ ...grid, pyramid, centres: vocabulary.centres });
}

/** Features with words that are known. */
export function phowOf(data: PhowData): Phow {
	const { pyramid, centres, cells: cellSizes, step } = data;
	const grid = { cells: cellSizes, step };
	const vocabulary = vocabularyOf(centres, DESCRIPTOR);
	const cells = pyramid.reduce((sum, edge) => sum + edge * edge, 0);
	const columns = cells * vocabulary.words;

	function histogram(pixels: Uint8Array, size: number, out: Float32Array): void {
		const { count, values, x, y } = denseSift(pixels, size, grid);
		for (let n = 0; n < count; n++) {
			// A flat place is no word.
			const at = n * DESCRIPTOR;
			if (isFlat(values, at)) continue;
			const word = nearestWord(vocabulary, values, at);
			let cell = 0;
			for (const edge of pyramid) {
				const here = Math.floor(y[n]! * edge) * edge + Math.floor(x[n]! * edge);
				out[(cell + here) * vocabulary.words + word]!++;
				cell += edge * edge;
			}
		}
		for (let c = 0; c < cells; c++) {
			const part = out.subarray(c * vocabulary.words, (c + 1) * vocabulary.words);
			const sum = part.reduce((total, v) => total + v, 0);
			if (sum > 0) for (let k = 0; k < part.length; k++) part[k] = Math.sqrt(part[k]! / sum);
		}
	}
	return {
		...{ columns, vocabulary, data },
		features({ size, pixels }, progress) {
			const area = size * size;
			const rows = pixels.length / area;
			const values = new Float32Array(rows * columns);
			for (let i = 0; i < rows; i++) {
				const image = pixels.subarray(i * area, (i + 1) * area);
				histogram(image, size, values.subarray(i * columns, (i + 1) * columns));
				progress?.((i + 1) / rows);
			}
			return matrix(rows, columns, values);
		},
	};
}
