/** The order of rows in an epoch: a function of seed, phase and epoch, so that a resumed run has it too. */
import { randomSource, seedFrom } from '../random-source.ts';

/** Every row as often as `times` says, shuffled (Fisher & Yates). */
export function epochOrder(times: ArrayLike<number>, ...seed: (string | number)[]): Int32Array {
	let length = 0;
	for (let row = 0; row < times.length; row++) length += times[row]!;
	const order = new Int32Array(length);
	for (let row = 0, at = 0; row < times.length; row++) {
		for (let k = 0; k < times[row]!; k++) order[at++] = row;
	}
	const { uniform } = randomSource(seedFrom('order', ...seed));
	for (let k = length - 1; k > 0; k--) {
		const other = Math.floor(uniform() * (k + 1));
		[order[k], order[other]] = [order[other]!, order[k]!];
	}
	return order;
}

/** Consecutive parts of the order. The last one may be shorter. */
export function batchOf(order: Int32Array, size: number, index: number): Int32Array {
	return order.subarray(index * size, Math.min(order.length, (index + 1) * size));
}
