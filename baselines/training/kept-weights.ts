/** A copy of a network's weights, for the best epoch so far. */
import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { assignWeights, weightsOf } from './network/network.ts';
import type { Named } from './optimisers/index.ts';

export interface KeptWeights {
	values: Named | null;
	/** Keeps what the model has now. Costs no copy: a variable that is assigned gets new memory. */
	keep(): void;
	/** Keeps these, which stay the caller's. */
	take(values: Named): void;
	/** Gives the model back what was kept, if anything was. */
	putBack(): void;
	dispose(): void;
}

export function keepWeights(model: tfl.LayersModel): KeptWeights {
	const kept: KeptWeights = {
		values: null,
		keep: () => kept.take(weightsOf(model)),
		take(values) {
			kept.dispose();
			kept.values = Object.fromEntries(
				Object.entries(values).map(([name, value]) => [name, tf.keep(tf.clone(value))]),
			);
		},
		putBack() {
			if (kept.values) assignWeights(model, kept.values);
		},
		dispose() {
			if (kept.values) tf.dispose(kept.values);
			kept.values = null;
		},
	};
	return kept;
}
