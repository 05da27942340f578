/**
 * Features of images that a frozen network was shown, kept in a folder of binary files: one folder
 * for each network and preprocessing, one file for each image. Safe against processes that die while
 * they write, and against several that write at once.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface FeatureCache {
	/** Null where there is none, or only a damaged one. */
	get(imageHash: string): Promise<Float32Array | null>;
	put(imageHash: string, features: Float32Array): Promise<void>;
}

/** "HFC1", as a little-endian number. */
const MAGIC = 0x31434648;
/** Magic and length, then the values, then 16 bytes of their SHA-256. */
const HEADER = 8;
const CHECK = 16;

export const hashOf = (bytes: Uint8Array | string) =>
	createHash('sha256').update(bytes).digest('hex');

function encode(features: Float32Array): Uint8Array {
	const values = new Uint8Array(features.buffer, features.byteOffset, features.byteLength);
	const bytes = new Uint8Array(HEADER + values.length + CHECK);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, MAGIC, true);
	view.setUint32(4, features.length, true);
	bytes.set(values, HEADER);
	bytes.set(
		createHash('sha256').update(values).digest().subarray(0, CHECK),
		HEADER + values.length,
	);
	return bytes;
}

function decode(bytes: Uint8Array): Float32Array | null {
	if (bytes.length < HEADER + CHECK) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const length = view.getUint32(4, true);
	if (view.getUint32(0, true) !== MAGIC || bytes.length !== HEADER + 4 * length + CHECK)
		return null;
	// A copy, as floats must start at a multiple of four (a Buffer's own slice is none).
	const values = new Uint8Array(bytes.subarray(HEADER, HEADER + 4 * length));
	const check = createHash('sha256').update(values).digest().subarray(0, CHECK);
	if (!check.equals(bytes.subarray(HEADER + 4 * length))) return null;
	return new Float32Array(values.buffer);
}

/**
 * @param weights hash of the network's weights
 * @param preprocessing text that names every step, as `preprocessingKey` gives it
 */
export function openFeatureCache(
	folder: string,
	weights: string,
	preprocessing: string,
): FeatureCache {
	const own = join(folder, hashOf(`${weights}\u0000${preprocessing}`).slice(0, 32));
	const pathOf = (image: string) => join(own, image.slice(0, 2), `${image}.f32`);
	return {
		async get(image) {
			const bytes = await readFile(pathOf(image)).catch((error: NodeJS.ErrnoException) => {
				if (error.code === 'ENOENT') return null;
				throw error;
			});
			return bytes && decode(bytes);
		},
		async put(image, features) {
			const path = pathOf(image);
			await mkdir(join(own, image.slice(0, 2)), { recursive: true });
			const temporary = `${path}.${randomUUID()}.tmp`;
			try {
				await writeFile(temporary, encode(features));
				// Whoever reads sees the old file or the whole new one.
				await rename(temporary, path);
			} catch (error) {
				await rm(temporary, { force: true });
				throw error;
			}
		},
	};
}
