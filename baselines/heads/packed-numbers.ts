/** Arrays of numbers in JSON as their bytes in base64: every bit comes back, in less space than digits take. */
import { z } from 'zod';

const TYPES = { f32: Float32Array, f64: Float64Array, i32: Int32Array } as const;
type Type = keyof typeof TYPES;

/** Such as `{ "f64": "AAAAAAAA8D8=" }`. Little-endian, as every machine that Node runs on. */
export function packNumbers(type: Type, values: ArrayLike<number>): Record<string, string> {
	const { buffer, byteOffset, byteLength } = TYPES[type].from(values);
	return { [type]: Buffer.from(buffer, byteOffset, byteLength).toString('base64') };
}

/** Reads what `packNumbers` made. */
export const packedNumbers = <T extends Type>(type: T) =>
	z.record(z.literal(type), z.base64()).transform((entry, context) => {
		// A copy: numbers must start at a multiple of their size, which a Buffer's own bytes need not.
		const { buffer, byteLength } = new Uint8Array(Buffer.from(entry[type]!, 'base64'));
		const Numbers = TYPES[type];
		if (byteLength % Numbers.BYTES_PER_ELEMENT) {
			context.addIssue('Numbers are cut off.');
			return z.NEVER;
		}
		return new Numbers(buffer) as InstanceType<(typeof TYPES)[T]>;
	});
