import type { OptimiserSpec } from '../../recipes/types.ts';
import { adam } from './adam.ts';
import { fusedAdam, isFused } from './fused.ts';
import { nadam } from './nadam.ts';
import { createOptimiser, type Optimiser } from './optimiser.ts';
import { sgd } from './sgd.ts';

const bestAdam = () => (isFused() ? fusedAdam : adam);

/** The optimiser that a recipe names, for the backend in use. */
export function makeOptimiser(spec: OptimiserSpec): Optimiser {
	const update =
		spec.kind === 'sgd'
			? sgd(spec.momentum, spec.nesterov)
			: spec.kind === 'adam'
				? bestAdam()
				: nadam;
	return createOptimiser(update, spec.weightDecay);
}

export type { Named, Optimiser } from './optimiser.ts';
