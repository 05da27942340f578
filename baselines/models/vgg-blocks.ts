import * as tfl from '@tensorflow/tfjs-layers';
import type { Map2D, Network } from './network.ts';

/** Blocks of 3×3 convolutions, each halved at its end (Simonyan & Zisserman 2015). */
export function vggBody(
	net: Network,
	image: Map2D,
	convolutions: readonly number[],
	batchNorm = false,
): Map2D {
	let x = image;
	convolutions.forEach((count, block) => {
		const filters = Math.min(64 * 2 ** block, 512);
		for (let i = 1; i <= count; i++) {
			const name = `block${block + 1}_conv${i}`;
			if (batchNorm) {
				x = net.conv(x, name, filters, 3);
				x = net.activation(net.batchNorm(x, `${name}_bn`), `${name}_relu`);
			} else {
				x = net.conv(x, name, filters, 3, { activation: 'relu' });
			}
		}
		x = net.maxPool(x, `block${block + 1}_pool`, 2, 2, 'valid');
	});
	return x;
}

/**
 * The two dense layers of 4,096 before the outputs. They read the flattened map, so their size goes
 * with the image's; published weights fit 224 pixels. Dropout is PyTorch's; Keras has none.
 */
export function vggNeck(net: Network, map: Map2D): Map2D {
	let x = tfl.layers.flatten({ name: 'flatten' }).apply(map) as Map2D;
	for (const name of ['fc1', 'fc2']) {
		if (name === 'fc2' && net.convention === 'torch') x = net.dropout(x, 'fc1_dropout', 0.5);
		x = net.dense(x, name, 4096, 'relu');
	}
	return x;
}
