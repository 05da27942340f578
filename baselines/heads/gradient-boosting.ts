/**
 * Gradient boosting of trees on the log-loss with Newton steps (Friedman 2001; Chen & Guestrin
 * 2016), as scikit-learn's HistGradientBoostingClassifier does it without early stopping.
 */
import { randomSource, seedFrom } from '../random-source.ts';
import { binaryModel, rowWeights, singleClass, type Head } from './head.ts';
import { sigmoid } from './model-data.ts';
import { binFeatures } from './tree/bins.ts';
import { growTree } from './tree/grow.ts';
import { addTree, type Tree } from './tree/tree.ts';

export interface BoostingParameters {
	/** Default 100. */
	rounds?: number;
	/** Default 0.1. */
	learningRate?: number;
	/** Default 31. */
	maxLeaves?: number;
	/** Default: none. */
	maxDepth?: number | null;
	/** Fewest rows of a leaf. Default 20. */
	minLeaf?: number;
	/** Default 0. */
	l2?: number;
	/** Share of the rows that each tree learns from. Default 1. */
	subsample?: number;
	/** Share of the features tried at each split. Default 1. */
	features?: number;
}

function sampleRows(n: number, share: number, uniform: () => number): Uint32Array {
	const rows = Uint32Array.from({ length: n }, (_, i) => i);
	if (share >= 1) return rows;
	const drawn = Math.max(1, Math.round(share * n));
	for (let k = 0; k < drawn; k++) {
		const other = k + Math.floor(uniform() * (n - k));
		[rows[k], rows[other]] = [rows[other]!, rows[k]!];
	}
	return rows.slice(0, drawn);
}

export function gradientBoosting(parameters: BoostingParameters = {}): Head {
	const { rounds = 100, learningRate = 0.1, maxLeaves = 31, maxDepth = null } = parameters;
	const { minLeaf = 20, l2 = 0, subsample = 1, features = 1 } = parameters;
	return {
		id: 'gradient-boosting',
		name: 'Gradient boosting',
		parameters: { rounds, learningRate, maxLeaves, maxDepth, minLeaf, l2, subsample, features },
		fit(x, y, { seed, balanced, onProgress }) {
			const constant = singleClass(y);
			if (constant) return constant;
			const data = binFeatures(x);
			const weights = rowWeights(y, balanced);
			const all = weights.reduce((sum, w) => sum + w, 0);
			const share = weights.reduce((sum, w, i) => sum + w * y[i]!, 0) / all;
			const start = Math.log(share / (1 - share));
			const raw = new Float64Array(x.rows).fill(start);
			const gradients = new Float64Array(x.rows);
			const curvatures = new Float64Array(x.rows);
			const grown: Tree[] = [];
			for (let round = 0; round < rounds; round++) {
				onProgress?.(round / rounds);
				for (let i = 0; i < x.rows; i++) {
					const p = sigmoid(raw[i]!);
					gradients[i] = weights[i]! * (p - y[i]!);
					curvatures[i] = weights[i]! * p * (1 - p);
				}
				const random = randomSource(seedFrom(seed, 'boosting', round));
				const rows = sampleRows(x.rows, subsample, random.uniform);
				const tree = growTree(data, gradients, curvatures, rows, {
					maxLeaves,
					maxDepth: maxDepth ?? Infinity,
					minLeaf,
					l2,
					featuresPerSplit: Math.max(1, Math.round(features * x.columns)),
					random,
				});
				grown.push(tree);
				addTree(tree, x, learningRate, raw);
			}
			return binaryModel({
				...{ kind: 'trees', start, factor: learningRate, link: 'sigmoid' },
				trees: grown,
			});
		},
	};
}
