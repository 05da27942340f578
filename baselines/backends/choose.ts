import { BackendError } from './backend-error.ts';
import { cpu } from './cpu.ts';
import { tfjsNodeGpu } from './tfjs-node-gpu.ts';
import { tfjsNode } from './tfjs-node.ts';
import { backendIds, type Backend, type BackendDefinition, type BackendId } from './types.ts';
import { wasm } from './wasm.ts';
import { webgpu } from './webgpu.ts';

/** Best first. A new backend is a file and a line here. */
export const backends: readonly BackendDefinition[] = [tfjsNodeGpu, tfjsNode, webgpu, wasm, cpu];

/** Why a backend was passed over. */
export interface Passed {
	id: BackendId;
	reason: string;
	remedy: string;
}

export interface Choice {
	backend: Backend;
	/** Better ones that are not here, or that the processor only imitates. */
	passed: Passed[];
}

/**
 * Starts the best backend there is, or the one named.
 * @throws {BackendError} `unknown_backend`, or `backend_missing` for a named one
 */
export async function chooseBackend(name?: string): Promise<Choice> {
	if (name !== undefined) return { backend: await findBackend(name).start(), passed: [] };
	const passed: Passed[] = [];
	for (const definition of backends) {
		try {
			const backend = await definition.start();
			if (!backend.emulated) return { backend, passed };
			await backend.stop();
			passed.push(imitated(backend));
		} catch (error) {
			if (!(error instanceof BackendError)) throw error;
			passed.push({ id: definition.id, reason: error.message, remedy: error.remedy });
		}
	}
	throw new BackendError(
		'backend_missing',
		'No backend runs here, not even plain JavaScript.',
		'Install the dependencies of Holdout again (npm ci).',
	);
}

/** @throws {BackendError} `unknown_backend` */
export function findBackend(name: string): BackendDefinition {
	const found = backends.find((definition) => definition.id === name);
	if (found) return found;
	throw new BackendError(
		'unknown_backend',
		`There is no backend "${name}".`,
		`Choose one of ${backendIds.join(', ')}.`,
	);
}

/**
 * Runs work that ends with a clear error when the device disappears under it, instead of waiting for
 * results that never come.
 * @throws {BackendError} `device_lost`
 */
export async function withDevice<T>(backend: Backend, work: Promise<T>): Promise<T> {
	return Promise.race([
		work,
		backend.lost.then((error): never => {
			throw error;
		}),
	]);
}

const imitated = ({ id, device }: Backend): Passed => ({
	id,
	reason: `The only adapter is drawn by the processor (${device}), which is slower than WebAssembly.`,
	remedy: `Name it (--backend ${id}) to use it all the same.`,
});
