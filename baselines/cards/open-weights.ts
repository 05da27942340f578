/** The weights of a run, from its output folder into a model that was built as its card says. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { makeTensors } from '../training/device-values.ts';
import { TrainingError } from '../training/error.ts';
import { assignWeights, weightsOf } from '../training/network/network.ts';
import { readSafetensors } from '../weights/safetensors.ts';
import { FILES } from './folder.ts';
import { TRAIN_AGAIN } from './open-head.ts';

/**
 * The backend must have been started.
 * @throws {TrainingError} `bad_output_folder`
 * @throws {WeightsError}
 */
export async function openWeightsOf(out: string, model: tfl.LayersModel): Promise<void> {
	const path = join(out, FILES.weights);
	const bytes = await readFile(path).catch(() => {
		throw new TrainingError(
			'bad_output_folder',
			`There is no ${FILES.weights} in ${out}.`,
			TRAIN_AGAIN,
		);
	});
	const tensors = makeTensors(readSafetensors(bytes, path).weights);
	const missing = Object.entries(weightsOf(model)).filter(
		([name, { shape }]) => String(tensors[name]?.shape) !== String(shape),
	);
	if (!missing.length) assignWeights(model, tensors);
	tf.dispose(tensors);
	if (!missing.length) return;
	throw new TrainingError(
		'bad_output_folder',
		`${path} does not fit the card: ${missing.map(([name]) => name).join(', ')}.`,
		TRAIN_AGAIN,
	);
}
