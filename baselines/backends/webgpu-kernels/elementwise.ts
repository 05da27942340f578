/** Several operations on tensors of one shape in one program, where each would be a program of its own. */
import type * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { float, runProgram } from './program.ts';

export interface Elementwise {
	/** Of the kernel. */
	name: string;
	inputs: readonly string[];
	/** Attributes that it takes: numbers. */
	numbers: readonly string[];
	/** WGSL of inputs and numbers by their names. */
	value: string;
}

/** A kernel of TensorFlow.js on WebGPU, which `tf.engine().runKernel` finds by its name. */
export function elementwiseKernel({ name, inputs, numbers, value }: Elementwise): tf.KernelConfig {
	const read = inputs.map((input) => `let ${input} = ${input}_[index];`).join(' ');
	const take = numbers.map((number) => `let ${number} = uniforms.${number};`).join(' ');
	const code = `
fn main(index : i32) {
  if (index >= uniforms.size) { return; }
  ${read} ${take}
  result[index] = ${value};
}`;
	return {
		kernelName: name,
		backendName: 'webgpu',
		kernelFunc: ({ inputs: given, attrs, backend }) =>
			runProgram(backend as WebGPUBackend, {
				key: name,
				inputs: inputs.map((input) => ({
					name: `${input}_`,
					tensor: given[input] as tf.TensorInfo,
				})),
				shape: (given[inputs[0]!] as tf.TensorInfo).shape,
				uniforms: numbers.map((number) => float(number, attrs![number] as number)),
				code,
			}),
	};
}
