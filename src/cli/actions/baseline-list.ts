/** `holdout baseline list` */
import { recipes, type Recipe } from '#baselines/recipes/index';
import { formatTable } from '../format/table.ts';
import { say, sayJson } from '../output.ts';

function needs(recipe: Recipe): string {
	if (recipe.method === 'trivial') return 'nothing';
	if (recipe.method === 'stack') return `${recipe.members.length} models`;
	const backbone =
		recipe.method === 'network'
			? recipe.backbone
			: recipe.features.kind === 'backbone'
				? recipe.features.backbone
				: null;
	if (!backbone) return 'nothing';
	return backbone.weights === 'random' ? backbone.model : `${backbone.model} weights`;
}

export function listRecipes({ json = false }: { json?: boolean }): void {
	if (json) return sayJson({ ok: true, recipes });
	const rows = recipes.map((recipe) => [
		recipe.id,
		recipe.source.system ?? '',
		recipe.name,
		'image' in recipe ? recipe.image.size : '',
		needs(recipe),
	]);
	const columns = [
		{ title: 'recipe' },
		{ title: 'source' },
		{ title: 'name' },
		{ title: 'pixels', align: 'right' as const },
		{ title: 'starts from' },
	];
	say(formatTable(columns, rows).join('\n'));
}
