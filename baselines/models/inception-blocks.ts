import type { Map2D, Network } from './network.ts';

type Kernel = number | [number, number];

/** One convolution: name, filters, kernel, and 2 where it halves the image. */
export type Step = readonly [name: string, filters: number, kernel: Kernel, stride?: 1 | 2];

export interface UnitOptions {
	stride?: number;
	pad?: 'same' | 'valid';
	/** Whether the normalisation has a gamma. */
	scale?: boolean;
}

/** Convolution, batch normalisation (epsilon 1e-3 in every edition), rectification. */
export function unit(
	net: Network,
	x: Map2D,
	path: string,
	filters: number,
	kernel: Kernel,
	options: UnitOptions = {},
): Map2D {
	const { stride = 1, pad = 'same', scale = true } = options;
	x = net.conv(x, `${path}.conv`, filters, kernel, { stride, pad, bias: false });
	x = net.batchNorm(x, `${path}.bn`, { scale, epsilon: 1e-3 });
	return net.activation(x, `${path}.relu`);
}

/** A chain of units; one that halves the image does so without padding. */
export function chain(
	net: Network,
	x: Map2D,
	path: string,
	steps: readonly Step[],
	scale = true,
): Map2D {
	for (const [name, filters, kernel, stride = 1] of steps) {
		const pad = stride === 2 ? 'valid' : 'same';
		x = unit(net, x, `${path}.${name}`, filters, kernel, { stride, pad, scale });
	}
	return x;
}
