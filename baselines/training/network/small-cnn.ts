import { defineArchitecture } from '../../models/define.ts';
import type { Map2D, Network } from '../../models/network.ts';

const WIDTHS = [16, 32, 64, 96];

/** Convolution, batch normalisation, ReLU. */
function block(net: Network, x: Map2D, name: string, filters: number, stride = 1): Map2D {
	const y = net.conv(x, `${name}_conv`, filters, 3, { stride, bias: false });
	return net.activation(net.batchNorm(y, `${name}_bn`), `${name}_relu`);
}

/**
 * A plain network that one core trains in minutes: four stages that each halve the image, two 3×3
 * convolutions a stage, the first of a stage with stride 2.
 */
export const smallCnn = defineArchitecture({
	id: 'small-cnn',
	name: 'Small network',
	family: 'Small network',
	size: 64,
	smallest: 16,
	features: 96,
	source: 'Holdout',
	editions: { torch: { parameters: 211_472, preprocessing: 'symmetric' } },
	body: (net, image) =>
		WIDTHS.reduce((x, filters, stage) => {
			const y = block(net, x, `stage${stage + 1}_a`, filters, 2);
			return block(net, y, `stage${stage + 1}_b`, filters);
		}, image),
});
