/** A trained network, from its output folder: to look inside, and to score images. */
import * as tf from '@tensorflow/tfjs-core';
import type { ConstantData, LinearData } from '../heads/index.ts';
import type { SavedHead } from '../heads/saved-head.ts';
import type { ClassicalRecipe, NetworkRecipe } from '../recipes/types.ts';
import { TrainingError } from '../training/error.ts';
import {
	assignWeights,
	buildNetwork,
	disposeModel,
	type TrainableNetwork,
} from '../training/network/network.ts';
import { backboneOf } from './folder.ts';
import { openHead } from './open-head.ts';
import { openWeightsOf } from './open-weights.ts';
import type { Card } from './schema.ts';

/** The recipe of a run that can be looked into: a network, or a backbone with a head on it. */
export function networkRecipe({ recipe, network }: Card): NetworkRecipe | ClassicalRecipe {
	const { definition } = recipe;
	const known = definition.method === 'network' || definition.method === 'classical';
	if (known && network && backboneOf(definition)) return definition;
	throw new TrainingError(
		'not_trained_here',
		`${recipe.id} is no network: there are no maps in it to look at.`,
		'Explain a recipe of a network, or of a linear head on the features of one.',
	);
}

/** A network without layers of its own between features and logits. */
const LINEAR = { layers: [], output: 'sigmoid' } as const;

/** Log-odds of a label that nobody, or everybody, has. */
const SURE = 16;

/**
 * Planes on scaled features as one dense layer on the features themselves:
 * Σ c (x − m) s + b = Σ (c s) x + (b − Σ c s m).
 */
function denseOf({ models, columns }: SavedHead): { kernel: tf.Tensor; bias: tf.Tensor } {
	const labels = models.length;
	const kernel = new Float32Array(columns * labels);
	const bias = new Float32Array(labels);
	(models as readonly (LinearData | ConstantData)[]).forEach((model, k) => {
		if (model.kind === 'constant') {
			// A label of one class: sure enough of it, without a slope.
			bias[k] = model.score ? SURE : -SURE;
			return;
		}
		const { coefficients, intercept, scaling } = model;
		let offset = intercept;
		coefficients.forEach((coefficient, j) => {
			const slope = coefficient * (scaling?.inverse[j] ?? 1);
			kernel[j * labels + k] = slope;
			offset -= slope * (scaling?.mean[j] ?? 0);
		});
		bias[k] = offset;
	});
	return { kernel: tf.tensor2d(kernel, [columns, labels]), bias: tf.tensor1d(bias) };
}

async function openLinear(
	out: string,
	card: Card,
	recipe: ClassicalRecipe,
): Promise<TrainableNetwork> {
	const head = await openHead(out, card);
	if (head.models.some(({ kind }) => kind === 'trees')) {
		throw new TrainingError(
			'not_trained_here',
			`The head of ${recipe.id} has no gradient, which heat maps are made of.`,
			'Explain a linear head, such as logistic regression, or a network.',
		);
	}
	const backbone = backboneOf(recipe)!;
	const { size } = card.network!;
	// Outputs of their own for each class: what is looked at are their logits.
	const built = buildNetwork(
		{ backbone, head: LINEAR, image: recipe.image },
		{ task: 'multilabel', labels: card.labels.length, seed: 0, size },
	);
	try {
		await openWeightsOf(out, built.backbone);
		const { kernel, bias } = denseOf(head);
		assignWeights(built.head, { 'logits/kernel': kernel, 'logits/bias': bias });
		tf.dispose([kernel, bias]);
		return built;
	} catch (error) {
		disposeModel(built.whole);
		throw error;
	}
}

/**
 * The backend must have been started. Scores of a multiclass head on features are of each class
 * against the rest, before they are brought to sum to 1.
 * @throws {TrainingError} `not_trained_here`, `bad_output_folder`
 * @throws {WeightsError}
 */
export async function openTrained(out: string, card: Card): Promise<TrainableNetwork> {
	const recipe = networkRecipe(card);
	const { size, input } = card.network!;
	const own = { input: input as TrainableNetwork['input'] };
	if (recipe.method === 'classical') return { ...(await openLinear(out, card, recipe)), ...own };
	const { task, labels } = card;
	const built = buildNetwork(recipe, { task, labels: labels.length, seed: 0, size });
	try {
		await openWeightsOf(out, built.whole);
		return { ...built, ...own };
	} catch (error) {
		disposeModel(built.whole);
		throw error;
	}
}
