/** The baselines that are kept with the project: whole, honest, and in the order that they should have. */
import { describe, expect, it } from 'vitest';
import { findRecipe } from '#baselines/recipes/index';
import { shortened } from '#baselines/trained/pack';
import { MOVED_ON, PLAN } from '#baselines/trained/plan';
import { checkCard } from '#lib/baseline-card/check-card';
import { compareFiles, scoreSubmission } from '#scorer/index';
import { demoSolution, listCommitted, pictureIn } from './committed.ts';

const committed = listCommitted();
const slugs = [...new Set(committed.map(({ slug }) => slug))];
const demos = new Map(slugs.map((slug) => [slug, demoSolution(slug)]));
const MOST_BYTES = 250_000;

it('every demo competition has a network and the rows that it must beat', () => {
	for (const { slug } of PLAN) {
		const own = committed.filter((one) => one.slug === slug).map(({ recipe }) => recipe);
		expect(own, slug).toEqual(
			expect.arrayContaining(['prevalence', 'metadata', 'pixels', 'demo-small-cnn']),
		);
	}
});

describe.each(committed.map((one) => [`${one.slug}/${one.recipe}`, one] as const))(
	'%s',
	(_, one) => {
		const { slug, recipe, folder, card, cardBytes, csv, bytes } = one;
		const { solution, spec, validation } = demos.get(slug)!;

		it('is small, and of the recipe as it is today or says that it is not', () => {
			expect(bytes).toBeLessThan(MOST_BYTES);
			expect(checkCard(cardBytes)).toMatchObject({ ok: true });
			expect(card.recipe.id).toBe(recipe);
			const today = JSON.parse(JSON.stringify(findRecipe(recipe))) as unknown;
			if (MOVED_ON.has(`${slug}/${recipe}`)) expect(card.recipe.definition).not.toEqual(today);
			else expect(card.recipe.definition).toEqual(today);
		});

		it('says nothing of the test labels: figures, counts and pictures are of the validation split', () => {
			expect(card.figures!.split).toBe('validation');
			expect(card.explanation?.split ?? 'validation').toBe('validation');
			for (const { test } of Object.values(card.data.positives)) expect(test).toBeNull();
			for (const { image } of card.gallery) expect(validation).toContain(image);
			expect(card.data.images.test).toBe(solution.ids.length);
		});

		it('has the pictures that its card names, and heat maps where it is a network', () => {
			for (const { file } of card.gallery) expect(pictureIn(folder, file), file).toBe(true);
			if (recipe !== 'demo-small-cnn') return;
			expect(card.gallery.length).toBeGreaterThanOrEqual(8);
			// More heat inside the true regions than an even map has there.
			const { localisation } = card.explanation!;
			expect(localisation!.regions).toBeGreaterThanOrEqual(100);
			expect(localisation!.energy_inside).toBeGreaterThan(1.5 * localisation!.area);
		});

		it('is accepted as a submission, and scores on the test split about what its card says', () => {
			const scored = scoreSubmission(csv, solution, spec, { intervals: 'main' });
			if (!scored.ok) throw new Error(JSON.stringify(scored.problems));
			const { score, interval } = scored.splits.public;
			// The stack learned from the validation split, so its card says more than is true.
			if (card.recipe.definition.method === 'stack') return expect(score).toBeGreaterThan(0.5);
			const [low, high] = card.figures!.report.interval!;
			expect(interval![0]).toBeLessThanOrEqual(high);
			expect(interval![1]).toBeGreaterThanOrEqual(low);
		});
	},
);

describe.each(slugs)('the board of %s', (slug) => {
	const of = (recipe: string) =>
		committed.find((one) => one.slug === slug && one.recipe === recipe)!.csv;
	const { solution, spec } = demos.get(slug)!;

	it.each([
		['demo-small-cnn', 'pixels'],
		['pixels', 'metadata'],
		['pixels', 'prevalence'],
	])('%s is above %s, and the interval of the difference too', (above, below) => {
		const result = compareFiles(of(above), of(below), solution, spec);
		if (!result.ok) throw new Error(JSON.stringify(result.problems));
		const { interval, p } = result.comparison.splits.public!.metrics[spec.metric]!;
		expect(interval![0]).toBeGreaterThan(0);
		expect(p).toBeLessThan(0.01);
	});
});

it('numbers are shortened to digits that count', () => {
	expect(shortened('id,a,b\nP1,0.123456,1\nP2,0.000012,0\n')).toBe(
		'id,a,b\nP1,0.1235,1\nP2,0.000012,0\n',
	);
});
