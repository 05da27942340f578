/** What a reader must not conclude from a card. */
import type { Outcome } from '../training/run/types.ts';
import type { Recipe } from '../recipes/types.ts';

export function limitsOf(recipe: Recipe, outcome: Outcome): string[] {
	const limits = [
		'A reference for comparison in a competition. Not a medical device, and not tested on any patient.',
	];
	if (outcome.start.kind === 'random' && recipe.method === 'classical')
		limits.push(
			'The backbone has random weights and was not trained: its features are a random projection.',
		);
	const wantedImagenet =
		(recipe.method === 'network' && recipe.backbone.weights === 'imagenet') ||
		(recipe.method === 'classical' &&
			recipe.features.kind === 'backbone' &&
			recipe.features.backbone.weights === 'imagenet');
	if (outcome.start.kind === 'random' && wantedImagenet)
		limits.push(
			'The published recipe starts from ImageNet weights; this model started from random ones.',
		);
	if (outcome.start.missing?.length)
		limits.push(
			`${outcome.start.missing.length} weights were not in the file that it started from, and started random.`,
		);
	if (outcome.carved)
		limits.push(
			'The data set has no validation split: a tenth of the training patients, drawn by the seed, served as one.',
		);
	if (!outcome.validation)
		limits.push('There was no validation split: nothing was stopped early and thresholds are 0.5.');
	if (outcome.test && !outcome.test.yTrue)
		limits.push(
			'The labels of the test images are withheld: figures here are of the validation split, on which the best epoch was chosen, and so a little too good.',
		);
	if (!outcome.test) limits.push('There are no test images: figures are of the validation split.');
	if (recipe.method === 'stack')
		limits.push(
			'The stack learned from the validation split: only figures of the test split count.',
		);
	if (outcome.notices.some(({ code }) => code === 'patient_crosses'))
		limits.push('Some patients are in more than one split: figures are a little too good.');
	return limits;
}
