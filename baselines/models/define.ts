import * as tfl from '@tensorflow/tfjs-layers';
import { cut } from './cut.ts';
import { drawWeights } from './initial-weights.ts';
import { ModelError } from './model-error.ts';
import { Network, type Map2D } from './network.ts';
import type { Architecture, BuildOptions, Convention, Top } from './types.ts';

export interface ArchitectureDefinition extends Omit<Architecture, 'build'> {
	/** Epsilon of batch normalisation in Keras; PyTorch has 1e-5 everywhere. */
	kerasEpsilon?: number;
	/** From the image to the feature map. */
	body(net: Network, image: Map2D): Map2D;
	/** From the feature map to what the outputs read; global average pooling by default. */
	neck?(net: Network, map: Map2D): Map2D;
	/** Before the outputs, where the options say nothing else. */
	dropout?: number;
}

/** Makes an entry of the registry from a body. */
export function defineArchitecture(definition: ArchitectureDefinition): Architecture {
	const {
		kerasEpsilon: _epsilon,
		body: _body,
		neck: _neck,
		dropout: _dropout,
		...known
	} = definition;
	return { ...known, build: (options = {}) => build(definition, options) };
}

function build(definition: ArchitectureDefinition, options: BuildOptions): tfl.LayersModel {
	const [height, width] = sizeOf(definition, options);
	const seed = options.seed ?? 0;
	const convention = conventionOf(definition, options);
	const net = new Network(convention, seed, definition.kerasEpsilon ?? 1e-3, options.width);
	const image = tfl.input({ name: 'input', shape: [height, width, options.channels ?? 3] });
	const map = definition.body(net, image);
	const whole = (outputs: Map2D) => tfl.model({ name: definition.id, inputs: image, outputs });
	let model: tfl.LayersModel;
	if (options.top) model = whole(withTop(definition, net, map, options.top));
	else if (options.upTo) model = cut(whole(map), options.upTo, options.pooling ?? true);
	else model = whole(options.pooling === false ? map : net.globalMean(map, 'avg_pool'));
	drawWeights(model, seed);
	return model;
}

function withTop(definition: ArchitectureDefinition, net: Network, map: Map2D, top: Top): Map2D {
	const neck = definition.neck ?? ((n: Network, m: Map2D) => n.globalMean(m, 'avg_pool'));
	const rate = top.dropout ?? definition.dropout ?? 0;
	let x = neck(net, map);
	if (rate > 0) x = net.dropout(x, 'top_dropout', rate);
	return net.dense(x, 'predictions', top.classes, top.activation ?? 'softmax');
}

function sizeOf(definition: ArchitectureDefinition, options: BuildOptions): [number, number] {
	const size = options.size ?? definition.size;
	const [height, width] = typeof size === 'number' ? [size, size] : size;
	if (!(Math.min(height, width) >= definition.smallest)) {
		throw new ModelError(
			'input_too_small',
			`${definition.name} cannot read images of ${height}×${width} pixels: it halves them so often that nothing would be left. Give it at least ${definition.smallest}×${definition.smallest}.`,
		);
	}
	return [height, width];
}

function conventionOf(definition: ArchitectureDefinition, options: BuildOptions): Convention {
	const known = Object.keys(definition.editions) as Convention[];
	const convention = options.convention ?? known[0]!;
	if (known.includes(convention)) return convention;
	throw new ModelError(
		'unknown_convention',
		`${definition.name} has no "${convention}" edition, only ${known.join(' and ')}.`,
	);
}
