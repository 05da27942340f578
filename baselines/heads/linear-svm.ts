/**
 * Linear support vector machine by dual coordinate descent (Hsieh, Chang, Lin, Keerthi & Sundararajan
 * 2008, algorithm 1), the method of LIBLINEAR. The intercept is one more feature of value 1, and is
 * penalised with the others, as there.
 */
import { randomSource, seedFrom } from '../random-source.ts';
import { binaryModel, rowWeights, singleClass, type Head } from './head.ts';
import { linearData } from './logistic-regression.ts';
import type { Matrix } from './matrix.ts';
import { fitScaler } from './standardise.ts';

export interface SvmParameters {
	/** Default 1. */
	c?: number;
	/** Hinge loss or its square. Default `squared-hinge`, as in scikit-learn. */
	loss?: 'hinge' | 'squared-hinge';
	/** Default true. */
	standardise?: boolean;
	/** Of the projected gradient. Default 1e-4. */
	tolerance?: number;
	/** Passes over the rows. Default 1,000. */
	maxPasses?: number;
}

export interface SvmFit {
	coefficients: Float64Array;
	intercept: number;
	passes: number;
	converged: boolean;
}

export function fitSvm(
	x: Matrix,
	y: Uint8Array,
	weights: Float64Array,
	seed: number,
	parameters: SvmParameters & { onPass?(share: number): void } = {},
): SvmFit {
	const { rows: n, columns: d, values } = x;
	const { c = 1, loss = 'squared-hinge', tolerance = 1e-4, maxPasses = 1000 } = parameters;
	const { uniform } = randomSource(seedFrom(seed, 'svm'));
	const squared = loss === 'squared-hinge';
	const alpha = new Float64Array(n);
	const w = new Float64Array(d + 1);
	const curvature = Float64Array.from({ length: n }, (_, i) => {
		let sum = squared ? 1 + 0.5 / (c * weights[i]!) : 1;
		for (let j = 0, at = i * d; j < d; j++, at++) sum += values[at]! * values[at]!;
		return sum;
	});
	const order = Uint32Array.from({ length: n }, (_, i) => i);
	for (let pass = 1; ; pass++) {
		parameters.onPass?.(pass / maxPasses);
		let [most, least] = [-Infinity, Infinity];
		for (let k = 0; k < n; k++) {
			const other = k + Math.floor(uniform() * (n - k));
			[order[k], order[other]] = [order[other]!, order[k]!];
			const i = order[k]!;
			const sign = y[i] ? 1 : -1;
			const at = i * d;
			let z = w[d]!;
			for (let j = 0; j < d; j++) z += w[j]! * values[at + j]!;
			const upper = squared ? Infinity : c * weights[i]!;
			const old = alpha[i]!;
			const gradient = sign * z - 1 + (squared ? (0.5 * old) / (c * weights[i]!) : 0);
			const projected =
				old === 0 ? Math.min(gradient, 0) : old === upper ? Math.max(gradient, 0) : gradient;
			most = Math.max(most, projected);
			least = Math.min(least, projected);
			if (projected === 0) continue;
			alpha[i] = Math.min(Math.max(old - gradient / curvature[i]!, 0), upper);
			const step = sign * (alpha[i]! - old);
			for (let j = 0; j < d; j++) w[j]! += step * values[at + j]!;
			w[d]! += step;
		}
		const converged = most - least <= tolerance;
		if (converged || pass === maxPasses) {
			return { coefficients: w.slice(0, d), intercept: w[d]!, passes: pass, converged };
		}
	}
}

/** Scores are the sigmoid of the distance from the plane: the same ranks, 0.5 on the plane. */
export function linearSvm(parameters: SvmParameters = {}): Head {
	const { c = 1, loss = 'squared-hinge', standardise = true } = parameters;
	return {
		id: 'linear-svm',
		name: 'Linear support vector machine',
		parameters: { c, loss, standardise },
		fit(x, y, { seed, balanced, onProgress }) {
			const constant = singleClass(y);
			if (constant) return constant;
			const scaler = standardise ? fitScaler(x) : null;
			const weights = rowWeights(y, balanced);
			const fit = fitSvm(scaler?.apply(x) ?? x, y, weights, seed, {
				...parameters,
				onPass: onProgress,
			});
			return binaryModel(linearData(fit, scaler));
		},
	};
}
