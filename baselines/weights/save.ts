import type * as tfl from '@tensorflow/tfjs-layers';
import type { Architecture, Convention } from '../models/types.ts';
import { weightKind } from '../models/weight-kind.ts';
import { writeSafetensors } from './safetensors.ts';

/**
 * The weights of a model as safetensors, named `layer/weight`, with the architecture and the edition in
 * the metadata so that `loadWeights` puts them back where they were.
 */
export async function saveWeights(
	model: tfl.LayersModel,
	architecture: Architecture,
	convention: Convention,
	metadata: Record<string, string> = {},
	type: 'F16' | 'F32' = 'F32',
): Promise<Uint8Array> {
	const variables = model.layers.flatMap((layer) =>
		layer.weights.map((variable) => ({ name: `${layer.name}/${weightKind(variable)}`, variable })),
	);
	const weights = await Promise.all(
		variables.map(async ({ name, variable }) => {
			const values = (await variable.read().data()) as Float32Array;
			return { name, shape: variable.shape as number[], values: () => values };
		}),
	);
	const own = { 'holdout.architecture': architecture.id, 'holdout.convention': convention };
	return writeSafetensors(weights, { ...metadata, ...own }, type);
}
