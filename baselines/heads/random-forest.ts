/** Random forest (Breiman 2001): the mean of trees grown on bootstrap samples of the rows. */
import { randomSource, seedFrom } from '../random-source.ts';
import { binaryModel, rowWeights, singleClass, type Head } from './head.ts';
import { binFeatures } from './tree/bins.ts';
import { growTree } from './tree/grow.ts';

export interface ForestParameters {
	/** Default 100. */
	trees?: number;
	/** Default: none. */
	maxDepth?: number | null;
	/** Fewest rows of a leaf. Default 1. */
	minLeaf?: number;
	/** Features tried at each split: a number, or the root of all. Default `sqrt`. */
	features?: number | 'sqrt' | 'all';
	/** Default true. */
	bootstrap?: boolean;
}

function bootstrapRows(n: number, uniform: () => number): Uint32Array {
	return Uint32Array.from({ length: n }, () => Math.floor(uniform() * n));
}

export function randomForest(parameters: ForestParameters = {}): Head {
	const {
		trees = 100,
		maxDepth = null,
		minLeaf = 1,
		features = 'sqrt',
		bootstrap = true,
	} = parameters;
	return {
		id: 'random-forest',
		name: 'Random forest',
		parameters: { trees, maxDepth, minLeaf, features, bootstrap },
		fit(x, y, { seed, balanced, onProgress }) {
			const constant = singleClass(y);
			if (constant) return constant;
			const data = binFeatures(x);
			const weights = rowWeights(y, balanced);
			// The leaf's −G / H is then the weighted share of positives, and the gain is Gini's.
			const gradients = weights.map((weight, i) => -weight * y[i]!);
			const perSplit = features === 'sqrt' ? Math.floor(Math.sqrt(x.columns)) : features;
			const grown = Array.from({ length: trees }, (_, k) => {
				const random = randomSource(seedFrom(seed, 'forest', k));
				const rows = bootstrap
					? bootstrapRows(x.rows, random.uniform)
					: Uint32Array.from(y, (_label, i) => i);
				onProgress?.(k / trees);
				return growTree(data, gradients, weights, rows, {
					maxLeaves: Infinity,
					maxDepth: maxDepth ?? Infinity,
					minLeaf,
					l2: 0,
					featuresPerSplit: perSplit === 'all' ? undefined : Math.max(1, perSplit),
					random,
				});
			});
			return binaryModel({
				...{ kind: 'trees', start: 0, factor: 1 / trees, link: 'identity' },
				trees: grown,
			});
		},
	};
}
