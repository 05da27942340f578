/** What a classical head is: something that learns from a feature matrix and gives scores. */
import type { Matrix } from './matrix.ts';
import { scoresOfModel, type ModelData } from './model-data.ts';

export interface FitOptions {
	seed: number;
	/** Weighs rows so that both classes count the same (n / 2 n_k, as scikit-learn's "balanced"). */
	balanced?: boolean;
	/** Called with 0 to 1 on the way. */
	onProgress?(share: number): void;
}

/** A trained head for one label. */
export interface BinaryModel {
	/** All that it consists of. */
	data: ModelData;
	/** Score of each row, 0 to 1; from 0.5 up the head decides for the label. */
	predict(x: Matrix): Float64Array;
}

/** A head that can be trained; `P` are its parameters, all with defaults. */
export interface Head {
	id: string;
	/** As on a model card. */
	name: string;
	/** The parameters in use, for the card. */
	parameters: Readonly<Record<string, number | string | boolean | null>>;
	/**
	 * Learns one label.
	 * @param y 0 and 1, one per row
	 */
	fit(x: Matrix, y: Uint8Array, options: FitOptions): BinaryModel;
}

/** Weights of the rows, mean 1. A class without rows weighs nothing. */
export function rowWeights(y: Uint8Array, balanced = false): Float64Array {
	const weights = new Float64Array(y.length).fill(1);
	if (!balanced) return weights;
	let positives = 0;
	for (let i = 0; i < y.length; i++) positives += y[i]!;
	const negatives = y.length - positives;
	if (positives === 0 || negatives === 0) return weights;
	for (let i = 0; i < y.length; i++) {
		weights[i] = y.length / (2 * (y[i] ? positives : negatives));
	}
	return weights;
}

/** A model from what it consists of. */
export const binaryModel = (data: ModelData): BinaryModel => ({
	data,
	predict: (x) => scoresOfModel(data, x),
});

/** The constant model where all rows are of one class, else null. */
export function singleClass(y: Uint8Array): BinaryModel | null {
	const first = y[0];
	for (let i = 1; i < y.length; i++) if (y[i] !== first) return null;
	return binaryModel({ kind: 'constant', score: first ?? 0 });
}
