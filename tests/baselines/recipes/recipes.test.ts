import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findBackend } from '#baselines/backends/choose';
import { baselines, imageBaselines } from '#baselines/index';
import { countHead, defineRecipe, findRecipe, recipes } from '#baselines/recipes/index';
import type { ClassicalRecipe, NetworkRecipe, Recipe } from '#baselines/recipes/index';
import { mlpHead } from '#baselines/models/index';
import { findArchitecture } from '#baselines/training/network/architecture';
import { buildHead } from '#baselines/training/network/head';
import { countParameters } from '#baselines/training/network/network';

const FOLDER = resolve(import.meta.dirname, '../../../baselines/recipes');
const SHARED = new Set(['shared.ts', 'fine-tuned.ts', 'trivial.ts']);

beforeAll(async () => {
	await findBackend('wasm').start();
});

const networks = recipes.filter((recipe): recipe is NetworkRecipe => recipe.method === 'network');
const onBackbones = recipes.filter(
	(recipe): recipe is ClassicalRecipe & { features: { kind: 'backbone' } } =>
		recipe.method === 'classical' && recipe.features.kind === 'backbone',
);

describe('the registry', () => {
	it('has every file, and each once', async () => {
		const known = new Set<unknown>(recipes);
		let files = 0;
		for (const folder of ['s1', 's2', 's3', 's4', 's5', 'own']) {
			for (const name of readdirSync(join(FOLDER, folder)).filter((file) => !SHARED.has(file))) {
				files++;
				const exported = Object.values((await import(join(FOLDER, folder, name))) as object);
				expect(
					exported.filter((value) => known.has(value)),
					`${folder}/${name}`,
				).toHaveLength(1);
				const { id } = exported.find((value) => known.has(value)) as Recipe;
				const stem = name.replace(/\.ts$/, '');
				expect(id).toBe(folder === 'own' ? stem : `${folder}-${stem}`);
			}
		}
		expect(recipes).toHaveLength(files + 4);
		expect(new Set(recipes.map(({ id }) => id)).size).toBe(recipes.length);
	});

	it('names baselines, members and architectures that there are', () => {
		const trivial = [...baselines, ...imageBaselines].map(({ id }) => id);
		for (const recipe of recipes) {
			if (recipe.method === 'trivial') expect(trivial).toContain(recipe.baseline);
			if (recipe.method === 'stack')
				for (const id of recipe.members)
					expect(findRecipe(id)?.method).toMatch(/^(network|classical|trivial)$/);
		}
		for (const { backbone, image } of networks) {
			const { smallest } = findArchitecture(backbone.model);
			expect(image.size).toBeGreaterThanOrEqual(smallest);
		}
	});

	it('is plain data', () => {
		expect(JSON.parse(JSON.stringify(recipes))).toEqual(recipes);
	});

	it('refuses recipes that contradict themselves', () => {
		const [recipe] = networks;
		const wrong = {
			...recipe!,
			tasks: ['multilabel'],
			head: { layers: [], output: 'softmax' },
		} as NetworkRecipe;
		expect(() => defineRecipe(wrong)).toThrow(/softmax/);
		expect(() => defineRecipe({ ...recipe!, phases: [] })).toThrow(/no phase/);
	});
});

describe('parameters', () => {
	it.each(networks.map((recipe) => [recipe.id, recipe] as const))(
		'%s has those it states',
		(_, recipe) => {
			const { backbone, head, parameters } = recipe;
			const architecture = findArchitecture(backbone.model);
			const editions = architecture.editions;
			const edition = backbone.convention
				? editions[backbone.convention]
				: Object.values(editions)[0];
			const { upTo, width = 1 } = backbone;
			if (!upTo && width === 1) expect(parameters.backbone).toBe(edition!.parameters);
			const features = upTo ? 1024 : architecture.features * width;
			expect(countHead(head, features, parameters.outputs)).toBe(parameters.head);
			const built = buildHead(head, features, parameters.outputs, 0);
			expect(countParameters(built)).toBe(parameters.head);
		},
	);

	it.each(onBackbones.map((recipe) => [recipe.id, recipe] as const))(
		'%s has those it states',
		(_, { features, parameters }) => {
			const { model, convention, upTo } = features.backbone;
			if (upTo) return;
			expect(parameters!.backbone).toBe(findArchitecture(model).editions[convention!]!.parameters);
		},
	);

	it('a narrow network has those that it states', () => {
		const { backbone, image, parameters } = findRecipe('vgg-mlp-small') as NetworkRecipe;
		const { width } = backbone;
		const { size, channels } = image;
		const built = findArchitecture(backbone.model).build({ size, channels, width: width! });
		expect(countParameters(built)).toBe(parameters.backbone);
	});

	it('the head that won in S1 has 18,279, of which 17,155 are trained', () => {
		const recipe = findRecipe('s1-vgg16-mlp') as NetworkRecipe;
		const head = buildHead(recipe.head, 512, 1, 0);
		expect(countParameters(head)).toBe(18_279);
		const trained = head.trainableWeights.reduce(
			(sum, { shape }) => sum + shape.reduce((a, b) => a! * b!, 1)!,
			0,
		);
		expect(trained).toBe(17_155);
		// As the models' own edition of it.
		expect(countParameters(mlpHead({ features: 512 }))).toBe(18_279);
	});

	it('the small network is as large as it states, and Xception up to add_12 too', () => {
		const small = findArchitecture('small-cnn');
		expect(countParameters(small.build({ channels: 1 }))).toBe(small.editions.torch!.parameters);
		const cut = findArchitecture('xception').build({
			size: 71,
			upTo: 'add_12',
			convention: 'keras',
		});
		expect(countParameters(cut)).toBe(16_105_512);
		expect((findRecipe('xception-logistic') as ClassicalRecipe).parameters!.backbone).toBe(
			16_105_512,
		);
	});
});

describe('what S2 printed', () => {
	const printed: Record<string, number[][]> = {
		's2-four-classes-fine-tuned': [
			[21, 5, 14, 49],
			[38, 8, 64, 129],
			[32, 20, 242, 62],
			[36, 12, 54, 480],
		],
		's2-opacity-fine-tuned': [
			[226, 130],
			[121, 789],
		],
		's2-opacity-retrained': [
			[215, 121],
			[157, 761],
		],
	};
	it.each(Object.keys(printed))('the matrix of %s gives its accuracy back', (id) => {
		const matrix = printed[id]!;
		const right = matrix.reduce((sum, row, k) => sum + row[k]!, 0);
		const all = matrix.flat().reduce((sum, n) => sum + n, 0);
		const figure = findRecipe(id)!.source.published.find(({ figure }) => figure === 'accuracy')!;
		expect(right / all).toBeCloseTo(figure.value, 12);
	});
});
