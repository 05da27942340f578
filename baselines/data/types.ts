/** Images with labels, before and after they are decoded. */
import type { Metadata } from '../types.ts';
import type { DataNotice, DataProblem } from './problems.ts';

export type Split = 'train' | 'validation' | 'test';
export const SPLITS = ['train', 'validation', 'test'] as const satisfies readonly Split[];

export type Task = 'binary' | 'multiclass' | 'multilabel';

/** How an image is brought to its size; part of the key of every cache. */
export interface DecodeOptions {
	/** Edge length in pixels. */
	size: number;
	/** `stretch` to a square, `pad` with black, or `crop` the longer edge. Default `stretch`. */
	fit?: 'stretch' | 'pad' | 'crop';
	/** Default `lanczos3`; `linear` is close to what Keras and torchvision do. */
	kernel?: 'nearest' | 'linear' | 'cubic' | 'mitchell' | 'lanczos2' | 'lanczos3';
}

/** Grey images of one split, ready for preprocessing. `S` keeps training images apart. */
export interface LoadedSplit<S extends Split = Split> {
	split: S;
	ids: readonly string[];
	patients: readonly string[];
	metadata: Metadata;
	/** One array of 0 and 1 per label (multiclass is one-hot). */
	yTrue: readonly Uint8Array[];
	size: number;
	/** Image after image, each row by row: ids.length × size × size. */
	pixels: Uint8Array;
}

export type LoadResult<S extends Split> =
	| { ok: true; images: LoadedSplit<S>; notices: DataNotice[] }
	| { ok: false; problems: DataProblem[]; notices: DataNotice[] };

export interface LoadOptions extends DecodeOptions {
	/** 0 to 1. */
	onProgress?(share: number): void;
	signal?: AbortSignal;
}

/** What the table says; images are decoded when they are asked for. */
export interface ImageDataset {
	task: Task;
	labels: readonly string[];
	ids: readonly string[];
	/** Absolute paths. */
	files: readonly string[];
	patients: readonly string[];
	splits: readonly Split[];
	metadata: Metadata;
	yTrue: readonly Uint8Array[];
	rowsOf(split: Split): number[];
	/**
	 * One image, size × size grey values; kept in memory. Throws an `ImageError` where the file cannot
	 * be used.
	 */
	image(row: number, options: DecodeOptions): Promise<Uint8Array>;
	/** All images of a split; every image that cannot be used is among the problems. */
	load<S extends Split>(split: S, options: LoadOptions): Promise<LoadResult<S>>;
}

export type OpenResult =
	| { ok: true; dataset: ImageDataset; notices: DataNotice[] }
	| { ok: false; problems: DataProblem[]; notices: DataNotice[] };
