import * as tf from '@tensorflow/tfjs-core';
import { never, type Backend, type BackendDefinition } from './types.ts';

/** Plain JavaScript: always there, and some fifty times slower than WebAssembly. */
export const cpu: BackendDefinition = {
	id: 'cpu',
	async start(): Promise<Backend> {
		await import('@tensorflow/tfjs-backend-cpu');
		// Otherwise its first use prints an advertisement.
		tf.enableProdMode();
		await tf.setBackend('cpu');
		await tf.ready();
		return {
			id: 'cpu',
			engine: 'cpu',
			device: 'JavaScript, one core',
			emulated: false,
			lost: never,
			stop: async () => {},
		};
	},
};
