/** A grown tree as parallel arrays; node 0 is the root. */
import type { Matrix } from '../matrix.ts';

export interface Tree {
	/** −1 at a leaf. */
	feature: number[];
	/** A row goes left where its value is not above this. */
	threshold: number[];
	left: number[];
	right: number[];
	/** Of a leaf. */
	value: number[];
}

/** The value of the leaf that a row falls into; `at` is where the row starts in `values`. */
export function leafValue(tree: Tree, values: Float32Array, at: number): number {
	let node = 0;
	while (tree.feature[node]! >= 0) {
		const below = values[at + tree.feature[node]!]! <= tree.threshold[node]!;
		node = below ? tree.left[node]! : tree.right[node]!;
	}
	return tree.value[node]!;
}

/** Adds factor × leaf value of every row to `sums`. */
export function addTree(tree: Tree, x: Matrix, factor: number, sums: Float64Array): void {
	for (let i = 0; i < x.rows; i++) sums[i]! += factor * leafValue(tree, x.values, i * x.columns);
}
