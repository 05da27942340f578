/** What a trained head consists of, as plain data: it can be written down, and scores the same when read again. */
import { addTree, type Tree } from './tree/tree.ts';
import type { Matrix } from './matrix.ts';
import { scaleColumns, type Scaling } from './standardise.ts';

/** The same score for every row: all that can be learned from labels of one class. */
export interface ConstantData {
	kind: 'constant';
	score: number;
}

/** The sigmoid of Σ coefficients · x + intercept, on columns scaled first. */
export interface LinearData {
	kind: 'linear';
	coefficients: Float64Array;
	intercept: number;
	/** Null where columns are taken as they are. */
	scaling: Scaling | null;
}

/** start + factor · Σ leaves. */
export interface TreesData {
	kind: 'trees';
	start: number;
	factor: number;
	/** `sigmoid` where the sum is log-odds, `identity` where it is a score. */
	link: 'sigmoid' | 'identity';
	trees: readonly Tree[];
}

export type ModelData = ConstantData | LinearData | TreesData;

/** 1 / (1 + e^−z) without overflow. */
export function sigmoid(z: number): number {
	if (z >= 0) return 1 / (1 + Math.exp(-z));
	const e = Math.exp(z);
	return e / (1 + e);
}

function linearScores({ coefficients, intercept, scaling }: LinearData, x: Matrix): Float64Array {
	const { rows, columns, values } = scaling ? scaleColumns(scaling, x) : x;
	const out = new Float64Array(rows);
	for (let i = 0, at = 0; i < rows; i++) {
		let z = intercept;
		for (let j = 0; j < columns; j++, at++) z += coefficients[j]! * values[at]!;
		out[i] = sigmoid(z);
	}
	return out;
}

function treeScores({ start, factor, link, trees }: TreesData, x: Matrix): Float64Array {
	const sums = new Float64Array(x.rows).fill(start);
	for (const tree of trees) addTree(tree, x, factor, sums);
	return link === 'sigmoid' ? sums.map(sigmoid) : sums;
}

/** Score of each row, 0 to 1. */
export function scoresOfModel(model: ModelData, x: Matrix): Float64Array {
	switch (model.kind) {
		case 'constant':
			return new Float64Array(x.rows).fill(model.score);
		case 'linear':
			return linearScores(model, x);
		case 'trees':
			return treeScores(model, x);
	}
}
