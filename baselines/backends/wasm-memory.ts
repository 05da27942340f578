/** Memory of WebAssembly, which ends at 4 GiB. */
import * as tf from '@tensorflow/tfjs-core';

const END = 2 ** 32;
/** Allocations below this are looked at only where the heap is nearly full. */
const LARGE = 64 * 2 ** 20;
const NEARLY_FULL = 3.5 * 2 ** 30;
/** What the module itself, its stack and headers of blocks take, and a rest. */
const MARGIN = 32 * 2 ** 20;

interface WasmModule {
	_malloc(bytes: number): number;
	_free(address: number): void;
	HEAPU8: Uint8Array;
}

/** Whether a gap between the blocks, or what is left behind the last one, takes this many bytes. */
function hasRoom(blocks: ReadonlyMap<number, number>, bytes: number): boolean {
	let from = 0;
	for (const [address, length] of [...blocks].sort(([a], [b]) => a - b)) {
		if (address - from >= bytes + MARGIN) return true;
		from = Math.max(from, address + length);
	}
	return END - from >= bytes + MARGIN;
}

const guarded = new WeakSet<object>();

/**
 * Makes the running backend refuse what does not fit. Its allocator has no such check: past the end it
 * counts from the beginning again and gives out memory that is in use, and after that not even freeing
 * works, so that no smaller batch could be tried either.
 */
export function refuseWhenFull(): void {
	const { wasm } = tf.backend() as unknown as { wasm: WasmModule };
	if (guarded.has(wasm)) return;
	guarded.add(wasm);
	// The first call of either puts another function in its place.
	wasm._free(wasm._malloc(8));
	const { _malloc: allocate, _free: free } = wasm;
	const blocks = new Map<number, number>();
	wasm._malloc = (bytes) => {
		const looked = bytes >= LARGE || wasm.HEAPU8.length >= NEARLY_FULL;
		const address = looked && !hasRoom(blocks, bytes) ? 0 : allocate(bytes) >>> 0;
		if (address === 0 && bytes > 0)
			throw new RangeError(`WebAssembly is out of memory: no room for ${bytes} bytes.`);
		blocks.set(address, bytes);
		return address;
	};
	wasm._free = (address) => {
		blocks.delete(address >>> 0);
		free(address);
	};
}
