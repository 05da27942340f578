import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fromHalf } from './half.ts';
import type { NamedWeight, WeightsFile } from './types.ts';
import { WeightsError } from './weights-error.ts';

type StoredType = 'float32' | 'float16' | 'uint8' | 'uint16' | 'int32' | 'bool';

interface ManifestWeight {
	name: string;
	shape: number[];
	dtype: string;
	quantization?: { dtype: StoredType; scale?: number; min?: number };
}

interface Manifest {
	paths: string[];
	weights: ManifestWeight[];
}

const BYTES: Record<StoredType, number> = {
	float32: 4,
	float16: 2,
	uint8: 1,
	uint16: 2,
	int32: 4,
	bool: 1,
};

/**
 * Reads the weights of a TensorFlow.js layers model, as `tensorflowjs_converter` makes it from Keras:
 * `model.json` and its shards beside it. Quantised weights (8 and 16 bit, half precision) are unpacked.
 * The topology is not used: the architecture of this project is.
 * @throws {WeightsError} `weights_unreadable`
 */
export async function readLayersModel(path: string): Promise<WeightsFile> {
	const fail = (what: string) => unreadable(path, what);
	const manifest = await readManifest(path, fail);
	const weights: NamedWeight[] = [];
	for (const { paths, weights: entries } of manifest) {
		const shards = await Promise.all(paths.map((name) => readShard(path, name, fail)));
		const bytes = new Uint8Array(Buffer.concat(shards));
		let at = 0;
		for (const entry of entries) {
			const begin = at;
			at += count(entry.shape) * BYTES[storedType(entry, fail)];
			if (at > bytes.length) throw fail(`"${entry.name}" ends at byte ${at} of ${bytes.length}`);
			const { name, shape } = entry;
			weights.push({ name, shape, values: () => decode(bytes, begin, entry, fail) });
		}
		if (at !== bytes.length) {
			throw fail(`its shards have ${bytes.length} bytes and its weights ${at}`);
		}
	}
	return { source: path, weights, metadata: {} };
}

const count = (shape: number[]) => shape.reduce((product, length) => product * length, 1);

async function readManifest(path: string, fail: (what: string) => WeightsError) {
	let json: { weightsManifest?: Manifest[] };
	try {
		json = JSON.parse(await readFile(path, 'utf8')) as typeof json;
	} catch (error) {
		throw fail((error as Error).message);
	}
	if (!Array.isArray(json.weightsManifest)) throw fail('it has no "weightsManifest"');
	return json.weightsManifest;
}

async function readShard(path: string, name: string, fail: (what: string) => WeightsError) {
	try {
		return await readFile(join(dirname(path), name));
	} catch {
		throw fail(`its shard ${name} is not beside it`);
	}
}

function storedType(entry: ManifestWeight, fail: (what: string) => WeightsError): StoredType {
	const type = entry.quantization?.dtype ?? entry.dtype;
	if (Object.hasOwn(BYTES, type)) return type as StoredType;
	throw fail(`"${entry.name}" is of type ${type}; known are ${Object.keys(BYTES).join(', ')}`);
}

function decode(
	bytes: Uint8Array,
	begin: number,
	entry: ManifestWeight,
	fail: (what: string) => WeightsError,
): Float32Array {
	const type = storedType(entry, fail);
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const { scale = 1, min = 0 } = entry.quantization ?? {};
	const values = new Float32Array(count(entry.shape));
	for (let i = 0, at = begin; i < values.length; i++, at += BYTES[type]) {
		values[i] = number(view, at, type) * scale + min;
	}
	return values;
}

function number(view: DataView, at: number, type: StoredType): number {
	switch (type) {
		case 'float32':
			return view.getFloat32(at, true);
		case 'float16':
			return fromHalf(view.getUint16(at, true));
		case 'uint16':
			return view.getUint16(at, true);
		case 'int32':
			return view.getInt32(at, true);
		case 'uint8':
		case 'bool':
			return view.getUint8(at);
	}
}

function unreadable(path: string, what: string): WeightsError {
	return new WeightsError(
		'weights_unreadable',
		`${path} cannot be read as a TensorFlow.js layers model: ${what}.`,
		'Convert the model again with tensorflowjs_converter and keep model.json beside its shards.',
	);
}
