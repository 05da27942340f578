/** How fast a device trains and computes features, in a few seconds. */
import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '../backends/types.ts';
import { findArchitecture } from './network/architecture.ts';
import { buildNetwork, disposeModel, freeze, trainableOf } from './network/network.ts';
import { forwardOf } from './forward.ts';
import { makeOptimiser } from './optimisers/index.ts';
import { takeStep } from './step.ts';
import { demoSmallCnn } from '../recipes/own/demo-small-cnn.ts';

export interface Measured {
	/** Whether gradients of convolutions are there. */
	trains: boolean;
	/** The small network at 64 pixels, in training; null where it cannot. */
	trainingImagesPerSecond: number | null;
	/** VGG16 at 128 pixels; null where it would take minutes. */
	featureImagesPerSecond: number | null;
}

const BATCH = 16;
const LABELS = 14;

/** Milliseconds of the second of two runs: the first one compiles. */
async function timed(work: () => tf.Tensor): Promise<number> {
	let taken = 0;
	for (let k = 0; k < 2; k++) {
		const started = performance.now();
		const result = work();
		await result.data();
		result.dispose();
		taken = performance.now() - started;
	}
	return taken;
}

async function trainingSpeed(batchSize: number): Promise<number> {
	const { size } = demoSmallCnn.image;
	const net = buildNetwork(demoSmallCnn, { task: 'multilabel', labels: LABELS, seed: 0 });
	freeze(net, 'all');
	const optimiser = makeOptimiser({ kind: 'adam' });
	const batch = tf.fill([batchSize, size, size, 1], 128);
	const targets = {
		y: tf.zeros<tf.Rank.R2>([batchSize, LABELS]),
		weights: tf.ones<tf.Rank.R2>([batchSize, LABELS]),
	};
	try {
		const input = {
			...{ forward: forwardOf(net, 'images', false), batch, targets, output: net.output },
			variables: trainableOf(net.whole),
		};
		return (1000 * batchSize) / (await timed(() => takeStep(input, optimiser, 1e-3)));
	} finally {
		tf.dispose([batch, targets.y, targets.weights]);
		optimiser.dispose();
		disposeModel(net.whole);
	}
}

async function featureSpeed(): Promise<number> {
	const model = findArchitecture('vgg16').build({ size: 128 });
	const x = tf.zeros([4, 128, 128, 3]);
	try {
		return 4000 / (await timed(() => model.predict(x) as tf.Tensor));
	} finally {
		x.dispose();
		disposeModel(model);
	}
}

export async function measureBackend({ engine, emulated }: Backend): Promise<Measured> {
	const slow = engine === 'cpu' || emulated;
	const training = await trainingSpeed(slow ? 2 : BATCH).catch((error: Error) => {
		if (/not found|not yet implemented|not supported/i.test(error.message)) return null;
		throw error;
	});
	return {
		trains: training !== null,
		trainingImagesPerSecond: training,
		featureImagesPerSecond: slow ? null : await featureSpeed(),
	};
}
