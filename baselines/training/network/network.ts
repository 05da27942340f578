/** A backbone and a head as one network, and which of its weights a phase may change. */
import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import type { Task } from '../../data/types.ts';
import { join } from '../../models/mlp-head.ts';
import { FreezableBatchNormalization } from '../../models/layers/batch-normalization.ts';
import { SeededDropout } from '../../models/layers/dropout.ts';
import { ModelError } from '../../models/model-error.ts';
import type { NetworkRecipe, Phase } from '../../recipes/types.ts';
import type { Named } from '../optimisers/index.ts';
import { registerBatchNormGradient } from '../batch-norm-gradient.ts';
import { findArchitecture } from './architecture.ts';
import { buildHead, outputOf, type OutputKind } from './head.ts';
import { inputOf, type InputSpec } from './input.ts';

export interface TrainableNetwork {
	/** From the prepared image to pooled features, and from those to logits. They share weights with `whole`. */
	backbone: tfl.LayersModel;
	head: tfl.LayersModel;
	whole: tfl.LayersModel;
	input: InputSpec;
	output: OutputKind;
	/** Logits. */
	outputs: number;
	/** Edge of the image. */
	size: number;
}

export interface NetworkOptions {
	task: Task;
	labels: number;
	seed: number;
	/** Mean grey value of the training images, where the recipe centres. */
	centre?: number | undefined;
	/** Edge, instead of the recipe's. */
	size?: number | undefined;
	/** Share of the filters of the backbone, for a try; published weights fit 1 only. */
	width?: number | undefined;
}

/** @throws {ModelError} */
export function buildNetwork(
	{ backbone: spec, head: headSpec, image }: Pick<NetworkRecipe, 'backbone' | 'head' | 'image'>,
	{ task, labels, seed, centre, size = image.size, width = spec.width }: NetworkOptions,
): TrainableNetwork {
	registerBatchNormGradient();
	const architecture = findArchitecture(spec.model);
	const { channels } = image;
	const { convention, upTo } = spec;
	const options = {
		size,
		channels,
		seed,
		...(convention && { convention }),
		...(upTo && { upTo }),
		...(width !== undefined && { width }),
	};
	const backbone = architecture.build(options);
	const { kind, outputs } = outputOf(headSpec, task);
	const count = outputs(labels);
	const features = backbone.outputs[0]!.shape.at(-1)!;
	const head = buildHead(headSpec, features, count, seed);
	return {
		...{ backbone, head, whole: join(backbone, head) },
		input: inputOf(image, architecture, spec, centre),
		...{ output: kind, outputs: count, size },
	};
}

/** Such as `conv1/kernel`; TensorFlow.js puts the layer's name before it in some layers only. */
const named = (layer: tfl.layers.Layer, weights: readonly tfl.LayerVariable[]) =>
	weights.map((weight): [string, tf.Variable] => [
		`${layer.name}/${weight.originalName.split('/').at(-1)}`,
		weight.read() as tf.Variable,
	]);

/** All weights by layer and name, those that no gradient reaches (running statistics) too. */
export const weightsOf = (model: tfl.LayersModel): Named<tf.Variable> =>
	Object.fromEntries(model.layers.flatMap((layer) => named(layer, layer.weights)));

/** Those that gradients change: of layers that are not frozen. */
export const trainableOf = (model: tfl.LayersModel): Named<tf.Variable> =>
	Object.fromEntries(model.layers.flatMap((layer) => named(layer, layer.trainableWeights)));

/**
 * Number of the first layer of a backbone that a phase trains; past the last one where it trains none.
 * @throws {ModelError} `unknown_layer`
 */
export function firstTrained({ name, layers }: tfl.LayersModel, train: Phase['train']): number {
	if (typeof train === 'string') return train === 'all' ? 0 : layers.length;
	const from = layers.findIndex((layer) => layer.name === train.from);
	if (from >= 0) return from;
	throw new ModelError('unknown_layer', `${name} has no layer "${train.from}".`);
}

/**
 * Freezes what a phase leaves alone.
 * @throws {ModelError} `unknown_layer`
 */
export function freeze(
	{ backbone, head }: TrainableNetwork,
	{ train, norms }: Pick<Phase, 'train' | 'norms'>,
): void {
	const from = firstTrained(backbone, train);
	const kept = (layer: tfl.layers.Layer) =>
		norms === 'frozen' && layer instanceof FreezableBatchNormalization;
	backbone.layers.forEach((layer, k) => (layer.trainable = k >= from && !kept(layer)));
	head.layers.forEach((layer) => (layer.trainable = true));
}

/** Says to every dropout at which step the network is, so that its masks follow from the seed. */
export function setStep(model: tfl.LayersModel, step: number): void {
	for (const layer of model.layers) if (layer instanceof SeededDropout) layer.calls = step;
}

/** Replaces weights by name with the values given, which stay the caller's. */
export function assignWeights(model: tfl.LayersModel, values: Named): void {
	for (const [name, variable] of Object.entries(weightsOf(model))) {
		const value = values[name];
		if (value) variable.assign(value);
	}
}

/** Starts the outputs at the log-odds of the prevalence, so that the first steps need not find it. */
export function setPriors(head: tfl.LayersModel, logOdds: readonly number[]): void {
	const bias = weightsOf(head)['logits/bias']!;
	tf.tidy(() => bias.assign(tf.tensor1d([...logOdds])));
}

/** Counts parameters, running statistics included. */
export const countParameters = (model: tfl.LayersModel): number =>
	Object.values(weightsOf(model)).reduce((sum, { size }) => sum + size, 0);

/** Frees the weights of a model; layers that another model shares lose theirs too. */
export function disposeModel(model: tfl.LayersModel): void {
	for (const layer of model.layers) for (const weight of layer.weights) weight.dispose();
}
