import * as tfl from '@tensorflow/tfjs-layers';
import { defineArchitecture } from './define.ts';
import { Normalization } from './layers/normalization.ts';
import type { Map2D, Network } from './network.ts';

/** Kernel, repeats, output channels, expansion, stride of the first repeat. */
const STAGES = [
	[3, 1, 16, 1, 1],
	[3, 2, 24, 6, 2],
	[5, 2, 40, 6, 2],
	[3, 3, 80, 6, 2],
	[5, 3, 112, 6, 1],
	[5, 4, 192, 6, 2],
	[3, 1, 320, 6, 1],
] as const;
const BLOCKS = STAGES.reduce((sum, [, repeats]) => sum + repeats, 0);
/** Share of the last block's examples that skip it in training (stochastic depth). */
const DROP = 0.2;

interface Block {
	name: string;
	kernel: number;
	stride: number;
	inputs: number;
	outputs: number;
	expansion: number;
	/** Rate of stochastic depth. */
	drop: number;
}

function normalised(net: Network, x: Map2D, name: string, bn: string, act: string): Map2D {
	return net.activation(net.batchNorm(x, `${name}${bn}`), `${name}${act}`, 'swish');
}

/** Weighs the channels by what their means say (Hu et al. 2018); `channels` wide in between. */
function squeezeExcite(net: Network, x: Map2D, name: string, channels: number): Map2D {
	const filters = x.shape.at(-1)!;
	let weight = net.globalMean(x, `${name}se_squeeze`);
	const targetShape = [1, 1, filters];
	weight = tfl.layers.reshape({ name: `${name}se_reshape`, targetShape }).apply(weight) as Map2D;
	weight = net.conv(weight, `${name}se_reduce`, channels, 1, { activation: 'swish' });
	weight = net.conv(weight, `${name}se_expand`, filters, 1, { activation: 'sigmoid', exact: true });
	return tfl.layers.multiply({ name: `${name}se_excite` }).apply([x, weight]) as Map2D;
}

/** Inverted bottleneck (Sandler et al. 2018). */
function block(net: Network, input: Map2D, settings: Block): Map2D {
	const { name, kernel, stride, inputs, outputs, expansion, drop } = settings;
	let x = input;
	if (expansion > 1) {
		x = net.conv(x, `${name}expand_conv`, inputs * expansion, 1, { bias: false });
		x = normalised(net, x, name, 'expand_bn', 'expand_activation');
	}
	x = net.depthwise(x, `${name}dwconv`, kernel, stride);
	x = normalised(net, x, name, 'bn', 'activation');
	x = squeezeExcite(net, x, name, Math.floor(inputs / 4));
	x = net.conv(x, `${name}project_conv`, outputs, 1, { bias: false });
	x = net.batchNorm(x, `${name}project_bn`);
	if (stride !== 1 || inputs !== outputs) return x;
	if (drop > 0) x = net.dropout(x, `${name}drop`, drop, true);
	return net.add([x, input], `${name}add`);
}

/** Keras rescales and normalises inside the network; PyTorch leaves both to the caller. */
function stem(net: Network, image: Map2D): Map2D {
	let x = image;
	if (net.convention === 'keras') {
		x = tfl.layers.rescaling({ name: 'rescaling', scale: 1 / 255 }).apply(x) as Map2D;
		x = new Normalization({ name: 'normalization' }).apply(x) as Map2D;
	}
	x = net.conv(x, 'stem_conv', 32, 3, { stride: 2, bias: false });
	return normalised(net, x, 'stem_', 'bn', 'activation');
}

export const efficientnetB0 = defineArchitecture({
	id: 'efficientnet-b0',
	name: 'EfficientNet-B0',
	family: 'EfficientNet',
	size: 224,
	smallest: 32,
	features: 1280,
	source:
		'Tan & Le 2019, "EfficientNet: rethinking model scaling for convolutional neural networks"; Keras Applications, torchvision',
	editions: {
		// 7 of them in the built-in normalisation.
		keras: { parameters: 4_049_571, preprocessing: 'none' },
		torch: { parameters: 4_049_564, preprocessing: 'imagenet' },
	},
	dropout: 0.2,
	body(net, image) {
		let x = stem(net, image);
		let done = 0;
		let inputs = 32;
		STAGES.forEach(([kernel, repeats, outputs, expansion, firstStride], stage) => {
			for (let i = 0; i < repeats; i++) {
				const name = `block${stage + 1}${'abcd'[i]}_`;
				const stride = i === 0 ? firstStride : 1;
				const drop = (DROP * done) / BLOCKS;
				x = block(net, x, { name, kernel, stride, inputs, outputs, expansion, drop });
				inputs = outputs;
				done++;
			}
		});
		x = net.conv(x, 'top_conv', 1280, 1, { bias: false });
		return normalised(net, x, 'top_', 'bn', 'activation');
	},
});
