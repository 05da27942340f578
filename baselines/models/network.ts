import * as tfl from '@tensorflow/tfjs-layers';
import { FreezableBatchNormalization } from './layers/batch-normalization.ts';
import { SeededDropout } from './layers/dropout.ts';
import { PaddedMaxPooling2D, SameAveragePooling2D } from './layers/padded-pooling.ts';
import type { Convention } from './types.ts';

export type Map2D = tfl.SymbolicTensor;
export type Activation = 'relu' | 'swish' | 'sigmoid';

export interface ConvolutionOptions {
	stride?: number;
	/** 'same' keeps the size, divided by the stride, with the zeros where the convention puts them. */
	pad?: 'same' | 'valid';
	bias?: boolean;
	/** The number of filters follows from a narrowed map, so it is not narrowed again. */
	exact?: boolean;
	/** Inside the layer; a batch normalisation in between needs a layer of its own. */
	activation?: Activation;
}

/** The words in which the architectures are written: layers with the names of Keras Applications. */
export class Network {
	readonly convention: Convention;
	readonly seed: number;
	private readonly width: number;
	private readonly momentum: number;
	private readonly epsilon: number;

	/** @param width share of the filters */
	constructor(convention: Convention, seed: number, kerasEpsilon: number, width = 1) {
		this.convention = convention;
		this.seed = seed;
		this.width = width;
		this.momentum = convention === 'keras' ? 0.99 : 0.9;
		this.epsilon = convention === 'keras' ? kerasEpsilon : 1e-5;
	}

	/** Convolution; `kernel` is one side of a square or [height, width]. */
	conv(
		x: Map2D,
		name: string,
		filters: number,
		kernel: number | [number, number],
		options: ConvolutionOptions = {},
	): Map2D {
		const { stride = 1, bias = true, exact = false, activation } = options;
		const [input, padding] = this.padded(x, name, kernel, stride, options.pad ?? 'same');
		return tfl.layers
			.conv2d({
				name,
				filters: exact ? filters : this.filters(filters),
				kernelSize: kernel,
				strides: stride,
				padding,
				useBias: bias,
				activation,
				kernelInitializer: 'zeros',
			})
			.apply(input) as Map2D;
	}

	/** One filter per channel, without bias. */
	depthwise(x: Map2D, name: string, kernel: number, stride = 1): Map2D {
		const [input, padding] = this.padded(x, name, kernel, stride, 'same');
		return tfl.layers
			.depthwiseConv2d({
				name,
				kernelSize: kernel,
				strides: stride,
				padding,
				useBias: false,
				depthwiseInitializer: 'zeros',
			})
			.apply(input) as Map2D;
	}

	/** A depthwise 3×3 and a 1×1 convolution, without bias (Chollet 2017). */
	separable(x: Map2D, name: string, filters: number): Map2D {
		return tfl.layers
			.separableConv2d({
				name,
				filters: this.filters(filters),
				kernelSize: 3,
				padding: 'same',
				useBias: false,
				depthwiseInitializer: 'zeros',
				pointwiseInitializer: 'zeros',
			})
			.apply(x) as Map2D;
	}

	batchNorm(x: Map2D, name: string, { scale = true, epsilon = this.epsilon } = {}): Map2D {
		const { momentum } = this;
		return new FreezableBatchNormalization({ name, momentum, epsilon, scale }).apply(x) as Map2D;
	}

	activation(x: Map2D, name: string, activation: Activation = 'relu'): Map2D {
		return tfl.layers.activation({ name, activation }).apply(x) as Map2D;
	}

	zeroPad(x: Map2D, name: string, pad: number): Map2D {
		const padding: [[number, number], [number, number]] = [
			[pad, pad],
			[pad, pad],
		];
		return tfl.layers.zeroPadding2d({ name, padding }).apply(x) as Map2D;
	}

	maxPool(x: Map2D, name: string, size: number, stride: number, pad: 'same' | 'valid'): Map2D {
		if (pad === 'same' && this.convention === 'torch') {
			const config = { name, poolSize: size, strides: stride, pad: Math.floor(size / 2) };
			return new PaddedMaxPooling2D(config).apply(x) as Map2D;
		}
		return tfl.layers
			.maxPooling2d({ name, poolSize: size, strides: stride, padding: pad })
			.apply(x) as Map2D;
	}

	/** 3×3 mean that keeps the size. */
	meanPool(x: Map2D, name: string, countPadding: boolean): Map2D {
		return new SameAveragePooling2D({ name, countPadding }).apply(x) as Map2D;
	}

	halve(x: Map2D, name: string): Map2D {
		return tfl.layers.averagePooling2d({ name, poolSize: 2, strides: 2 }).apply(x) as Map2D;
	}

	globalMean(x: Map2D, name: string): Map2D {
		return tfl.layers.globalAveragePooling2d({ name }).apply(x) as Map2D;
	}

	dropout(x: Map2D, name: string, rate: number, wholeExample = false): Map2D {
		const { seed } = this;
		return new SeededDropout({ name, rate, seed, wholeExample }).apply(x) as Map2D;
	}

	dense(
		x: Map2D,
		name: string,
		units: number,
		activation: Activation | 'softmax' | 'linear',
	): Map2D {
		return tfl.layers
			.dense({ name, units, activation, kernelInitializer: 'zeros' })
			.apply(x) as Map2D;
	}

	add(xs: Map2D[], name: string): Map2D {
		return tfl.layers.add({ name }).apply(xs) as Map2D;
	}

	concatenate(xs: Map2D[], name: string): Map2D {
		return tfl.layers.concatenate({ name, axis: -1 }).apply(xs) as Map2D;
	}

	private filters(published: number): number {
		return Math.max(1, Math.round(published * this.width));
	}

	/** At stride 1 both conventions pad alike; beyond it PyTorch pads every side by half the kernel. */
	private padded(
		x: Map2D,
		name: string,
		kernel: number | [number, number],
		stride: number,
		pad: 'same' | 'valid',
	): [Map2D, 'same' | 'valid'] {
		const size = typeof kernel === 'number' ? kernel : Math.max(...kernel);
		if (pad === 'valid' || size === 1) return [x, 'valid'];
		if (this.convention === 'keras' || stride === 1) return [x, 'same'];
		return [this.zeroPad(x, `${name}_pad`, Math.floor(size / 2)), 'valid'];
	}
}
