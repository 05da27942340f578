import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { wasm } from '#baselines/backends/wasm';
import { findArchitecture, join, mlpHead, preprocess } from '#baselines/models/index';

/** Tensors the engine knows, and buffers the backend holds, some of which the engine never sees. */
function held(): number[] {
	const backend = tf.backend() as unknown as { dataIdMap: { numDataIds(): number } };
	return [tf.memory().numTensors, backend.dataIdMap.numDataIds()];
}

beforeAll(async () => {
	await wasm.start();
});

describe('memory stays the same', () => {
	const options = { size: 71, width: 1 / 16 };
	it.each(['vgg16', 'xception', 'densenet121', 'efficientnet-b0', 'inception-v3'])(
		'over epochs of training, prediction and evaluation: %s',
		async (id) => {
			const size = Math.max(options.size, findArchitecture(id).smallest);
			const backbone = findArchitecture(id).build({ ...options, size });
			const features = backbone.outputs[0]!.shape.at(-1)!;
			const model = join(backbone, mlpHead({ features }));
			model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' });
			const pixels = tf.randomUniform<tf.Rank.R4>([6, size, size, 3], 0, 255, 'float32', 1);
			const x = preprocess(pixels, 'symmetric');
			const y = tf.tensor2d([[0], [1], [0], [1], [0], [1]]);
			const epoch = async () => {
				await model.fit(x, y, { epochs: 1, batchSize: 2, validationData: [x, y], verbose: 0 });
				tf.dispose(model.predict(x));
			};
			await epoch();
			const before = held();
			for (let i = 0; i < 3; i++) await epoch();
			expect(held()).toEqual(before);
		},
		120_000,
	);

	it('over models that are built and disposed', () => {
		const build = () => {
			const backbone = findArchitecture('resnet50').build({ ...options });
			const head = mlpHead({ features: backbone.outputs[0]!.shape.at(-1)! });
			const model = join(backbone, head);
			for (const part of [model, head]) part.dispose();
		};
		const before = held();
		build();
		expect(held()).toEqual(before);
	});
});
