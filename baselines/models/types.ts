import type * as tfl from '@tensorflow/tfjs-layers';

/**
 * Whose edition of an architecture is built; they are the same network in print and two in code.
 *
 * - `keras`: as Keras Applications. Padding 'same', which at stride 2 and even sizes adds its zeros
 *   at the bottom and the right only; ResNet's stride in the first 1×1 convolution of a stage and
 *   biases on its convolutions; no gamma in InceptionV3; rescaling inside EfficientNet.
 * - `torch`: as torchvision and timm. Padding on both sides, ResNet's stride in the 3×3 convolution
 *   ("v1.5"), no bias before a batch normalisation, epsilon 1e-5.
 *
 * Weights fit the edition that they were trained in. In the other one they would give other features
 * without any error, so the loader (`weights/load.ts`) refuses them.
 */
export type Convention = 'keras' | 'torch';

/**
 * What the weights expect of an RGB pixel of 0 to 255.
 *
 * - `none`: as it is
 * - `symmetric`: x / 127.5 − 1
 * - `imagenet`: (x / 255 − mean) / standard deviation of ImageNet, per channel
 * - `bgr-mean`: channels reversed, less ImageNet's mean of 0 to 255 (Keras calls it "caffe")
 */
export type Preprocessing = 'none' | 'symmetric' | 'imagenet' | 'bgr-mean';

/** The layers after the feature map. */
export interface Top {
	/** Outputs. */
	classes: number;
	/** Of the outputs; 'sigmoid' for several findings. */
	activation?: 'sigmoid' | 'softmax' | 'linear';
	/** Rate before the outputs; where the architecture has none of its own, none. */
	dropout?: number;
}

export interface BuildOptions {
	/** Height and width in pixels, or one number for both; by default the published one. */
	size?: number | readonly [number, number];
	/** 3 by default. */
	channels?: number;
	/**
	 * Share of the published number of filters in every convolution, 1 by default: a narrow network of
	 * the same depth, for training from scratch on few images. Published weights fit 1 only.
	 */
	width?: number;
	/** By default the first convention the architecture has. */
	convention?: Convention;
	/** Without a top the model ends in global average pooling. */
	top?: Top;
	/** False leaves the feature map unpooled; ignored with a top. */
	pooling?: boolean;
	/** Name of the layer to stop at (pooled too), instead of the last one; not with a top. */
	upTo?: string;
	/** Of the random weights and of dropout; 0 by default. */
	seed?: number;
}

/** What is known of one edition of an architecture. */
export interface Edition {
	/** Without top, running statistics included. */
	parameters: number;
	preprocessing: Preprocessing;
}

/** A backbone of the registry. */
export interface Architecture {
	id: string;
	/** As on a leaderboard. */
	name: string;
	family: string;
	/** Published input: height and width in pixels. */
	size: number;
	/** Below this height or width nothing is left of the image. */
	smallest: number;
	/** Length of the pooled feature vector, at the published width. */
	features: number;
	/** The paper, and the code that it follows. */
	source: string;
	/** The first one is the default. */
	editions: Partial<Record<Convention, Edition>>;
	/**
	 * The network, not compiled, with random weights (He uniform) drawn from the seed.
	 * @throws {ModelError} `input_too_small`, `unknown_layer`, `unknown_convention`
	 */
	build(options?: BuildOptions): tfl.LayersModel;
}
