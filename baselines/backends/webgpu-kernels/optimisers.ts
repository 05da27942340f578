/** The updates of the optimisers, one program for each tensor that changes. */
import { elementwiseKernel } from './elementwise.ts';

/** α·a + β·b */
export const LINEAR = 'HoldoutLinear';
/** α·a + β·b² */
export const LINEAR_SQUARE = 'HoldoutLinearSquare';
/** keep·w − rate·m / (√(v·scale) + ε) */
export const ADAM_STEP = 'HoldoutAdamStep';

export const optimiserKernels = [
	elementwiseKernel({
		...{ name: LINEAR, inputs: ['a', 'b'], numbers: ['alpha', 'beta'] },
		value: 'alpha * a + beta * b',
	}),
	elementwiseKernel({
		...{ name: LINEAR_SQUARE, inputs: ['a', 'b'], numbers: ['alpha', 'beta'] },
		value: 'alpha * a + beta * b * b',
	}),
	elementwiseKernel({
		...{ name: ADAM_STEP, inputs: ['w', 'm', 'v'], numbers: ['keep', 'rate', 'scale', 'epsilon'] },
		value: 'keep * w - rate * m / (sqrt(v * scale) + epsilon)',
	}),
];
