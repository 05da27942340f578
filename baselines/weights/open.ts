import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { readLayersModel } from './layers-model.ts';
import { readSafetensors } from './safetensors.ts';
import type { WeightsFile } from './types.ts';
import { WeightsError } from './weights-error.ts';

/** Formats that hold weights and are not read here, and what to do with them. */
const OTHER: Record<string, string> = {
	'.pth': 'a PyTorch pickle',
	'.pt': 'a PyTorch pickle',
	'.bin': 'a PyTorch pickle',
	'.h5': 'HDF5 of Keras',
	'.keras': 'a Keras archive',
};

/**
 * Opens a file of weights: safetensors, or the `model.json` (or its folder) of a TensorFlow.js layers
 * model.
 * @throws {WeightsError} `weights_unreadable`
 */
export async function openWeights(path: string): Promise<WeightsFile> {
	const other = OTHER[extname(path).toLowerCase()];
	if (other) throw refused(path, `it is ${other}`, other);
	try {
		if ((await stat(path)).isDirectory()) return await readLayersModel(join(path, 'model.json'));
		if (extname(path) === '.json') return await readLayersModel(path);
		return readSafetensors(await readFile(path), path);
	} catch (error) {
		if (error instanceof WeightsError) throw error;
		throw refused(path, (error as Error).message, '');
	}
}

function refused(path: string, what: string, format: string): WeightsError {
	const convert = format.includes('Keras')
		? 'Convert it with tensorflowjs_converter to a layers model.'
		: 'Save its state_dict with safetensors.torch.save_file: a pickle can run any program.';
	return new WeightsError(
		'weights_unreadable',
		`${path} cannot be read: ${what}.`,
		format ? convert : 'Check the path.',
	);
}
