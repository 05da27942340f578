/** Many grey levels brought to 256. */

/** Maps low..high to 0..255 linearly; what lies outside is cut off. */
export function windowTo8Bit(
	values: ArrayLike<number>,
	low: number,
	high: number,
	inverted = false,
): Uint8Array {
	const out = new Uint8Array(values.length);
	const factor = high > low ? 255 / (high - low) : 0;
	for (let i = 0; i < out.length; i++) {
		const level = Math.min(255, Math.max(0, Math.round((values[i]! - low) * factor)));
		out[i] = inverted ? 255 - level : level;
	}
	return out;
}

export function rangeOf(values: ArrayLike<number>): [number, number] {
	let [low, high] = [Infinity, -Infinity];
	for (let i = 0; i < values.length; i++) {
		if (values[i]! < low) low = values[i]!;
		if (values[i]! > high) high = values[i]!;
	}
	return [low, high];
}
