import type { Map2D, Network } from './network.ts';

/**
 * Bottleneck residual stages (He et al. 2016), `blocks` of each of the four. Keras halves the image in
 * the first 1×1 convolution of a stage, as the paper does, PyTorch in its 3×3.
 */
export function resnetBody(net: Network, image: Map2D, blocks: readonly number[]): Map2D {
	const bias = net.convention === 'keras';
	let x = net.zeroPad(image, 'conv1_pad', 3);
	x = net.conv(x, 'conv1_conv', 64, 7, { stride: 2, pad: 'valid', bias });
	x = net.activation(net.batchNorm(x, 'conv1_bn'), 'conv1_relu');
	// Zeros never win over rectified values, so that padding with them is what both editions do.
	x = net.zeroPad(x, 'pool1_pad', 1);
	x = net.maxPool(x, 'pool1_pool', 3, 2, 'valid');
	blocks.forEach((count, stage) => {
		for (let block = 1; block <= count; block++) {
			const stride = block === 1 && stage > 0 ? 2 : 1;
			const name = `conv${stage + 2}_block${block}`;
			x = bottleneck(net, x, name, 64 * 2 ** stage, stride, block === 1);
		}
	});
	return x;
}

function bottleneck(
	net: Network,
	x: Map2D,
	name: string,
	filters: number,
	stride: number,
	projects: boolean,
): Map2D {
	const keras = net.convention === 'keras';
	const bias = keras;
	let shortcut = x;
	if (projects) {
		shortcut = net.conv(x, `${name}_0_conv`, 4 * filters, 1, { stride, bias });
		shortcut = net.batchNorm(shortcut, `${name}_0_bn`);
	}
	let y = net.conv(x, `${name}_1_conv`, filters, 1, { stride: keras ? stride : 1, bias });
	y = net.activation(net.batchNorm(y, `${name}_1_bn`), `${name}_1_relu`);
	y = net.conv(y, `${name}_2_conv`, filters, 3, { stride: keras ? 1 : stride, bias });
	y = net.activation(net.batchNorm(y, `${name}_2_bn`), `${name}_2_relu`);
	y = net.conv(y, `${name}_3_conv`, 4 * filters, 1, { bias });
	y = net.batchNorm(y, `${name}_3_bn`);
	return net.activation(net.add([shortcut, y], `${name}_add`), `${name}_out`);
}
