/** Any finished run as something that scores images. */
import { join } from 'node:path';
import type { LoadedSplit } from '../data/index.ts';
import { phowOf } from '../features/index.ts';
import { labelsModel, stackOf } from '../heads/index.ts';
import type { ClassicalRecipe, StackRecipe } from '../recipes/types.ts';
import { TrainingError } from '../training/error.ts';
import { disposeModel } from '../training/network/network.ts';
import { buildFrozen, frozenFeatures, phowFeatures } from '../training/run/classical-features.ts';
import { loadSplit } from '../training/run/images.ts';
import { predictSplit } from '../training/run/predict-split.ts';
import { splitScores } from '../training/run/scores.ts';
import { MEMBERS } from '../training/run/train-stack.ts';
import type { SplitScores } from '../training/run/types.ts';
import { backboneOf, readCard } from './folder.ts';
import { openHead } from './open-head.ts';
import { openTrivial } from './open-trivial.ts';
import { openTrained } from './open-trained.ts';
import { openWeightsOf } from './open-weights.ts';
import type { ScoreOptions, TrainedRun } from './opened.ts';
import type { Card } from './schema.ts';

/** Images at a batch that fits wherever training did. */
const BATCH = 32;

function ofImages(
	card: Card,
	image: ClassicalRecipe['image'],
	{ onEvent, signal }: ScoreOptions,
	own: { scores(images: LoadedSplit): Promise<SplitScores>; dispose(): void },
): TrainedRun {
	const spec = { ...image, size: card.network!.stored };
	return {
		...own,
		async score(dataset, split) {
			const { images } = await loadSplit(dataset, split, spec, onEvent, signal);
			return images && own.scores(images);
		},
	};
}

async function openClassical(
	out: string,
	card: Card,
	recipe: ClassicalRecipe,
	options: ScoreOptions,
): Promise<TrainedRun> {
	const { words, models, task } = await openHead(out, card);
	const { image } = recipe;
	const { network } = card;
	const head = labelsModel(models, task);
	const spec = backboneOf(recipe);
	if (!spec) {
		const phow = phowOf(words!);
		const scores = async (images: LoadedSplit) =>
			splitScores(images, head.predict(phowFeatures(phow, [images], options.onEvent)[0]!));
		return ofImages(card, image, options, { scores, dispose() {} });
	}
	const { engine } = await options.startBackend();
	const { channels } = image;
	const backbone = buildFrozen(spec, { size: network!.size, channels, seed: 0 });
	await openWeightsOf(out, backbone);
	const built = network as Parameters<typeof frozenFeatures>[3];
	const scores = async (images: LoadedSplit) => {
		const request = { image, spec };
		const [x] = await frozenFeatures(backbone, request, [images], built, options, engine);
		return splitScores(images, head.predict(x!));
	};
	return ofImages(card, image, options, { scores, dispose: () => disposeModel(backbone) });
}

async function openStack(
	out: string,
	card: Card,
	{ members }: StackRecipe,
	options: ScoreOptions,
): Promise<TrainedRun> {
	const head = await openHead(out, card);
	const stack = stackOf(labelsModel(head.models, head.task));
	return {
		async score(dataset, split) {
			const said: SplitScores[] = [];
			for (const id of members) {
				// One after the other: together they may not fit into memory.
				const folder = join(out, MEMBERS, id);
				const member = await openRun(folder, await readCard(folder), options);
				const own = await member.score(dataset, split).finally(() => member.dispose());
				if (!own) return null;
				said.push(own);
			}
			return { ...said[0]!, yScore: stack.predict(said.map(({ yScore }) => yScore)) };
		},
		dispose() {},
	};
}

/**
 * @throws {TrainingError} `not_trained_here`, `bad_output_folder`
 * @throws {WeightsError} {BackendError}
 */
export async function openRun(out: string, card: Card, options: ScoreOptions): Promise<TrainedRun> {
	const { definition, id } = card.recipe;
	if (definition.method === 'stack') return openStack(out, card, definition, options);
	if (definition.method === 'classical' && card.network)
		return openClassical(out, card, definition, options);
	if (definition.method === 'trivial') return openTrivial(out, card, definition, options);
	if (definition.method !== 'network' || !card.network) {
		throw new TrainingError(
			'not_trained_here',
			`${id} keeps nothing that could be opened again.`,
			'Train it again with the images to be scored among its test images.',
		);
	}
	const { onEvent, signal } = options;
	const { engine } = await options.startBackend();
	const net = await openTrained(out, card);
	const kept = { ...options, recipe: definition, engine };
	const scores = (images: LoadedSplit) =>
		predictSplit(net, images, card.labels.length, { onEvent, signal, batch: BATCH, kept });
	return ofImages(card, definition.image, options, {
		scores,
		dispose: () => disposeModel(net.whole),
	});
}
