/** What a thread is given: how to build the backbone, its weights, and images. */
import type { BackboneSpec } from '../../recipes/types.ts';
import type { InputSpec } from '../network/input.ts';

export interface BackboneSetup {
	backbone: BackboneSpec;
	/** Features are maps, not pooled to a vector. */
	maps?: true;
	channels: 1 | 3;
	/** Edge of the images. */
	size: number;
	input: InputSpec;
	/** Where each weight lies among the values. */
	layout: { name: string; shape: readonly number[]; offset: number; length: number }[];
	/** All weights, one after the other; shared by all threads. */
	values: SharedArrayBuffer;
}

export interface ExtractJob {
	/** Images, row by row, one after the other. */
	pixels: Uint8Array;
	count: number;
}
