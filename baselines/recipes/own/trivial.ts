import { defineRecipe } from '../define.ts';
import { own } from './shared.ts';

const trivial = (id: string, name: string, note: string) =>
	defineRecipe({
		...{ id, name, note, source: own, method: 'trivial', baseline: id },
		tasks: ['binary', 'multiclass', 'multilabel'],
	});

/** Rows that a network must leave far behind; on a confounded set they say more than it does. */
export const trivialRecipes = [
	trivial(
		'prevalence',
		'Prevalence',
		'Gives every image the share of positives among the training images.',
	),
	trivial('random', 'Random', 'Gives every image a uniform random score.'),
	trivial('metadata', 'Metadata only', 'Age, sex and view; never looks at an image.'),
	trivial('pixels', '24×24 pixels', 'Logistic regression on the image shrunk to 24×24 pixels.'),
];
