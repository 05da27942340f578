import { describe, expect, it } from 'vitest';
import { fromBfloat, fromHalf, toBfloat, toHalf } from '#baselines/weights/half';
import { readSafetensors, writeSafetensors } from '#baselines/weights/safetensors';
import { WeightsError } from '#baselines/weights/weights-error';

const weight = (name: string, shape: number[], values: number[]) => ({
	name,
	shape,
	values: () => Float32Array.from(values),
});

/** A file with any header, however wrong. */
function file(header: unknown, data = new Uint8Array()): Uint8Array {
	const json = new TextEncoder().encode(
		typeof header === 'string' ? header : JSON.stringify(header),
	);
	const bytes = new Uint8Array(8 + json.length + data.length);
	new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
	bytes.set(json, 8);
	bytes.set(data, 8 + json.length);
	return bytes;
}

function problem(bytes: Uint8Array): string {
	try {
		readSafetensors(bytes, 'some.safetensors').weights.forEach((entry) => entry.values());
	} catch (error) {
		expect(error).toBeInstanceOf(WeightsError);
		expect(error).toMatchObject({ code: 'weights_unreadable' });
		return (error as Error).message;
	}
	throw new Error('the file was accepted');
}

describe('half precision', () => {
	it('has every one of its 63,488 finite values, and infinities', () => {
		for (let bits = 0; bits < 65_536; bits++) {
			const value = fromHalf(bits);
			if (Number.isNaN(value)) expect(Number.isNaN(fromHalf(toHalf(value)))).toBe(true);
			else if (toHalf(value) !== bits) throw new Error(`${bits} came back as ${toHalf(value)}`);
		}
	});

	it('has the values that IEEE 754 gives', () => {
		expect(fromHalf(0x3c00)).toBe(1);
		expect(fromHalf(0xc000)).toBe(-2);
		expect(fromHalf(0x7bff)).toBe(65_504);
		expect(fromHalf(0x0400)).toBe(2 ** -14);
		expect(fromHalf(0x0001)).toBe(2 ** -24);
		expect(fromHalf(0x7c00)).toBe(Infinity);
	});

	it('rounds to the nearest, ties to even', () => {
		expect(toHalf(1 + 2 ** -11)).toBe(0x3c00);
		expect(toHalf(1 + 3 * 2 ** -11)).toBe(0x3c02);
		expect(toHalf(1 + 2 ** -11 + 2 ** -20)).toBe(0x3c01);
		expect(toHalf(65_519)).toBe(0x7bff);
		expect(toHalf(65_520)).toBe(0x7c00);
		expect(toHalf(2 ** -25)).toBe(0);
		expect(toHalf(1.5 * 2 ** -25)).toBe(1);
		expect(toHalf(2 ** -14 - 2 ** -26)).toBe(0x0400);
	});

	it('bfloat16 is the upper half of a float', () => {
		expect(fromBfloat(0x3f80)).toBe(1);
		expect(toBfloat(1 + 2 ** -8)).toBe(0x3f80);
		expect(toBfloat(1 + 3 * 2 ** -8)).toBe(0x3f82);
		expect(Number.isNaN(fromBfloat(toBfloat(NaN)))).toBe(true);
		expect(fromBfloat(toBfloat(-Infinity))).toBe(-Infinity);
	});
});

describe('safetensors', () => {
	it.each(['F32', 'F16', 'BF16'] as const)('reads what it writes: %s', (type) => {
		const weights = [
			weight('b/kernel', [2, 3], [0.5, -1, 2, 0, 4, -0.25]),
			weight('a/scalar', [], [8]),
			weight('empty', [0, 4], []),
		];
		const read = readSafetensors(writeSafetensors(weights, { made: 'here — ü' }, type), 'x');
		expect(read.metadata).toEqual({ made: 'here — ü' });
		expect(read.weights.map(({ name, shape, values }) => [name, shape, [...values()]])).toEqual(
			weights.map(({ name, shape, values }) => [name, shape, [...values()]]),
		);
	});

	it('reads the bytes of the specification', () => {
		const header = { w: { dtype: 'F32', shape: [1, 2], data_offsets: [0, 8] } };
		const bytes = file(header, Uint8Array.of(0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0));
		const [read] = readSafetensors(bytes, 'x').weights;
		expect([read!.name, read!.shape, [...read!.values()]]).toEqual(['w', [1, 2], [1, -2]]);
	});

	it('reads from the middle of a larger buffer, at any alignment', () => {
		const bytes = writeSafetensors([weight('w', [2], [1, 2])]);
		const larger = new Uint8Array(bytes.length + 3);
		larger.set(bytes, 3);
		expect([...readSafetensors(larger.subarray(3), 'x').weights[0]!.values()]).toEqual([1, 2]);
	});

	const entry = (dtype: string, shape: unknown, offsets: unknown) => ({
		w: { dtype, shape, data_offsets: offsets },
	});
	const data = new Uint8Array(8);
	it.each([
		['shorter than a header', new Uint8Array(5), /too few/],
		['longer header than file', file('{}').subarray(0, 9), /header should have 2 bytes/],
		['huge header', Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 127), /header should have/],
		['no JSON', file('hello'), /not a JSON object/],
		['no object', file('[1]'), /not a JSON object/],
		['unknown type', file(entry('F8_E4M3', [2], [0, 2]), data), /of type F8_E4M3/],
		['type of the prototype', file(entry('toString', [2], [0, 2]), data), /of type toString/],
		['cut off', file(entry('F32', [4], [0, 16]), data), /ends at byte 16 of 8/],
		['wrong length', file(entry('F32', [3], [0, 8]), data), /8 bytes, not the 12/],
		['backwards', file(entry('F32', [2], [8, 0]), data), /ends at byte 0/],
		['negative', file(entry('F32', [-2], [0, 8]), data), /no valid shape/],
		['no shape', file({ w: null }, data), /no valid shape/],
		['no place', file(entry('F32', [2], [0]), data), /no valid place/],
		[
			'overlap',
			file(
				{
					a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
					b: { dtype: 'F32', shape: [1], data_offsets: [2, 6] },
				},
				data,
			),
			/"b" and "a" overlap/,
		],
	])('says what is wrong: %s', (_, bytes, message) => {
		expect(problem(bytes)).toMatch(message);
	});
});
