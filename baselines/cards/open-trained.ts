/** A trained network, from its output folder. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { FILES } from './folder.ts';
import type { Card } from './schema.ts';
import type { NetworkRecipe } from '../recipes/types.ts';
import { readSafetensors } from '../weights/safetensors.ts';
import { makeTensors } from '../training/device-values.ts';
import { TrainingError } from '../training/error.ts';
import {
	assignWeights,
	buildNetwork,
	weightsOf,
	type TrainableNetwork,
} from '../training/network/network.ts';

const REMEDY = 'Train again into another folder.';

/** The recipe of a network; others have nothing to be opened. */
export function networkRecipe({ recipe, network }: Card): NetworkRecipe {
	if (recipe.definition.method === 'network' && network) return recipe.definition;
	throw new TrainingError(
		'not_trained_here',
		`${recipe.id} is no network that can be opened again.`,
		'Train it again with the images to be scored among its test images.',
	);
}

/**
 * The backend must have been started.
 * @throws {TrainingError} `not_trained_here`, `bad_output_folder`
 * @throws {WeightsError}
 */
export async function openTrained(out: string, card: Card): Promise<TrainableNetwork> {
	const recipe = networkRecipe(card);
	const { size, input } = card.network!;
	const path = join(out, FILES.weights);
	const bytes = await readFile(path).catch(() => {
		throw new TrainingError('bad_output_folder', `There is no ${FILES.weights} in ${out}.`, REMEDY);
	});
	const built = buildNetwork(recipe, {
		task: card.task,
		labels: card.labels.length,
		seed: 0,
		size,
	});
	const tensors = makeTensors(readSafetensors(bytes, path).weights);
	const missing = Object.entries(weightsOf(built.whole)).filter(
		([name, { shape }]) => String(tensors[name]?.shape) !== String(shape),
	);
	if (missing.length) {
		tf.dispose(tensors);
		throw new TrainingError(
			'bad_output_folder',
			`${path} does not fit the card: ${missing.map(([name]) => name).join(', ')}.`,
			REMEDY,
		);
	}
	assignWeights(built.whole, tensors);
	tf.dispose(tensors);
	return { ...built, input: input as TrainableNetwork['input'] };
}
