/** The phases of a recipe, one after the other, from a checkpoint where there is one. */
import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '../../backends/types.ts';
import type { NetworkRecipe } from '../../recipes/types.ts';
import { writeCheckpoint, type RunState } from '../checkpoint.ts';
import type { TrainingError } from '../error.ts';
import { forwardOf, type Part } from '../forward.ts';
import { keepWeights } from '../kept-weights.ts';
import { assignWeights, freeze, weightsOf, type TrainableNetwork } from '../network/network.ts';
import { isOutOfMemory, isTrap, largestThatFits, outOfMemory } from '../out-of-memory.ts';
import { makeOptimiser } from '../optimisers/index.ts';
import { runPhase } from '../phase.ts';
import { newPhaseState } from '../phase-state.ts';
import type { RunImages } from './images.ts';
import { phaseData } from './network-data.ts';
import { checkpointPath, openCheckpoint } from './resume.ts';
import { tryStep } from './try-step.ts';
import type { Outcome, RunOptions } from './types.ts';

/** Steps between two looks at the loss where each look waits for a device. */
const READ_EVERY = { wasm: 1, cpu: 1, webgpu: 25, tensorflow: 10 } as const;

/** The error that says which batch would fit. */
async function smallerBatch(
	net: TrainableNetwork,
	part: Part,
	{ train }: RunImages,
	batch: number,
	cause: unknown,
): Promise<TrainingError> {
	const fits = (size: number) => tryStep(net, part, train, size);
	return outOfMemory(batch, isTrap(cause) ? 'unknown' : await largestThatFits(batch, fits), cause);
}

/** @throws {TrainingError} {Interrupted} */
export async function runPhases(
	recipe: NetworkRecipe,
	net: TrainableNetwork,
	images: RunImages,
	options: RunOptions,
	backend: Backend,
	run: RunState['run'],
	batch: number,
): Promise<Pick<Outcome, 'history' | 'seconds'>> {
	const { out, onEvent, signal, seed, dataset, rateFactor = 1 } = options;
	const checkpoint = await openCheckpoint(out, options.resume, run);
	const earlier = checkpoint?.earlier ?? [];
	const before = checkpoint?.seconds ?? 0;
	const started = performance.now();
	const seconds = () => before + (performance.now() - started) / 1000;
	if (checkpoint) {
		const { weights, best, optimiser } = checkpoint.tensors();
		assignWeights(net.whole, weights);
		tf.dispose([weights, best ?? {}, optimiser]);
	}
	for (const [index, own] of recipe.phases.entries()) {
		if (index < (checkpoint?.phase ?? 0)) continue;
		const phase = options.epochs ? { ...own, epochs: Math.min(own.epochs, options.epochs) } : own;
		freeze(net, phase);
		const touched = recipe.phases.slice(0, index + 1).some(({ train }) => train !== 'head');
		const model = touched ? net.whole : net.head;
		const best = keepWeights(model);
		const optimiser = makeOptimiser(phase.optimiser);
		const state = index === checkpoint?.phase ? checkpoint.state : newPhaseState();
		if (index === checkpoint?.phase) {
			const kept = checkpoint.tensors();
			if (kept.best) best.take(kept.best);
			optimiser.restore(kept.optimiser, checkpoint.optimiserSteps);
			tf.dispose([kept.weights, kept.best ?? {}, kept.optimiser]);
		}
		let tooMuch: unknown = null;
		const data = await phaseData(recipe, phase, net, images, options, backend.engine);
		try {
			await runPhase({
				...{
					phase,
					index,
					seed,
					batch,
					rateFactor,
					model,
					best,
					optimiser,
					state,
					onEvent,
					signal,
				},
				...{ task: dataset.task, output: net.output, monitor: recipe.monitor },
				...{ train: data.train, held: data.held },
				forward: forwardOf(net, data.shown, data.part),
				readEvery: READ_EVERY[backend.engine],
				save: () =>
					writeCheckpoint(
						checkpointPath(out),
						{
							run,
							phase: index,
							state,
							optimiserSteps: optimiser.steps,
							earlier,
							seconds: seconds(),
						},
						{ weights: weightsOf(model), best: best.values, optimiser: optimiser.state() },
					),
			});
		} catch (error) {
			if (!isOutOfMemory(error)) throw error;
			tooMuch = error;
		} finally {
			data.dispose();
			best.dispose();
			optimiser.dispose();
		}
		// Only now, when all that the phase held is freed, is there room to try.
		if (tooMuch) throw await smallerBatch(net, data.part, images, batch, tooMuch);
		earlier.push(...state.rows);
	}
	return { history: earlier, seconds: seconds() };
}
