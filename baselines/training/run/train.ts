/** One recipe on one data set. */
import type { Recipe } from '../../recipes/types.ts';
import { TrainingError } from '../error.ts';
import { trainClassical } from './train-classical.ts';
import { trainNetwork } from './train-network.ts';
import { trainStack } from './train-stack.ts';
import { trainTrivial } from './train-trivial.ts';
import type { Outcome, RunOptions } from './types.ts';

/**
 * Trains, and scores validation and test images. Writes nothing but checkpoints and cached features.
 * @throws {TrainingError}
 * @throws {Interrupted} when the signal was aborted; a checkpoint is there where a network was trained
 */
export async function train(recipe: Recipe, options: RunOptions): Promise<Outcome> {
	const { task } = options.dataset;
	if (!recipe.tasks.includes(task)) {
		throw new TrainingError(
			'wrong_task',
			`${recipe.id} is for ${recipe.tasks.join(' and ')} tasks, and the data set is ${task}.`,
			'`holdout baseline list` says which recipe is for which task.',
		);
	}
	switch (recipe.method) {
		case 'trivial':
			return trainTrivial(recipe, options);
		case 'classical':
			return trainClassical(recipe, options);
		case 'network':
			return trainNetwork(recipe, options);
		case 'stack':
			return trainStack(recipe, options);
	}
}
