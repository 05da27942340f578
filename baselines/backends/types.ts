import type { BackendError } from './backend-error.ts';

/** Best first. */
export const backendIds = ['tfjs-node-gpu', 'tfjs-node', 'webgpu', 'wasm', 'cpu'] as const;
export type BackendId = (typeof backendIds)[number];

/** TensorFlow.js' own name of a backend. */
export type EngineName = 'tensorflow' | 'webgpu' | 'wasm' | 'cpu';

/** A backend that runs, and on which TensorFlow.js now computes. */
export interface Backend {
	id: BackendId;
	engine: EngineName;
	/** What it runs on, for people: the adapter's name, the instruction set, … */
	device: string;
	/** A GPU that is drawn by the processor: right, and slower than WebAssembly. */
	emulated: boolean;
	/** Settles when the device is gone, which no computation would tell; never on a processor. */
	lost: Promise<BackendError>;
	/** Frees the device. Tensors on it are gone. */
	stop(): Promise<void>;
}

export interface BackendDefinition {
	id: BackendId;
	/**
	 * Loads it and makes TensorFlow.js compute on it.
	 * @throws {BackendError} `backend_missing`, with what is missing and what to do
	 */
	start(): Promise<Backend>;
}

/** For backends on the processor. */
export const never: Promise<BackendError> = new Promise(() => {});
