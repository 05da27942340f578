/**
 * The registry of architectures. A new one is a file, a line here, and its names in `weights/names`.
 * Imports TensorFlow.js: never from `baselines/index.ts`, which the web server loads.
 */
import { alexnet } from './alexnet.ts';
import { densenet121 } from './densenet121.ts';
import { efficientnetB0 } from './efficientnet-b0.ts';
import { inceptionV3 } from './inception-v3.ts';
import { inceptionV4 } from './inception-v4.ts';
import { ModelError } from './model-error.ts';
import { resnet101 } from './resnet101.ts';
import { resnet50 } from './resnet50.ts';
import type { Architecture } from './types.ts';
import { vgg11Bn } from './vgg11-bn.ts';
import { vgg16 } from './vgg16.ts';
import { vgg19 } from './vgg19.ts';
import { xception } from './xception.ts';

export const architectures: readonly Architecture[] = [
	vgg16,
	xception,
	densenet121,
	vgg11Bn,
	vgg19,
	resnet50,
	resnet101,
	inceptionV3,
	efficientnetB0,
	alexnet,
	inceptionV4,
];

/** @throws {ModelError} `unknown_architecture`, with those there are */
export function findArchitecture(id: string): Architecture {
	const found = architectures.find((architecture) => architecture.id === id);
	if (found) return found;
	const known = architectures.map((architecture) => architecture.id).join(', ');
	throw new ModelError(
		'unknown_architecture',
		`There is no architecture "${id}". Known: ${known}.`,
	);
}

export { cut, featureMapLayer } from './cut.ts';
export { join, mlpHead, type MlpHeadOptions } from './mlp-head.ts';
export { ModelError } from './model-error.ts';
export { preprocess } from './preprocessing.ts';
export type {
	Architecture,
	BuildOptions,
	Convention,
	Edition,
	Preprocessing,
	Top,
} from './types.ts';
