import * as tf from '@tensorflow/tfjs-core';
import { byColumns } from './webgpu-kernels/column-sums.ts';
import { conv2DBackpropFilter } from './webgpu-kernels/conv2d-filter.ts';
import { depthwiseBackpropFilter } from './webgpu-kernels/depthwise-filter.ts';
import { optimiserKernels } from './webgpu-kernels/optimisers.ts';
import { takeImages } from './webgpu-kernels/take-images.ts';

/** What stands in for kernels of TensorFlow.js 4.22 that take most of a training step on a GPU. */
const KERNELS: Record<string, (original: tf.KernelFunc) => tf.KernelFunc> = {
	[tf.Sum]: (original) => byColumns(original, false),
	[tf.Mean]: (original) => byColumns(original, true),
	[tf.Conv2DBackpropFilter]: conv2DBackpropFilter,
	[tf.DepthwiseConv2dNativeBackpropFilter]: () => depthwiseBackpropFilter,
};

let registered = false;

/** Once TensorFlow.js' WebGPU backend is loaded. */
export function registerWebgpuKernels(): void {
	if (registered) return;
	registered = true;
	for (const kernel of [...optimiserKernels, takeImages]) tf.registerKernel(kernel);
	for (const [kernelName, make] of Object.entries(KERNELS)) {
		const { kernelFunc } = tf.getKernel(kernelName, 'webgpu')!;
		tf.unregisterKernel(kernelName, 'webgpu');
		tf.registerKernel({ kernelName, backendName: 'webgpu', kernelFunc: make(kernelFunc) });
	}
}
