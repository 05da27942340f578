/** Numbers of 16 bits to 32 and back. */

/** Value of an IEEE 754 half-precision number. */
export function fromHalf(bits: number): number {
	const sign = bits & 0x8000 ? -1 : 1;
	const exponent = (bits >> 10) & 0x1f;
	const fraction = bits & 0x3ff;
	if (exponent === 0) return sign * fraction * 2 ** -24;
	if (exponent === 31) return fraction ? NaN : sign * Infinity;
	return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const float = new Float32Array(1);
const bits32 = new Uint32Array(float.buffer);

/** Nearest half-precision number, ties to even; beyond 65,504 infinity. */
export function toHalf(value: number): number {
	float[0] = value;
	const bits = bits32[0]!;
	const sign = (bits >>> 16) & 0x8000;
	const exponent = ((bits >>> 23) & 0xff) - 127;
	const fraction = bits & 0x7fffff;
	if (exponent === 128) return sign | 0x7c00 | (fraction ? 0x200 : 0);
	if (exponent < -25) return sign;
	if (exponent > 15) return sign | 0x7c00;
	// Below 2^-14 numbers are subnormal: the leading one shows and the step stays 2^-24.
	const subnormal = exponent < -14;
	const significand = subnormal ? fraction | 0x800000 : fraction;
	const shift = subnormal ? -1 - exponent : 13;
	const base = subnormal ? 0 : (exponent + 15) << 10;
	const half = 2 ** (shift - 1);
	const rest = significand & (2 ** shift - 1);
	const kept = base + (significand >>> shift);
	return sign | (kept + (rest > half || (rest === half && kept & 1) ? 1 : 0));
}

/** Value of a bfloat16, the upper half of a single-precision number. */
export function fromBfloat(bits: number): number {
	bits32[0] = bits << 16;
	return float[0]!;
}

/** Nearest bfloat16, ties to even. */
export function toBfloat(value: number): number {
	float[0] = value;
	const bits = bits32[0]!;
	if (Number.isNaN(value)) return (bits >>> 16) | 0x40;
	return ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16) & 0xffff;
}
