/** Several models, each trained by its own recipe, and one more on what they say of the validation split. */
import { join } from 'node:path';
import { fitStack, stackers } from '../../heads/index.ts';
import { findRecipe } from '../../recipes/index.ts';
import type { Recipe, StackRecipe } from '../../recipes/types.ts';
import { TrainingError } from '../error.ts';
import { chooseThresholds } from '../thresholds.ts';
import { train } from './train.ts';
import type { Outcome, RunOptions } from './types.ts';

/** Folder of the members' runs below that of the stack. */
export const MEMBERS = 'members';

/** Weights that a command names are for members that start from published ones. */
function weightsFor(recipe: Recipe, { weights }: RunOptions): RunOptions['weights'] {
	const backbone =
		recipe.method === 'network'
			? recipe.backbone
			: recipe.method === 'classical' && recipe.features.kind === 'backbone'
				? recipe.features.backbone
				: null;
	return backbone?.weights === 'imagenet' ? weights : undefined;
}

/**
 * The stacker learns from the validation split, which its members have not learned from; figures of
 * that split are therefore too good, and only those of the test split count.
 */
export async function trainStack(recipe: StackRecipe, options: RunOptions): Promise<Outcome> {
	const members: { recipe: Recipe; outcome: Outcome }[] = [];
	for (const id of recipe.members) {
		options.onEvent({
			kind: 'note',
			text: `Member ${members.length + 1} of ${recipe.members.length}: ${id}`,
		});
		const member = findRecipe(id)!;
		const run = {
			...{ ...options, weights: weightsFor(member, options) },
			out: join(options.out, MEMBERS, id),
		};
		members.push({ recipe: member, outcome: await train(member, run) });
	}
	const first = members[0]!.outcome;
	const { validation, test, task } = first;
	if (!validation?.yTrue) {
		throw new TrainingError(
			'no_validation',
			'A stack learns from a validation split, and there is none.',
			'Mark some rows as validation.',
		);
	}
	const said = (split: 'validation' | 'test') =>
		members.map(({ outcome }) => outcome[split]!.yScore);
	const stack = fitStack(stackers[recipe.stacker](), said('validation'), validation.yTrue, task, {
		seed: options.seed,
	});
	const own = { ...validation, yScore: stack.predict(said('validation')) };
	return {
		...first,
		validation: own,
		test: test && { ...test, yScore: stack.predict(said('test')) },
		thresholds: chooseThresholds(recipe.threshold, validation.yTrue, own.yScore),
		...{ history: [], weights: null, built: null, parameters: null, start: { kind: 'none' } },
		head: { task, columns: recipe.members.length * first.labels.length, models: stack.models },
		members,
		chosen: { stacker: recipe.stacker, members: recipe.members },
		seconds: members.reduce((sum, { outcome }) => sum + outcome.seconds, 0),
	};
}
