/** Programs of our own beside those of TensorFlow.js' WebGPU backend. */
import type * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

type Program = Parameters<WebGPUBackend['runWebGPUProgram']>[0];
type Triple = [number, number, number];

export interface ProgramSpec {
	/** Names the code: programs of one key share it, whatever their shapes. */
	key: string;
	inputs: readonly { name: string; tensor: tf.TensorInfo }[];
	shape: number[];
	/** Own uniforms in the order in which they are declared, numbers alone or in pairs. */
	uniforms: readonly { name: string; type: 'int32' | 'float32'; data: number[] }[];
	/**
	 * WGSL. Inputs and `result` are arrays by name; `uniforms.<name>` is a number or a vector. With `grid`
	 * it defines `fn main()`; without, `fn main(index : i32)` for every element of the result.
	 */
	code: string;
	/** Workgroups and their size, where elements are not simply counted. */
	grid?: { groups: Triple; size: Triple };
}

const FLAT = 64;

const declare = ({ name, type, data }: ProgramSpec['uniforms'][number]) => {
	const scalar = type === 'int32' ? 'i32' : 'f32';
	return `${name} : ${data.length === 2 ? `vec2<${scalar}>` : scalar},`;
};

/** Axes of the result by the dimension of the grid that they lie along. */
const layoutOf = (rank: number, grid: boolean): Program['dispatchLayout'] =>
	grid && rank === 3
		? { x: [2], y: [1], z: [0] }
		: { x: Array.from({ length: rank }, (_, axis) => axis) };

/** @returns a new tensor of 32-bit floats */
export function runProgram(
	backend: WebGPUBackend,
	{ key, inputs, shape, uniforms, code, grid }: ProgramSpec,
): tf.TensorInfo {
	const elements = shape.reduce((product, length) => product * length, 1);
	const program: Program = {
		outputShape: shape,
		shaderKey: key,
		dispatchLayout: layoutOf(shape.length, grid !== undefined),
		dispatch: grid?.groups ?? [Math.ceil(elements / FLAT), 1, 1],
		workgroupSize: grid?.size ?? [FLAT, 1, 1],
		variableNames: inputs.map(({ name }) => name),
		uniforms: uniforms.map(declare).join(' '),
		size: grid === undefined,
		getUserCode: () => code,
	};
	const data = uniforms.map(({ type, data: values }) => ({ type, data: values }));
	return backend.runWebGPUProgram(
		program,
		inputs.map(({ tensor }) => tensor),
		'float32',
		data,
	);
}

export const int = (name: string, ...data: number[]) => ({ name, type: 'int32' as const, data });
export const float = (name: string, ...data: number[]) => ({
	...{ name, type: 'float32' as const, data },
});
