import { defineArchitecture } from './define.ts';
import type { Map2D, Network } from './network.ts';

/** Names that Keras numbers by itself: the four projections and every sum. */
interface Numbering {
	projections: number;
	sums: number;
}

/** Rectified, separable and normalised, `filters.length` times. */
function separables(net: Network, x: Map2D, name: string, filters: number[], first = true): Map2D {
	filters.forEach((count, index) => {
		const layer = `${name}_sepconv${index + 1}`;
		if (index > 0 || first) x = net.activation(x, `${layer}_act`);
		x = net.batchNorm(net.separable(x, layer, count), `${layer}_bn`);
	});
	return x;
}

/** Halves the image beside a 1×1 convolution that does the same. */
function halving(
	net: Network,
	x: Map2D,
	name: string,
	filters: [number, number],
	numbering: Numbering,
	first = true,
): Map2D {
	const id = ++numbering.projections;
	let skip = net.conv(x, `conv2d_${id}`, filters[1], 1, { stride: 2, bias: false });
	skip = net.batchNorm(skip, `batch_normalization_${id}`);
	const y = separables(net, x, name, filters, first);
	return net.add([net.maxPool(y, `${name}_pool`, 3, 2, 'same'), skip], `add_${++numbering.sums}`);
}

export const xception = defineArchitecture({
	id: 'xception',
	name: 'Xception',
	family: 'Inception',
	size: 299,
	smallest: 71,
	features: 2048,
	source:
		'Chollet 2017, "Xception: deep learning with depthwise separable convolutions"; Keras Applications, timm (legacy_xception)',
	// Max pooling pads at the bottom and the right in Keras, on every side in PyTorch.
	editions: {
		keras: { parameters: 20_861_480, preprocessing: 'symmetric' },
		torch: { parameters: 20_861_480, preprocessing: 'symmetric' },
	},
	body(net, image) {
		const numbering = { projections: 0, sums: 0 };
		const stem = { pad: 'valid', bias: false } as const;
		let x = net.conv(image, 'block1_conv1', 32, 3, { ...stem, stride: 2 });
		x = net.activation(net.batchNorm(x, 'block1_conv1_bn'), 'block1_conv1_act');
		x = net.conv(x, 'block1_conv2', 64, 3, stem);
		x = net.activation(net.batchNorm(x, 'block1_conv2_bn'), 'block1_conv2_act');
		x = halving(net, x, 'block2', [128, 128], numbering, false);
		x = halving(net, x, 'block3', [256, 256], numbering);
		x = halving(net, x, 'block4', [728, 728], numbering);
		for (let block = 5; block <= 12; block++) {
			const y = separables(net, x, `block${block}`, [728, 728, 728]);
			x = net.add([y, x], `add_${++numbering.sums}`);
		}
		x = halving(net, x, 'block13', [728, 1024], numbering);
		for (const [index, filters] of [1536, 2048].entries()) {
			const layer = `block14_sepconv${index + 1}`;
			x = net.batchNorm(net.separable(x, layer, filters), `${layer}_bn`);
			x = net.activation(x, `${layer}_act`);
		}
		return x;
	},
});
