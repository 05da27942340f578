import type { OptimiserSpec } from '../../recipes/types.ts';
import { adam } from './adam.ts';
import { nadam } from './nadam.ts';
import { createOptimiser, type Optimiser } from './optimiser.ts';
import { sgd } from './sgd.ts';

/** The optimiser that a recipe names. */
export function makeOptimiser(spec: OptimiserSpec): Optimiser {
	const update =
		spec.kind === 'sgd' ? sgd(spec.momentum, spec.nesterov) : spec.kind === 'adam' ? adam : nadam;
	return createOptimiser(update, spec.weightDecay);
}

export type { Named, Optimiser } from './optimiser.ts';
