/** Trains a network, phase by phase, and says what it makes of validation and test images. */
import { withDevice } from '../../backends/choose.ts';
import type { LoadedSplit } from '../../data/index.ts';
import type { NetworkRecipe } from '../../recipes/types.ts';
import { readTensors } from '../device-values.ts';
import {
	buildNetwork,
	countParameters,
	disposeModel,
	setPriors,
	weightsOf,
} from '../network/network.ts';
import { chooseThresholds } from '../thresholds.ts';
import { countSplits } from './facts.ts';
import { loadImages } from './images.ts';
import { runPhases } from './phases.ts';
import { predictSplit } from './predict-split.ts';
import { centreOf, edgesOf } from './prepared.ts';
import { startWeights } from './start-weights.ts';
import type { Outcome, RunOptions, StartWeights } from './types.ts';

/** Log-odds of each output before anything is seen. */
function priorsOf(
	{ yTrue }: Pick<LoadedSplit, 'yTrue'>,
	outputs: number,
	softmax: boolean,
): number[] {
	const shares = yTrue.map(
		(y) => (y.reduce((sum, v) => sum + (v === 1 ? 1 : 0), 0) + 0.5) / (y.length + 1),
	);
	if (!softmax) return shares.map((p) => Math.log(p / (1 - p)));
	const all = outputs > shares.length ? [1 - shares[0]!, shares[0]!] : shares;
	return all.map(Math.log);
}

/** What tells this run from others. */
const runKey = (
	recipe: NetworkRecipe,
	options: RunOptions,
	start: StartWeights,
	size: number,
	batch: number,
) => ({
	...{ recipe: recipe.id, data: options.dataHash, seed: options.seed, size, batch },
	epochs: options.epochs ?? null,
	'rate factor': options.rateFactor ?? 1,
	weights: start.sha256 ?? start.source ?? 'random',
});

/**
 * @throws {TrainingError} `loss_not_finite`, `out_of_memory`, `weights_needed`, those of a checkpoint
 * @throws {Interrupted}
 */
export async function trainNetwork(recipe: NetworkRecipe, options: RunOptions): Promise<Outcome> {
	const { dataset, seed, onEvent, signal } = options;
	const { task, labels } = dataset;
	const { size, stored } = edgesOf(recipe.image, options.size);
	const batch = options.batch ?? recipe.batch;
	const images = await loadImages(options, recipe.image, { size: stored, seed, onEvent, signal });
	const backend = await options.startBackend();
	const net = buildNetwork(recipe, {
		...{ task, labels: labels.length, seed, size, centre: centreOf(recipe.image, images) },
	});
	try {
		const start = await startWeights(net.backbone, recipe.backbone, {
			...{
				weights: options.weights,
				partial: options.partialWeights ?? false,
				sha256: options.weightsSha256,
				cache: options.cache,
				signal,
				onEvent,
			},
			frozen: recipe.phases.every(({ train }) => train === 'head'),
		});
		if (recipe.priorBias) {
			setPriors(net.head, priorsOf(images.train, net.outputs, net.output === 'softmax'));
		}
		const run = runKey(recipe, options, start, size, batch);
		const { history, seconds } = await withDevice(
			backend,
			runPhases(recipe, net, images, options, backend, run, batch),
		);
		const scores = (split: LoadedSplit | null) =>
			split &&
			withDevice(
				backend,
				predictSplit(net, split, labels.length, {
					...{ onEvent, signal, batch },
					kept: { ...options, recipe, engine: backend.engine },
				}),
			);
		const validation = await scores(images.validation);
		const test = await scores(images.test);
		return {
			...{ task, labels, validation, test, start, history, seconds, batch },
			...countSplits(images, labels.length),
			carved: images.carved,
			notices: images.notices,
			thresholds: validation?.yTrue
				? chooseThresholds(recipe.threshold, validation.yTrue, validation.yScore)
				: labels.map(() => 0.5),
			weights: await readTensors(weightsOf(net.whole)),
			built: { size, stored, input: net.input, outputs: net.outputs },
			parameters: { backbone: countParameters(net.backbone), head: countParameters(net.head) },
			chosen: {},
			device: { backend: backend.id, device: backend.device },
			imagesPerSecond: history.at(-1)?.imagesPerSecond ?? null,
		};
	} finally {
		disposeModel(net.whole);
	}
}
