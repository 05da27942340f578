import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readCard, writeRun } from '#baselines/cards/folder';
import { makeCard } from '#baselines/cards/make-card';
import { openRun } from '#baselines/cards/open-run';
import { openTrained } from '#baselines/cards/open-trained';
import type { HeadId } from '#baselines/heads/index';
import { findRecipe } from '#baselines/recipes/index';
import type { ClassicalRecipe, Recipe, StackRecipe } from '#baselines/recipes/index';
import { disposeModel } from '#baselines/training/network/network';
import { predictSplit } from '#baselines/training/run/predict-split';
import { train } from '#baselines/training/run/train';
import type { TrainingEvent } from '#baselines/training/events';
import type { Outcome } from '#baselines/training/run/types';
import { phantomDataset, runOptions, smallRecipe } from '../training/small-run.ts';

const parent = mkdtempSync(join(tmpdir(), 'holdout-open-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));
const dataset = phantomDataset(40, 8);

const withHead = (id: HeadId, parameters: object = {}): ClassicalRecipe => ({
	...{ id: `small-${id}`, name: 'Small', note: 'A test.', source: smallRecipe.source },
	...{ method: 'classical', tasks: ['multilabel'], image: smallRecipe.image },
	features: { kind: 'backbone', backbone: smallRecipe.backbone },
	head: { id, parameters: parameters as Record<string, number> },
	threshold: { kind: 'youden' },
});

const cardOf = (recipe: Recipe, outcome: Outcome) =>
	makeCard({
		...{ recipe, outcome, dataName: 'Phantoms', dataHash: 'abc', idColumn: 'image_id', seed: 5 },
		...{ epochs: 1, rateFactor: 1, version: '0.0.0' },
	});

/** Trains and writes a run as the command does. */
async function trained(recipe: Recipe): Promise<{ out: string; outcome: Outcome }> {
	const out = join(parent, recipe.id);
	const outcome = await train(recipe, runOptions(dataset, out, { epochs: 1, threads: 1 }));
	for (const member of outcome.members ?? []) {
		const folder = join(out, 'members', member.recipe.id);
		await writeRun(folder, member.outcome, cardOf(member.recipe, member.outcome));
	}
	await writeRun(out, outcome, cardOf(recipe, outcome));
	return { out, outcome };
}

/** Nothing is read from the cache of the training. */
const { startBackend, onEvent } = runOptions(dataset, parent);
const options = { startBackend, onEvent, cache: join(parent, 'other-cache'), threads: 1 };

async function scoresFrom(out: string) {
	const run = await openRun(out, await readCard(out), options);
	try {
		return await run.score(dataset, 'test');
	} finally {
		run.dispose();
	}
}

const phow = findRecipe('s3-phow-svm') as ClassicalRecipe;
const stack: StackRecipe = {
	...{ id: 'small-stack', name: 'Stack', note: 'A test.', source: smallRecipe.source },
	...{ method: 'stack', tasks: ['multilabel'], members: ['demo-small-cnn', phow.id] },
	...{ stacker: 'logistic-regression', threshold: { kind: 'youden' } },
};

describe('a run that is opened again scores as when it was trained, to the last bit', () => {
	it.each<[string, Recipe]>([
		['logistic regression', withHead('logistic-regression')],
		['linear SVM', withHead('linear-svm', { standardise: false })],
		['random forest', withHead('random-forest', { trees: 20 })],
		['gradient boosting', withHead('gradient-boosting', { rounds: 10 })],
		['a stack, of a network and of visual words', stack],
		['the share of positives', findRecipe('prevalence')!],
		['chance', findRecipe('random')!],
		['age, sex and view', findRecipe('metadata')!],
		['24×24 pixels', findRecipe('pixels')!],
	])(
		'%s',
		async (_, recipe) => {
			const { out, outcome } = await trained(recipe);
			const again = await scoresFrom(out);
			expect(again!.ids).toEqual(outcome.test!.ids);
			const some = recipe.method === 'trivial' ? 2 : 5;
			expect(new Set(again!.yScore.flatMap((column) => [...column])).size).toBeGreaterThan(some);
			expect(again!.yScore).toEqual(outcome.test!.yScore);
		},
		120_000,
	);
});

describe('a head on a network of which nothing is trained', () => {
	const { augmentation: _none, ...plain } = smallRecipe;
	const recipe = { ...plain, id: 'small-frozen', phases: [smallRecipe.phases[0]!] };
	/** Scores, and how often features were computed. */
	async function from(out: string, cache: string) {
		let computed = 0;
		const count = (event: TrainingEvent) => {
			if (event.kind === 'work' && event.what === 'Features') computed++;
		};
		const run = await openRun(out, await readCard(out), { ...options, cache, onEvent: count });
		const said = await run.score(dataset, 'test').finally(() => run.dispose());
		return { said: said!.yScore, computed };
	}

	it('scores from the features that the training kept, and without them the same', async () => {
		const { out, outcome } = await trained(recipe);
		const kept = await from(out, `${out}-cache`);
		expect(kept.computed).toBe(0);
		expect(kept.said).toEqual(outcome.test!.yScore);
		const anew = await from(out, join(parent, 'no-cache'));
		expect(anew.computed).toBeGreaterThan(0);
		expect(anew.said).toEqual(outcome.test!.yScore);
	});

	it('scores as the whole network does', async () => {
		const { out, outcome } = await trained(recipe);
		const net = await openTrained(out, await readCard(out));
		const loaded = await dataset.load('test', { size: 24 });
		if (!loaded.ok) throw new Error('not loaded');
		const { yScore } = await predictSplit(net, loaded.images, net.outputs, { onEvent, batch: 16 });
		yScore.forEach((column, k) =>
			column.forEach((score, row) => expect(score).toBeCloseTo(outcome.test!.yScore[k]![row]!, 5)),
		);
		disposeModel(net.whole);
	});
});

describe('what cannot be opened', () => {
	it('a head file that is damaged, of another version, or of other labels', async () => {
		const { out } = await trained(withHead('logistic-regression'));
		const path = join(out, 'head.json');
		const text = readFileSync(path, 'utf8');
		const head = JSON.parse(text) as { models: { kind: string; coefficients?: object }[] };
		const cut = structuredClone(head);
		cut.models.find(({ kind }) => kind === 'linear')!.coefficients = { f64: 'AAAAAAAA8D8=' };
		for (const [content, says] of [
			[text.slice(0, -5), /damaged/],
			[JSON.stringify({ ...head, version: 2 }), /another version/],
			[JSON.stringify(cut), /damaged/],
			[JSON.stringify({ ...head, models: head.models.slice(1) }), /does not fit the card/],
		] as const) {
			writeFileSync(path, content);
			const refused = await scoresFrom(out).catch((error: unknown) => error);
			expect(refused).toMatchObject({ code: 'bad_output_folder' });
			expect((refused as Error).message).toMatch(says);
		}
		rmSync(path);
		await expect(scoresFrom(out)).rejects.toMatchObject({ code: 'bad_output_folder' });
	});

	it('a tree whose nodes lead back to themselves', async () => {
		const { out } = await trained(withHead('gradient-boosting', { rounds: 3 }));
		const path = join(out, 'head.json');
		const head = JSON.parse(readFileSync(path, 'utf8')) as {
			models: { kind: string; left?: { i32: string } }[];
		};
		const trees = head.models.find(({ kind }) => kind === 'trees')!;
		const length = Buffer.from(trees.left!.i32, 'base64').length;
		trees.left = { i32: Buffer.alloc(length).toString('base64') };
		writeFileSync(path, JSON.stringify(head));
		await expect(scoresFrom(out)).rejects.toMatchObject({ code: 'bad_output_folder' });
	});

	it('what a baseline without a network learned, damaged, gone or of other labels', async () => {
		const { out } = await trained(findRecipe('metadata')!);
		const path = join(out, 'learned.json');
		const text = readFileSync(path, 'utf8');
		for (const [content, says] of [
			[text.slice(0, -20), /damaged/],
			['{}', /damaged/],
			[JSON.stringify({ columns: [], labels: 1, counts: [] }), /does not fit the card/],
		] as const) {
			writeFileSync(path, content);
			await expect(scoresFrom(out)).rejects.toMatchObject({
				...{ code: 'bad_output_folder', message: expect.stringMatching(says) as string },
			});
		}
		rmSync(path);
		await expect(scoresFrom(out)).rejects.toMatchObject({ code: 'bad_output_folder' });
	});
});

describe('looking into a head on features', () => {
	it('a linear one is a network with the same scores', async () => {
		const { out, outcome } = await trained(withHead('logistic-regression'));
		const net = await openTrained(out, await readCard(out));
		const loaded = await dataset.load('test', { size: 24 });
		if (!loaded.ok) throw new Error('not loaded');
		const { yScore } = await predictSplit(net, loaded.images, net.outputs, { onEvent, batch: 16 });
		yScore.forEach((column, k) =>
			column.forEach((score, row) => expect(score).toBeCloseTo(outcome.test!.yScore[k]![row]!, 4)),
		);
		disposeModel(net.whole);
	});

	it('trees have no gradient, and the answer says so', async () => {
		const { out } = await trained(withHead('random-forest', { trees: 2 }));
		await expect(openTrained(out, await readCard(out))).rejects.toMatchObject({
			code: 'not_trained_here',
			remedy: expect.stringContaining('linear') as string,
		});
	});
});
