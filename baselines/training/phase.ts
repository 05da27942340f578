/** The training loop of one phase. */
import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import type { Task } from '../data/types.ts';
import type { Monitor, Phase } from '../recipes/types.ts';
import type { Batches } from './batches.ts';
import { Interrupted, TrainingError } from './error.ts';
import type { OnEvent } from './events.ts';
import { breathe, type Forward } from './forward.ts';
import type { EpochRow } from './history.ts';
import type { KeptWeights } from './kept-weights.ts';
import { setStep, trainableOf } from './network/network.ts';
import type { OutputKind } from './network/head.ts';
import type { Optimiser } from './optimisers/index.ts';
import { batchOf, epochOrder } from './order.ts';
import type { PhaseState } from './phase-state.ts';
import { rateAt } from './schedules.ts';
import { monitored } from './scores.ts';
import { takeStep } from './step.ts';
import { targetTensors, type LabelTable } from './targets.ts';
import { validate, type Held } from './validate.ts';

export interface PhaseRun {
	phase: Phase;
	/** Number of the phase in the recipe, from 0. */
	index: number;
	seed: number;
	task: Task;
	output: OutputKind;
	batch: number;
	monitor: Monitor;
	/** All learning rates are multiplied by it. */
	rateFactor: number;
	/** Holds the weights that change. */
	model: tfl.LayersModel;
	forward: Forward;
	train: { batches: Batches; table: LabelTable; times: ArrayLike<number> };
	/** Null: there is nothing to stop early by, and the last weights stay. */
	held: Held | null;
	optimiser: Optimiser;
	best: KeptWeights;
	state: PhaseState;
	/** Steps between two looks at the loss; each waits for the device. */
	readEvery: number;
	onEvent: OnEvent;
	signal?: AbortSignal | undefined;
	/** Writes a checkpoint. */
	save(): Promise<void>;
}

/** Phases draw different dropout masks. */
const STEPS_OF_A_PHASE = 1_000_000;

function checkLoss(loss: number, { phase, state }: PhaseRun): void {
	if (Number.isFinite(loss)) return;
	const kept = state.epoch
		? ` The checkpoint after epoch ${state.epoch} is whole.`
		: ' No epoch of this phase was finished.';
	throw new TrainingError(
		'loss_not_finite',
		`The loss is no longer a number, in phase "${phase.name}", epoch ${state.epoch + 1}, step ${state.step}.${kept}`,
		'The learning rate is most likely too high: train with --rate-factor 0.1, without --resume.',
	);
}

/** All steps of an epoch that are left; the mean loss over all of it. */
async function runSteps(run: PhaseRun): Promise<{ rate: number; images: number }> {
	const { phase, state, train, batch, seed, index, optimiser, model, signal } = run;
	const order = epochOrder(train.times, seed, index, state.epoch);
	// A rest smaller than a batch waits for another epoch: its statistics would be too rough.
	const steps = Math.max(1, Math.floor(order.length / batch));
	const variables = trainableOf(model);
	const sum = tf.tidy(() => tf.variable(tf.scalar(state.lossSum), false));
	let rate = 0;
	let readAt = state.step;
	let since = performance.now();
	const from = state.step;
	let breathed = since;
	try {
		while (state.step < steps) {
			const done = state.epoch * steps + state.step;
			rate =
				run.rateFactor *
				rateAt(phase.learningRate, { step: done, stepsPerEpoch: steps, epochs: phase.epochs });
			setStep(model, index * STEPS_OF_A_PHASE + done);
			const rows = batchOf(order, batch, state.step);
			const images = train.batches.take(rows, [seed, index, state.epoch, state.step]);
			const targets = targetTensors(train.table, rows);
			const input = { forward: run.forward, batch: images, targets, output: run.output, variables };
			try {
				const loss = takeStep(input, optimiser, rate);
				tf.tidy(() => sum.assign(tf.add(sum, loss)));
				loss.dispose();
			} finally {
				tf.dispose([images, targets.y, targets.weights]);
			}
			state.step++;
			const last = state.step === steps;
			const look = async () => {
				state.lossSum = (await sum.data())[0]!;
				readAt = state.step;
				checkLoss(state.lossSum, run);
			};
			if (last || state.step % run.readEvery === 0) await look();
			const now = performance.now();
			state.seconds += (now - since) / 1000;
			since = now;
			const perStep = state.seconds / (state.step || 1);
			run.onEvent({
				kind: 'step',
				phase: phase.name,
				epoch: state.epoch + 1,
				epochs: phase.epochs,
				step: state.step,
				steps,
				loss: readAt ? state.lossSum / readAt : null,
				imagesPerSecond: batch / perStep,
				secondsLeft: perStep * (steps * (phase.epochs - state.epoch) - state.step),
			});
			if (signal?.aborted) {
				await look();
				await run.save();
				throw new Interrupted();
			}
			if (now - breathed > 50 || from === state.step - 1) {
				await breathe();
				breathed = performance.now();
			}
		}
	} finally {
		sum.dispose();
	}
	return { rate, images: steps * Math.min(batch, order.length) };
}

/** Looks at the validation split, and keeps the weights if they are the best so far. */
async function closeEpoch(run: PhaseRun, rate: number, images: number): Promise<EpochRow> {
	const { phase, state, held, batch, task, output, monitor } = run;
	const steps = state.step;
	const result = held && (await validate(run.forward, held, { task, output, batch }));
	const value = result && monitored(monitor, result.loss, result.figures);
	const better = value !== null && (state.best === null || value > state.best.value);
	state.epoch++;
	if (better) {
		state.best = { value, epoch: state.epoch };
		state.waited = 0;
		run.best.keep();
	} else state.waited++;
	const row: EpochRow = {
		phase: phase.name,
		epoch: state.epoch,
		loss: state.lossSum / steps,
		validationLoss: result ? result.loss : null,
		...(result ? result.figures : { auroc: null, accuracy: 0, sensitivity: null }),
		rate,
		seconds: state.seconds,
		imagesPerSecond: images / state.seconds,
		best: better,
	};
	state.rows.push(row);
	Object.assign(state, { step: 0, lossSum: 0, seconds: 0 });
	return row;
}

/**
 * Runs a phase from where its state says to its end, and leaves the weights of the best epoch.
 * @throws {TrainingError} `loss_not_finite`
 * @throws {Interrupted} after a checkpoint, when the signal was aborted
 */
export async function runPhase(run: PhaseRun): Promise<void> {
	const { phase, state } = run;
	const patience = phase.patience ?? Infinity;
	while (state.epoch < phase.epochs && (!run.held || state.waited < patience)) {
		const { rate, images } = await runSteps(run);
		const row = await closeEpoch(run, rate, images);
		run.onEvent({ kind: 'epoch', row });
		await run.save();
	}
	run.best.putBack();
}
