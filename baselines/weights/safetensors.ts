import { fromBfloat, fromHalf, toBfloat, toHalf } from './half.ts';
import type { NamedWeight, WeightsFile } from './types.ts';
import { WeightsError } from './weights-error.ts';

/**
 * The safetensors format: 8 bytes length of the header (little endian), the header in JSON, the values.
 * https://huggingface.co/docs/safetensors
 */
export type SafetensorsType = 'F16' | 'BF16' | 'F32' | 'F64' | 'I64';

interface Entry {
	dtype: SafetensorsType;
	shape: number[];
	data_offsets: [number, number];
}

const BYTES: Record<SafetensorsType, number> = { F16: 2, BF16: 2, F32: 4, F64: 8, I64: 8 };
/** As the reference implementation: a longer header is an attack or not this format. */
const LONGEST_HEADER = 100_000_000;

/**
 * Reads a safetensors file. Values become 32-bit floats.
 * @throws {WeightsError} `weights_unreadable`, naming the entry at fault
 */
export function readSafetensors(bytes: Uint8Array, source: string): WeightsFile {
	const fail = (what: string) => unreadable(source, what);
	if (bytes.length < 8) throw fail(`it has ${bytes.length} bytes, too few for a header`);
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const length = view.getBigUint64(0, true);
	if (length > BigInt(Math.min(LONGEST_HEADER, bytes.length - 8))) {
		throw fail(`its header should have ${length} bytes, but the file has ${bytes.length}`);
	}
	const start = 8 + Number(length);
	const header = parseHeader(bytes.subarray(8, start), fail);
	const { __metadata__: metadata = {}, ...entries } = header;
	const data = bytes.subarray(start);
	const weights = Object.entries(entries).map(([name, entry]): NamedWeight => {
		const checked = checkEntry(name, entry, data.length, fail);
		return { name, shape: checked.shape, values: () => decode(data, checked) };
	});
	checkOverlap(entries as Record<string, Entry>, fail);
	return { source, weights, metadata: metadata as Record<string, string> };
}

/**
 * Writes weights as safetensors, in the order given.
 * @param type of the values in the file; half precision halves the size
 */
export function writeSafetensors(
	weights: readonly NamedWeight[],
	metadata: Record<string, string> = {},
	type: 'F16' | 'BF16' | 'F32' = 'F32',
): Uint8Array {
	const header: Record<string, unknown> = { __metadata__: metadata };
	let at = 0;
	for (const { name, shape } of weights) {
		const end = at + count(shape) * BYTES[type];
		header[name] = { dtype: type, shape, data_offsets: [at, end] };
		at = end;
	}
	// Padded with spaces so that the values lie at a multiple of 8.
	let json = JSON.stringify(header);
	json += ' '.repeat((8 - (new TextEncoder().encode(json).length % 8)) % 8);
	const head = new TextEncoder().encode(json);
	const bytes = new Uint8Array(8 + head.length + at);
	const view = new DataView(bytes.buffer);
	view.setBigUint64(0, BigInt(head.length), true);
	bytes.set(head, 8);
	let offset = 8 + head.length;
	for (const weight of weights) {
		for (const value of weight.values()) {
			if (type === 'F32') view.setFloat32(offset, value, true);
			else view.setUint16(offset, type === 'F16' ? toHalf(value) : toBfloat(value), true);
			offset += BYTES[type];
		}
	}
	return bytes;
}

const count = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

function parseHeader(bytes: Uint8Array, fail: (what: string) => WeightsError) {
	try {
		const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
		if (header && typeof header === 'object' && !Array.isArray(header)) {
			return header as Record<string, unknown>;
		}
	} catch {
		// Answered below.
	}
	throw fail('its header is not a JSON object, so it is no safetensors file');
}

function checkEntry(
	name: string,
	entry: unknown,
	length: number,
	fail: (what: string) => WeightsError,
): Entry {
	const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Partial<Entry>;
	const whole = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
	if (!Array.isArray(shape) || !shape.every(whole)) throw fail(`"${name}" has no valid shape`);
	if (!dtype || !Object.hasOwn(BYTES, dtype)) {
		throw fail(`"${name}" is of type ${String(dtype)}; known are ${Object.keys(BYTES).join(', ')}`);
	}
	if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(whole)) {
		throw fail(`"${name}" has no valid place in the file`);
	}
	const [begin, end] = offsets;
	if (end < begin || end > length) {
		throw fail(`"${name}" ends at byte ${end} of ${length}; the file is cut off or damaged`);
	}
	if (end - begin !== count(shape) * BYTES[dtype]) {
		throw fail(
			`"${name}" has ${end - begin} bytes, not the ${count(shape) * BYTES[dtype]} of its shape`,
		);
	}
	return { dtype, shape, data_offsets: [begin, end] };
}

function checkOverlap(entries: Record<string, Entry>, fail: (what: string) => WeightsError): void {
	let last = { name: '', end: 0 };
	const inOrder = Object.entries(entries).sort(([, a], [, b]) => {
		return a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1];
	});
	for (const [
		name,
		{
			data_offsets: [begin, end],
		},
	] of inOrder) {
		if (begin < last.end) throw fail(`"${name}" and "${last.name}" overlap`);
		last = { name, end };
	}
}

function decode(data: Uint8Array, { dtype, shape, data_offsets: [begin] }: Entry): Float32Array {
	const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
	const values = new Float32Array(count(shape));
	for (let i = 0, at = begin; i < values.length; i++, at += BYTES[dtype]) {
		values[i] = number(view, at, dtype);
	}
	return values;
}

function number(view: DataView, at: number, dtype: SafetensorsType): number {
	switch (dtype) {
		case 'F16':
			return fromHalf(view.getUint16(at, true));
		case 'BF16':
			return fromBfloat(view.getUint16(at, true));
		case 'F32':
			return view.getFloat32(at, true);
		case 'F64':
			return view.getFloat64(at, true);
		case 'I64':
			return Number(view.getBigInt64(at, true));
	}
}

function unreadable(source: string, what: string): WeightsError {
	return new WeightsError(
		'weights_unreadable',
		`${source} cannot be read as safetensors: ${what}.`,
		'Download it again, or export it with safetensors.torch.save_file.',
	);
}
