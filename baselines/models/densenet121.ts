import { defineArchitecture } from './define.ts';
import type { Map2D, Network } from './network.ts';

const GROWTH = 32;
const STAGES = [6, 12, 24, 16];

/** Normalise, 1×1 to four times the growth, 3×3 to the growth; joined to everything before it. */
function denseLayer(net: Network, x: Map2D, name: string): Map2D {
	let y = net.activation(net.batchNorm(x, `${name}_0_bn`), `${name}_0_relu`);
	y = net.conv(y, `${name}_1_conv`, 4 * GROWTH, 1, { bias: false });
	y = net.activation(net.batchNorm(y, `${name}_1_bn`), `${name}_1_relu`);
	y = net.conv(y, `${name}_2_conv`, GROWTH, 3, { bias: false });
	return net.concatenate([x, y], `${name}_concat`);
}

/** Halves both the channels and the image. */
function transition(net: Network, x: Map2D, name: string): Map2D {
	const half = Math.round(x.shape.at(-1)! / 2);
	let y = net.activation(net.batchNorm(x, `${name}_bn`), `${name}_relu`);
	y = net.conv(y, `${name}_conv`, half, 1, { bias: false, exact: true });
	return net.halve(y, `${name}_pool`);
}

export const densenet121 = defineArchitecture({
	id: 'densenet121',
	name: 'DenseNet-121',
	family: 'DenseNet',
	size: 224,
	smallest: 32,
	features: 1024,
	source:
		'Huang, Liu, van der Maaten & Weinberger 2017, "Densely connected convolutional networks"; Keras Applications, torchvision',
	// The same network in both but for epsilon, which is 1.001e-5 in Keras.
	editions: {
		keras: { parameters: 7_037_504, preprocessing: 'imagenet' },
		torch: { parameters: 7_037_504, preprocessing: 'imagenet' },
	},
	kerasEpsilon: 1.001e-5,
	body(net, image) {
		let x = net.zeroPad(image, 'conv1_pad', 3);
		x = net.conv(x, 'conv1_conv', 64, 7, { stride: 2, pad: 'valid', bias: false });
		x = net.activation(net.batchNorm(x, 'conv1_bn'), 'conv1_relu');
		x = net.zeroPad(x, 'pool1_pad', 1);
		x = net.maxPool(x, 'pool1', 3, 2, 'valid');
		STAGES.forEach((layers, index) => {
			const stage = index + 2;
			for (let i = 1; i <= layers; i++) x = denseLayer(net, x, `conv${stage}_block${i}`);
			if (index < STAGES.length - 1) x = transition(net, x, `pool${stage}`);
		});
		return net.activation(net.batchNorm(x, 'bn'), 'relu');
	},
});
