import { expect, it } from 'vitest';
import { recipes } from '#baselines/recipes/index';
import { recipeSchema } from '#baselines/recipes/schema';

it.each(recipes.map((recipe) => [recipe.id, recipe]))(
	'%s fits the schema of files',
	(_, recipe) => {
		const { error } = recipeSchema.safeParse(JSON.parse(JSON.stringify(recipe)));
		expect(error?.issues).toBeUndefined();
	},
);
