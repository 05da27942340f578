/** Checks a recipe when it is loaded: one that cannot be carried out is a bug of the file. */
import type { NetworkHead, Recipe } from './types.ts';

/** Parameters of a head, trained or not; a batch normalisation has four for each input. */
export function countHead(head: NetworkHead, features: number, outputs: number): number {
	let [width, total] = [features, 0];
	for (const layer of head.layers) {
		if ('batchNorm' in layer) total += 4 * width;
		else if ('dense' in layer) {
			total += (width + 1) * layer.dense;
			width = layer.dense;
		}
	}
	return total + (width + 1) * outputs;
}

function faults(recipe: Recipe): string[] {
	const found: string[] = [];
	if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(recipe.id)) found.push('its id is not kebab-case');
	if (recipe.tasks.length === 0) found.push('it is for no task');
	if (recipe.method === 'stack' && recipe.members.length < 2) found.push('it stacks one model');
	if (recipe.method !== 'network') return found;
	const { phases, head, tasks, image, batch } = recipe;
	if (phases.length === 0) found.push('it has no phase');
	if (phases.some(({ epochs }) => !(epochs >= 1))) found.push('a phase has no epoch');
	if (batch < 1) found.push('its batch is empty');
	if (image.resize !== undefined && image.resize < image.size)
		found.push('its crop is larger than the image');
	if (head.output === 'softmax' && tasks.includes('multilabel'))
		found.push('a softmax gives several findings no scores of their own');
	if (head.output === 'sigmoid' && tasks.includes('multiclass'))
		found.push('sigmoids of classes do not sum to 1');
	return found;
}

/**
 * A recipe as it is written, checked.
 * @throws where it contradicts itself
 */
export function defineRecipe<R extends Recipe>(recipe: R): R {
	const found = faults(recipe);
	if (found.length) throw new Error(`The recipe ${recipe.id} is wrong: ${found.join('; ')}.`);
	return recipe;
}
