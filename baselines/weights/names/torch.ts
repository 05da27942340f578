import type * as tfl from '@tensorflow/tfjs-layers';
import { weightKind } from '../../models/weight-kind.ts';
import type { Path, Slot } from './types.ts';

type Shape = readonly number[];

/** What a PyTorch file calls the weights of a batch normalisation. */
const NORMALISATION: Record<string, string> = {
	gamma: 'weight',
	beta: 'bias',
	moving_mean: 'running_mean',
	moving_variance: 'running_var',
};

/** The slots of a layer in PyTorch's naming; a layer that has no module there has names of none. */
export function torchSlots(layer: tfl.layers.Layer, path: Path): Slot[] {
	const module = path(layer.name);
	return layer.weights.map((variable): Slot => {
		const kind = weightKind(variable);
		const shape = variable.shape as number[];
		const weight = `${layer.name}/${kind}`;
		const names = (suffix: string) => (module === undefined ? [] : [`${module}.${suffix}`]);
		if (kind === 'bias') return same(weight, names('bias'), shape);
		if (kind === 'kernel' && shape.length === 2)
			return dense(layer, weight, names('weight'), shape);
		if (kind === 'kernel') return convolution(weight, names('weight'), shape);
		if (kind === 'pointwise_kernel') return convolution(weight, names('pointwise.weight'), shape);
		if (kind === 'depthwise_kernel') {
			const separable = layer.getClassName() === 'SeparableConv2D';
			return depthwise(weight, names(separable ? 'conv1.weight' : 'weight'), shape);
		}
		return same(weight, names(NORMALISATION[kind] ?? kind), shape);
	});
}

const same = (weight: string, names: string[], shape: Shape): Slot => ({
	weight,
	names,
	shapes: [shape],
	arrange: (values) => values,
});

/** [out, in, height, width] to [height, width, in, out]. */
function convolution(weight: string, names: string[], shape: Shape): Slot {
	const [height, width, inputs, outputs] = shape as [number, number, number, number];
	const pixels = height * width;
	return {
		weight,
		names,
		shapes: [[outputs, inputs, height, width]],
		arrange: (values) => reorder(values, outputs, inputs, pixels),
	};
}

/** [channels, 1, height, width] to [height, width, channels, 1]. */
function depthwise(weight: string, names: string[], shape: Shape): Slot {
	const [height, width, channels] = shape as [number, number, number];
	return {
		weight,
		names,
		shapes: [[channels, 1, height, width]],
		arrange: (values) => reorder(values, 1, channels, height * width),
	};
}

/**
 * [out, in] to [in, out]. Behind a flattened map PyTorch counts channel by channel, this project pixel
 * by pixel. timm has such layers as convolutions over the whole map, with the same order of values.
 */
function dense(layer: tfl.layers.Layer, weight: string, names: string[], shape: Shape): Slot {
	const [inputs, outputs] = shape as [number, number];
	const [height, width, channels] = flattened(layer) ?? [1, 1, inputs];
	return {
		weight,
		names,
		shapes: [
			[outputs, inputs],
			[outputs, channels, height, width],
		],
		arrange: (values) => reorder(values, outputs, channels, height * width),
	};
}

/** Height, width and channels of the map that a dense layer reads, if one was flattened before it. */
function flattened(layer: tfl.layers.Layer): [number, number, number] | null {
	let source = (layer.input as tfl.SymbolicTensor).sourceLayer;
	while (source.getClassName() === 'SeededDropout') {
		source = (source.input as tfl.SymbolicTensor).sourceLayer;
	}
	if (source.getClassName() !== 'Flatten') return null;
	return (source.input as tfl.SymbolicTensor).shape.slice(1) as [number, number, number];
}

/** [a, b, pixels] to [pixels, b, a]. */
function reorder(values: Float32Array, a: number, b: number, pixels: number): Float32Array {
	const out = new Float32Array(values.length);
	for (let i = 0, at = 0; i < a; i++) {
		for (let j = 0; j < b; j++) {
			for (let pixel = 0; pixel < pixels; pixel++) out[(pixel * b + j) * a + i] = values[at++]!;
		}
	}
	return out;
}
