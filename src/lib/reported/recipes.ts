/** Published results out of the recipes that reproduce them. */
import { recipes, type Recipe } from '#baselines/recipes/index';
import { notScoredHere, type Reported } from './types.ts';

const text = (figure: string, of: string | undefined, value: number) =>
	`${figure}${of ? ` of ${of}` : ''} ${value}`;

/** What else its source printed of an experiment, for the note. */
function others({ source }: Recipe, metric: string): string {
	const rest = source.published.filter(({ figure, of }) => figure !== metric || of !== undefined);
	if (!rest.length) return '';
	return ` Also printed: ${rest.map(({ figure, of, value }) => text(figure, of, value)).join(', ')}.`;
}

/** Every experiment of a system that printed the metric over all classes. */
export function reportedBySystem(
	system: NonNullable<Recipe['source']['system']>,
	metric: string,
	data: string,
	wanted: (recipe: Recipe) => boolean = () => true,
): Reported[] {
	return recipes
		.filter((recipe) => recipe.source.system === system && wanted(recipe))
		.flatMap((recipe) => {
			const own = recipe.source.published.find((p) => p.figure === metric && p.of === undefined);
			if (!own) return [];
			const on = own.on ? ` On its ${own.on} images.` : '';
			return [
				{
					name: recipe.name,
					score: own.value,
					note: `${notScoredHere(data)}${on}${others(recipe, metric)}`.slice(0, 1000),
					source: { title: recipe.source.title },
				},
			];
		});
}
