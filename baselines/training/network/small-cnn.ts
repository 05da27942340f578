import { defineArchitecture } from '../../models/define.ts';
import type { Map2D, Network } from '../../models/network.ts';

/** The last stage keeps the size: at 64 pixels heat maps have 8 × 8 points and not 4 × 4. */
const STAGES = [
	{ filters: 16, stride: 2, convolutions: 2 },
	{ filters: 32, stride: 2, convolutions: 2 },
	{ filters: 64, stride: 2, convolutions: 2 },
	{ filters: 96, stride: 1, convolutions: 1 },
] as const;

/** Convolution, batch normalisation, ReLU. */
function block(net: Network, x: Map2D, name: string, filters: number, stride = 1): Map2D {
	const y = net.conv(x, `${name}_conv`, filters, 3, { stride, bias: false });
	return net.activation(net.batchNorm(y, `${name}_bn`), `${name}_relu`);
}

/**
 * A plain network that one core trains in minutes: 3×3 convolutions in four stages, of which the first
 * three each halve the image. Of those tried on phantoms (`baselines/trained/README.md`) the one that
 * learns most in the same time.
 */
export const smallCnn = defineArchitecture({
	id: 'small-cnn',
	name: 'Small network',
	family: 'Small network',
	size: 64,
	smallest: 16,
	features: 96,
	source: 'Holdout',
	editions: { torch: { parameters: 128_144, preprocessing: 'symmetric' } },
	body: (net, image) =>
		STAGES.reduce((x, { filters, stride, convolutions }, stage) => {
			const name = `stage${stage + 1}`;
			const first = block(net, x, `${name}_a`, filters, stride);
			return convolutions === 1 ? first : block(net, first, `${name}_b`, filters);
		}, image),
});
