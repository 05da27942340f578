/** Logistic regression with an L2 penalty, on standardised features. */
import { binaryModel, rowWeights, singleClass, type Head } from './head.ts';
import { minimise } from './lbfgs.ts';
import type { Matrix } from './matrix.ts';
import { sigmoid, type LinearData } from './model-data.ts';
import { fitScaler, type Scaling } from './standardise.ts';

export interface LogisticParameters {
	/** Inverse strength of the penalty, as in scikit-learn. Default 1. */
	c?: number;
	/** Default true: columns are brought to mean 0 and deviation 1 first. */
	standardise?: boolean;
	/** Of the mean gradient. Default 1e-6. */
	tolerance?: number;
	/** Default 1,000. */
	maxIterations?: number;
}

/** Coefficients on the features as they were given to `fitLogistic`. */
export interface LogisticFit {
	coefficients: Float64Array;
	intercept: number;
	iterations: number;
	converged: boolean;
}

/** log(1 + e^z) without overflow. */
const softplus = (z: number) => (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)));

/**
 * Minimises mean(w · log-loss) + |β|² / (2 C n), which has scikit-learn's minimum (C · Σ w · log-loss
 * + |β|² / 2); the intercept is not penalised.
 */
export function fitLogistic(
	x: Matrix,
	y: Uint8Array,
	weights: Float64Array,
	parameters: LogisticParameters & { onIteration?(share: number): void } = {},
): LogisticFit {
	const { rows: n, columns: d, values } = x;
	const { c = 1, tolerance = 1e-6, maxIterations = 1000, onIteration } = parameters;
	const penalty = 1 / (c * n);
	const objective = (w: Float64Array, gradient: Float64Array) => {
		gradient.fill(0);
		const intercept = w[d]!;
		let loss = 0;
		let residuals = 0;
		for (let i = 0; i < n; i++) {
			const at = i * d;
			let z = intercept;
			for (let j = 0; j < d; j++) z += w[j]! * values[at + j]!;
			const weight = weights[i]! / n;
			loss += weight * (softplus(z) - y[i]! * z);
			const residual = weight * (sigmoid(z) - y[i]!);
			residuals += residual;
			for (let j = 0; j < d; j++) gradient[j]! += residual * values[at + j]!;
		}
		gradient[d] = residuals;
		for (let j = 0; j < d; j++) {
			loss += 0.5 * penalty * w[j]! * w[j]!;
			gradient[j]! += penalty * w[j]!;
		}
		return loss;
	};
	const { w, iterations, converged } = minimise(objective, new Float64Array(d + 1), {
		tolerance,
		maxIterations,
		onIteration: (k) => onIteration?.(k / maxIterations),
	});
	return { coefficients: w.slice(0, d), intercept: w[d]!, iterations, converged };
}

/** A plane as data, on columns as they were before they were scaled. */
export const linearData = (
	{ coefficients, intercept }: Pick<LogisticFit, 'coefficients' | 'intercept'>,
	scaler: Scaling | null,
): LinearData => ({
	kind: 'linear',
	...{ coefficients, intercept },
	scaling: scaler && { mean: scaler.mean, inverse: scaler.inverse },
});

export function logisticRegression(parameters: LogisticParameters = {}): Head {
	const { c = 1, standardise = true } = parameters;
	return {
		id: 'logistic-regression',
		name: 'Logistic regression',
		parameters: { c, standardise },
		fit(x, y, { balanced, onProgress }) {
			const constant = singleClass(y);
			if (constant) return constant;
			const scaler = standardise ? fitScaler(x) : null;
			const weights = rowWeights(y, balanced);
			const fit = fitLogistic(scaler?.apply(x) ?? x, y, weights, {
				...parameters,
				onIteration: onProgress,
			});
			return binaryModel(linearData(fit, scaler));
		},
	};
}
