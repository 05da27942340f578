import * as tfl from '@tensorflow/tfjs-layers';
import { drawWeights } from './initial-weights.ts';
import { Network } from './network.ts';

export interface MlpHeadOptions {
	/** Length of the feature vector; VGG16's is 512. */
	features: number;
	/** Outputs; 1 by default. */
	classes?: number;
	activation?: 'sigmoid' | 'softmax';
	/** Rates of the two dropouts; the source names none, 0.5 is Srivastava et al.'s for dense layers. */
	dropout?: readonly [number, number];
	seed?: number;
}

/**
 * The head of the "VGG-MLP" (Wagner): Dropout → BatchNorm → Dense 30 → Dropout → BatchNorm → Dense 20
 * → BatchNorm → Dense. On 512 features with one output it has 18,279 parameters, 17,155 of them
 * trained. Not compiled; kernels drawn from the seed (He uniform).
 */
export function mlpHead(options: MlpHeadOptions): tfl.LayersModel {
	const { features, classes = 1, dropout = [0.5, 0.5], seed = 0 } = options;
	const net = new Network('keras', seed, 1e-3);
	const input = tfl.input({ name: 'features', shape: [features] });
	let x = net.dropout(input, 'dropout_1', dropout[0]);
	x = net.dense(net.batchNorm(x, 'bn_1'), 'dense_1', 30, 'relu');
	x = net.dropout(x, 'dropout_2', dropout[1]);
	x = net.dense(net.batchNorm(x, 'bn_2'), 'dense_2', 20, 'relu');
	x = net.batchNorm(x, 'bn_3');
	x = net.dense(x, 'predictions', classes, options.activation ?? 'sigmoid');
	const model = tfl.model({ name: 'mlp-head', inputs: input, outputs: x });
	drawWeights(model, seed);
	return model;
}

/**
 * A backbone and a head on its pooled features as one network, for fine-tuning; they share weights.
 * To free them dispose of the network and of the head: TensorFlow.js counts how often a layer was
 * applied, once for the backbone's and twice for the head's.
 */
export function join(backbone: tfl.LayersModel, head: tfl.LayersModel): tfl.LayersModel {
	const features = backbone.outputs[0]!;
	const outputs = head.layers
		.filter((layer) => layer.getClassName() !== 'InputLayer')
		.reduce((x, layer) => layer.apply(x) as tfl.SymbolicTensor, features);
	return tfl.model({ name: `${backbone.name}-${head.name}`, inputs: backbone.inputs, outputs });
}
