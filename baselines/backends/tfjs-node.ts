import { startNative } from './native.ts';
import type { BackendDefinition } from './types.ts';

/** TensorFlow's C library on the processor, every core. */
export const tfjsNode: BackendDefinition = {
	id: 'tfjs-node',
	start: () => startNative('tfjs-node', 'TensorFlow C library, processor'),
};
