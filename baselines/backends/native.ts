import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs-core';
import { missing, reason } from './backend-error.ts';
import { never, type Backend, type BackendId } from './types.ts';

/**
 * Starts TensorFlow's C library through one of its two packages. Both register the same engine, so
 * that a process has one of them. A package without its native library counts as absent: installing
 * it downloads the library, and where that is not allowed the package comes without it.
 */
export async function startNative(id: BackendId, device: string): Promise<Backend> {
	const name = `@tensorflow/${id}`;
	restoreIsNullOrUndefined();
	try {
		// Held in a variable, because the package is optional and unknown to the compiler.
		await import(name);
		if (!(await tf.setBackend('tensorflow'))) throw new Error('its library could not be started');
		await tf.ready();
	} catch (error) {
		throw missing(id, absence(error, name), `Run "npm install ${name}" where it can download.`);
	}
	return { id, engine: 'tensorflow', device, emulated: false, lost: never, stop: async () => {} };
}

function absence(error: unknown, name: string): string {
	const code = (error as { code?: string } | null)?.code;
	if (code === 'ERR_MODULE_NOT_FOUND') return `the package ${name} is not installed`;
	const message = reason(error);
	return message.includes('native addon module')
		? `the package ${name} is installed, but not its native library (tfjs_binding.node)`
		: message;
}

/** Gone from Node 23; tfjs-node 4.22 still calls it. */
export function restoreIsNullOrUndefined(): void {
	const util = createRequire(import.meta.url)('node:util') as Record<string, unknown>;
	util.isNullOrUndefined ??= (value: unknown) => value == null;
}
