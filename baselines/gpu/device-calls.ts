/** What is asked of a WebGPU device: counts that do not depend on the hardware. */
import * as tf from '@tensorflow/tfjs-core';

export interface DeviceCalls {
	/** Programs run on the device. */
	dispatches: number;
	/** Lists of programs handed over. */
	submits: number;
	/** Tensors sent to the device, and their bytes. */
	uploads: number;
	uploadedBytes: number;
	/** Tensors read back: each waits until the device is done. */
	readBacks: number;
	/** Dispatches by program, most first. */
	programs: Record<string, number>;
}

interface Engine {
	queue: { submit(...args: unknown[]): unknown };
	tensorMap: { get(id: object): { values?: ArrayBufferView; resource?: unknown } };
	runWebGPUProgram(program: object, ...rest: unknown[]): unknown;
	uploadToGPU(id: object): void;
	read(id: object): Promise<unknown>;
}

type Method = (...args: never[]) => unknown;

/** Runs `work` and says what it asked of the device. TensorFlow.js must compute on WebGPU. */
export async function countDeviceCalls(work: () => Promise<void>): Promise<DeviceCalls> {
	const engine = tf.backend() as unknown as Engine;
	const calls = { dispatches: 0, submits: 0, uploads: 0, uploadedBytes: 0, readBacks: 0 };
	const programs = new Map<string, number>();
	const undo: (() => void)[] = [];
	function watch<T extends object>(target: T, name: keyof T, before: (...args: never[]) => void) {
		const own = target[name] as Method;
		(target[name] as Method) = (...args) => {
			before(...args);
			return own.apply(target, args);
		};
		undo.push(() => ((target[name] as Method) = own));
	}
	watch(engine, 'runWebGPUProgram', (program: object) => {
		const { name } = program.constructor;
		calls.dispatches++;
		programs.set(name, (programs.get(name) ?? 0) + 1);
	});
	watch(engine, 'uploadToGPU', (id: object) => {
		const { values, resource } = engine.tensorMap.get(id);
		if (resource || !values) return;
		calls.uploads++;
		calls.uploadedBytes += values.byteLength;
	});
	watch(engine, 'read', () => calls.readBacks++);
	watch(engine.queue, 'submit', () => calls.submits++);
	try {
		await work();
	} finally {
		for (const restore of undo) restore();
	}
	const sorted = [...programs].sort(([, a], [, b]) => b - a);
	return { ...calls, programs: Object.fromEntries(sorted) };
}
