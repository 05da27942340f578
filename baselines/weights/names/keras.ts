import type * as tfl from '@tensorflow/tfjs-layers';
import { weightKind } from '../../models/weight-kind.ts';
import type { Slot } from './types.ts';

/** Layers that Keras numbers by itself, by kind. */
const NUMBERED = ['conv2d', 'batch_normalization'] as const;

/**
 * The slots of a model in the naming `layer/weight`: Keras Applications', and this project's own. The
 * layers of Inception-v3 have PyTorch's paths here and bare numbers in Keras, given in the order in
 * which both make them.
 */
export function kerasSlots(model: tfl.LayersModel): Slot[] {
	const numbers = { conv2d: 0, batch_normalization: 0 };
	const aliases = new Map<string, string>();
	for (const layer of inOrderOfMaking(model)) {
		if (!layer.name.includes('.')) continue;
		const kind = layer.getClassName() === 'Conv2D' ? 'conv2d' : 'batch_normalization';
		if (layer.weights.length > 0) aliases.set(layer.name, `${kind}_${++numbers[kind]}`);
	}
	return model.layers.flatMap((layer) =>
		layer.weights.map((variable): Slot => {
			const kind = weightKind(variable);
			const alias = aliases.get(layer.name);
			const names = [`${layer.name}/${kind}`];
			if (alias) names.push(`${alias}/${kind}`);
			// Keras 3 calls the weights of a depthwise convolution by the plain word.
			if (layer.getClassName() === 'DepthwiseConv2D') names.push(`${layer.name}/kernel`);
			const shape = variable.shape as number[];
			return { weight: names[0]!, names, shapes: [shape], arrange: (values) => values };
		}),
	);
}

/** A model lists its layers by depth; ids grow in the order of making. */
const inOrderOfMaking = (model: tfl.LayersModel) => [...model.layers].sort((a, b) => a.id - b.id);

/**
 * Brings the names of a file into the form of the slots: no `:0`, no name of a model in front, and the
 * layers that Keras numbers counted from 1, wherever that session's count began. Old releases divided
 * the name of DenseNet's first layers by a slash.
 * @returns the new name of each
 */
export function canonicalKerasNames(names: readonly string[]): Map<string, string> {
	const plain = new Map(names.map((name) => [name, withoutPrefix(name)]));
	const layers = new Set([...plain.values()].map((name) => name.split('/')[0]!));
	const renamed = new Map<string, string>();
	for (const kind of NUMBERED) {
		const number = (layer: string) => Number(layer.slice(kind.length + 1) || 0);
		const numbered = new RegExp(`^${kind}(_\\d+)?$`);
		const inOrder = [...layers].filter((layer) => numbered.test(layer));
		inOrder.sort((a, b) => number(a) - number(b));
		inOrder.forEach((layer, index) => renamed.set(layer, `${kind}_${index + 1}`));
	}
	return new Map(
		[...plain].map(([name, short]) => {
			const [layer, kind] = short.split('/') as [string, string];
			return [name, kind === undefined ? short : `${renamed.get(layer) ?? layer}/${kind}`];
		}),
	);
}

function withoutPrefix(name: string): string {
	const parts = name
		.replace(/:\d+$/, '')
		.replace(/(^|\/)conv1\/(conv|bn)\//, '$1conv1_$2/')
		.split('/');
	return parts.slice(-2).join('/');
}
