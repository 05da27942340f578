import { startNative } from './native.ts';
import type { BackendDefinition } from './types.ts';

/** TensorFlow's C library with CUDA. */
export const tfjsNodeGpu: BackendDefinition = {
	id: 'tfjs-node-gpu',
	start: () => startNative('tfjs-node-gpu', 'TensorFlow C library, CUDA'),
};
