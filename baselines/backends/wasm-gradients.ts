import * as tf from '@tensorflow/tfjs-core';
// In Node the gradients of the core's operations come with the layers.
import '@tensorflow/tfjs-layers';
import { conv2DBackpropFilter, conv2DBackpropInput } from './wasm-kernels/conv2d.ts';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './wasm-kernels/depthwise.ts';
import { maxPoolGrad } from './wasm-kernels/max-pool.ts';

/**
 * Of the gradients of convolutions TensorFlow.js 4.22 has the second only, in slow loops; that of max
 * pooling it has wrong.
 */
const KERNELS: Record<string, tf.KernelFunc> = {
	[tf.Conv2DBackpropFilter]: conv2DBackpropFilter,
	[tf.Conv2DBackpropInput]: conv2DBackpropInput,
	[tf.DepthwiseConv2dNativeBackpropFilter]: depthwiseBackpropFilter,
	[tf.DepthwiseConv2dNativeBackpropInput]: depthwiseBackpropInput,
	[tf.MaxPoolGrad]: maxPoolGrad,
};

let registered = false;

/** Makes whole networks trainable on the WASM backend, which without it trains heads only. */
export function registerWasmGradients(): void {
	if (registered) return;
	registered = true;
	for (const [kernelName, kernelFunc] of Object.entries(KERNELS)) {
		// Otherwise replacing one is announced as a possible mistake.
		if (tf.getKernel(kernelName, 'wasm')) tf.unregisterKernel(kernelName, 'wasm');
		tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
	}
}
