import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import type { Architecture, Convention } from '../models/types.ts';
import { match } from './match.ts';
import { mismatch } from './mismatch.ts';
import { conventionOf, namingOf } from './naming.ts';
import type { NamingId } from './names/index.ts';
import type { WeightsFile } from './types.ts';

export interface LoadOptions {
	/**
	 * Leaves what is missing or unexpected as it is, instead of refusing the file; the report lists it.
	 * A wrong shape is refused all the same.
	 */
	partial?: boolean;
	/** Leaves the outputs as they are: a file of other classes than the model's. */
	withoutTop?: boolean;
}

/** What went where; for the model card too. */
export interface LoadReport {
	source: string;
	naming: NamingId;
	convention: Convention;
	/** Number of weights, of tensors that is, that were set. */
	loaded: number;
	/** Weights of the model that the file has not, as `layer/weight`. */
	missing: string[];
	/** Names in the file that the model has no place for. */
	unexpected: string[];
	/** Names in the file that were left out on purpose: outputs, auxiliary outputs, counters. */
	leftOut: string[];
}

/**
 * Sets the weights of a model from a file in the naming of Keras, torchvision or timm. Either all that
 * fits is set, or nothing.
 * @param model built by `architecture`
 * @throws {WeightsError} `weights_mismatch`, with every name and shape that does not fit
 */
export function loadWeights(
	model: tfl.LayersModel,
	architecture: Architecture,
	convention: Convention,
	file: WeightsFile,
	options: LoadOptions = {},
): LoadReport {
	const naming = namingOf(model, architecture, file);
	const found = match(model, architecture.id, naming, file, options.withoutTop ?? false);
	const fits = conventionOf(architecture, file);
	const gaps = found.missing.length > 0 || found.unexpected.length > 0;
	if (fits !== convention || found.wrongShape.length > 0 || (gaps && !options.partial)) {
		throw mismatch(architecture, { model: convention, file: fits }, file.source, found);
	}
	for (const { variable, slot, weight } of found.pairs) {
		const values = tf.tensor(slot.arrange(weight.values()), variable.shape as number[]);
		variable.write(values);
		values.dispose();
	}
	const { pairs, missing, unexpected, leftOut } = found;
	const loaded = pairs.length;
	return { source: file.source, naming, convention, loaded, missing, unexpected, leftOut };
}
