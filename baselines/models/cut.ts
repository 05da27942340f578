import * as tfl from '@tensorflow/tfjs-layers';
import { ModelError } from './model-error.ts';

/**
 * The first part of a model, up to and with a layer; the layers behind it are disposed.
 * @param pooling adds global average pooling
 * @throws {ModelError} `unknown_layer`
 */
export function cut(model: tfl.LayersModel, layerName: string, pooling: boolean): tfl.LayersModel {
	const last = model.layers.find((layer) => layer.name === layerName);
	if (!last) {
		const ends = model.layers.filter((layer) => /(_out|_pool|add|mixed|concat)/.test(layer.name));
		throw new ModelError(
			'unknown_layer',
			`${model.name} has no layer "${layerName}". Layers to stop at include ${ends.map((layer) => layer.name).join(', ')}.`,
		);
	}
	let outputs = last.output as tfl.SymbolicTensor;
	if (pooling) {
		outputs = tfl.layers
			.globalAveragePooling2d({ name: 'avg_pool' })
			.apply(outputs) as tfl.SymbolicTensor;
	}
	const part = tfl.model({ name: model.name, inputs: model.inputs, outputs });
	const kept = new Set(part.layers);
	for (const layer of model.layers) {
		if (!kept.has(layer)) for (const weight of layer.weights) weight.dispose();
	}
	return part;
}

/**
 * Name of the layer that gives the last map of features before pooling or flattening: what class
 * activation maps are drawn from.
 */
export function featureMapLayer(model: tfl.LayersModel): string {
	const maps = model.layers.filter((layer) => {
		const shape = layer.outputShape as tfl.Shape;
		return shape.length === 4 && !Array.isArray(shape[0]);
	});
	const pooled = model.layers.find(
		(layer) => layer.name === 'avg_pool' || layer.name === 'flatten',
	);
	const source = pooled && (pooled.input as tfl.SymbolicTensor).sourceLayer;
	return (source ?? maps.at(-1)!).name;
}
