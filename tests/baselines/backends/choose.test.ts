import * as tf from '@tensorflow/tfjs-core';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { backends, chooseBackend, findBackend, withDevice } from '#baselines/backends/choose';
import { BackendError } from '#baselines/backends/backend-error';
import { describeBackends, examine, trains } from '#baselines/backends/doctor';
import { restoreIsNullOrUndefined } from '#baselines/backends/native';
import { backendIds } from '#baselines/backends/types';

const failure = async (run: Promise<unknown>): Promise<BackendError> => {
	const error = await run.then(
		() => new Error('nothing failed'),
		(caught: Error) => caught,
	);
	expect(error).toBeInstanceOf(BackendError);
	return error as BackendError;
};

describe('choosing a backend', () => {
	it('knows one of every kind, best first', () => {
		expect(backends.map(({ id }) => id)).toEqual(backendIds);
	});

	it('refuses a name that it does not know, with those it does', async () => {
		const error = await failure(chooseBackend('cuda'));
		expect(error.code).toBe('unknown_backend');
		expect(error.remedy).toContain('tfjs-node-gpu, tfjs-node, webgpu, wasm, cpu');
	});

	it('says what to do when a named one is missing', async () => {
		const error = await failure(chooseBackend('tfjs-node-gpu'));
		expect(error.code).toBe('backend_missing');
		expect(error.message).toContain('@tensorflow/tfjs-node-gpu is not installed');
		expect(error.remedy).toContain('npm install @tensorflow/tfjs-node-gpu');
	});

	it('takes the named one', async () => {
		for (const name of ['cpu', 'wasm'] as const) {
			const { backend, passed } = await chooseBackend(name);
			expect([backend.id, tf.getBackend(), passed]).toEqual([name, name, []]);
			expect(await withDevice(backend, Promise.resolve('done'))).toBe('done');
		}
	});

	it('starts WASM without leaving handlers of errors in the process', async () => {
		const listeners = () =>
			(['uncaughtException', 'unhandledRejection'] as const).map((event) =>
				process.listenerCount(event),
			);
		const before = listeners();
		await findBackend('wasm').start();
		expect(listeners()).toEqual(before);
	});

	it('gives back what tfjs-node calls and Node 23 has no more', () => {
		const util = createRequire(import.meta.url)('node:util') as Record<string, unknown>;
		const own = util.isNullOrUndefined;
		delete util.isNullOrUndefined;
		restoreIsNullOrUndefined();
		const restored = util.isNullOrUndefined as (value: unknown) => boolean;
		expect([null, undefined, 0, ''].map(restored)).toEqual([true, true, false, false]);
		util.isNullOrUndefined = own;
	});
});

describe('the doctor', () => {
	it('times what is found and says why the rest is not', async () => {
		const [wasm] = await examine('wasm');
		expect(wasm).toMatchObject({ id: 'wasm', found: true, trains: 'networks', problem: null });
		expect(wasm!.forward).toBeGreaterThan(0);
		expect(wasm!.step).toBeGreaterThan(wasm!.forward!);
		const [absent] = await examine('tfjs-node-gpu');
		expect(absent).toMatchObject({ found: false, trains: 'nothing', forward: null });
		const text = describeBackends([absent!, wasm!]);
		expect(text).toContain('tfjs-node-gpu: not found');
		expect(text).toMatch(
			/wasm: WebAssembly with SIMD.*\n {2}trains whole networks; forward \d+ images/,
		);
	});

	it('says that a backend without convolution gradients trains heads only', () => {
		const kernel = tf.getKernel(tf.Conv2DBackpropFilter, 'wasm');
		tf.unregisterKernel(tf.Conv2DBackpropFilter, 'wasm');
		expect(trains('wasm')).toBe('heads');
		tf.registerKernel(kernel);
		expect(trains('wasm')).toBe('networks');
		expect(trains('tensorflow')).toBe('nothing');
	});
});
