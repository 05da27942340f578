import * as tf from '@tensorflow/tfjs-core';
import { BackendError, missing, reason } from './backend-error.ts';
import type { Backend, BackendDefinition } from './types.ts';

const REMEDY =
	'Install a driver with Vulkan (and libvulkan.so.1), Metal or Direct3D 12, or use --backend wasm.';

/** The limits that TensorFlow.js' programs run into; without asking, a device has the smallest ones. */
const LIMITS = [
	'maxBufferSize',
	'maxStorageBufferBindingSize',
	'maxComputeInvocationsPerWorkgroup',
	'maxComputeWorkgroupSizeX',
	'maxComputeWorkgroupSizeY',
	'maxComputeWorkgroupStorageSize',
	'maxComputeWorkgroupsPerDimension',
	'maxStorageBuffersPerShaderStage',
] as const;

/** Any GPU with a Vulkan, Metal or Direct3D 12 driver, through Dawn; no CUDA toolkit. */
export const webgpu: BackendDefinition = {
	id: 'webgpu',
	async start(): Promise<Backend> {
		const adapter = await requestAdapter();
		const device = await requestDevice(adapter);
		const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
		const { registerWebgpuKernels } = await import('./webgpu-training.ts');
		registerWebgpuKernels();
		// Its own registration asks for a feature by a nested array, which Dawn refuses.
		if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu');
		tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info), 3);
		if (!(await tf.setBackend('webgpu'))) {
			throw missing('webgpu', 'TensorFlow.js could not start on the device', REMEDY);
		}
		await tf.ready();
		return {
			id: 'webgpu',
			engine: 'webgpu',
			device: describe(adapter),
			emulated: isEmulated(adapter),
			lost: device.lost.then(deviceLost),
			stop: async () => {
				if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu');
				device.destroy();
			},
		};
	},
};

/**
 * Whether the loader that Dawn needs on Linux can be opened. Dawn writes a warning past Node to the
 * terminal where it cannot; so it is asked only where it can.
 */
function hasVulkanLoader(): boolean {
	if (process.platform !== 'linux') return true;
	try {
		process.dlopen({ exports: {} }, 'libvulkan.so.1');
	} catch (error) {
		// Once it is open, Node finds that it is no addon of its own.
		return !/cannot open shared object file/.test(String(error));
	}
	return true;
}

async function requestAdapter(): Promise<GPUAdapter> {
	if (!hasVulkanLoader()) {
		throw missing('webgpu', 'the Vulkan loader (libvulkan.so.1) is not installed', REMEDY);
	}
	let adapter: GPUAdapter | null;
	try {
		const dawn = await import('webgpu');
		Object.assign(globalThis, dawn.globals);
		const gpu = dawn.create([]);
		// Node 21 and newer has a navigator already, without a GPU and read-only.
		Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
		adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
	} catch (error) {
		throw missing('webgpu', reason(error), REMEDY);
	}
	if (!adapter) throw missing('webgpu', 'no GPU adapter was found', REMEDY);
	return adapter;
}

async function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
	try {
		return await adapter.requestDevice({
			requiredLimits: Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]])),
		});
	} catch (error) {
		throw missing('webgpu', `the adapter gives no device (${reason(error)})`, REMEDY);
	}
}

/** Dawn leaves the name of some adapters to the description. */
function describe({ info }: GPUAdapter): string {
	const name = [info.vendor, info.architecture].filter(Boolean).join(' ');
	return [info.device || info.description || name, name && `(${name})`].filter(Boolean).join(' ');
}

function isEmulated({ info }: GPUAdapter): boolean {
	return (
		info.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe/i.test(JSON.stringify(named(info)))
	);
}

const named = ({ vendor, architecture, device, description }: GPUAdapterInfo) => ({
	vendor,
	architecture,
	device,
	description,
});

function deviceLost(info: GPUDeviceLostInfo): BackendError {
	return new BackendError(
		'device_lost',
		`The GPU is gone (${info.reason}${info.message ? `: ${reason(info.message)}` : ''}).`,
		'Go on from the last checkpoint with --resume. If it happens again, use a smaller batch or --backend wasm.',
	);
}
