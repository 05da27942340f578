import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { missing, reason } from './backend-error.ts';
import { never, type Backend, type BackendDefinition } from './types.ts';
import { refuseWhenFull } from './wasm-memory.ts';

const REMEDY = 'Install the dependencies of Holdout again (npm ci).';

/**
 * WebAssembly with SIMD, one core in Node: its threads need web workers. The missing gradient kernels
 * are added, so that whole networks train.
 */
export const wasm: BackendDefinition = {
	id: 'wasm',
	async start(): Promise<Backend> {
		try {
			const backend = await import('@tensorflow/tfjs-backend-wasm');
			const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
			backend.setWasmPaths(dirname(entry) + sep);
			const { registerWasmGradients } = await import('./wasm-gradients.ts');
			registerWasmGradients();
			if (!(await quietly(() => tf.setBackend('wasm')))) throw new Error('it does not start');
			await tf.ready();
			refuseWhenFull();
		} catch (error) {
			throw missing('wasm', reason(error), REMEDY);
		}
		const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
		return {
			id: 'wasm',
			engine: 'wasm',
			device: `WebAssembly ${simd ? 'with SIMD' : 'without SIMD'}, one core`,
			emulated: false,
			lost: never,
			stop: async () => {},
		};
	},
};

/**
 * Emscripten takes over the process's unhandled errors: any later one, of whatever origin, would print
 * the whole minified module before its message.
 */
async function quietly<T>(start: () => Promise<T>): Promise<T> {
	const events = ['uncaughtException', 'unhandledRejection'] as const;
	const before = events.map((event) => new Set(process.listeners(event as 'exit')));
	try {
		return await start();
	} finally {
		events.forEach((event, index) => {
			for (const listener of process.listeners(event as 'exit')) {
				if (!before[index]!.has(listener)) process.removeListener(event, listener);
			}
		});
	}
}
