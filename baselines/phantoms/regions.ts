/** From marks to regions, and regions as short text. */
import { MARKED } from './findings/finding.ts';
import type { Box, Region } from './types.ts';

/** Least box around the pixels of the columns from..to; null where none is set. */
function boxWithin(mask: Uint8Array, size: number, from: number, to: number): Box | null {
	let [left, right, top, bottom] = [size, -1, size, -1];
	for (let row = 0; row < size; row++) {
		for (let column = from; column < to; column++) {
			if (mask[row * size + column] === 0) continue;
			left = Math.min(left, column);
			right = Math.max(right, column);
			top = Math.min(top, row);
			bottom = Math.max(bottom, row);
		}
	}
	return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * Boxes around what a mask marks. A finding in one piece that crosses the middle gets one box, one
 * that shows on both sides of a clear middle gets two.
 */
export function boxesAround(mask: Uint8Array, size: number): Box[] {
	const half = size >> 1;
	let crosses = false;
	for (let row = 0; row < size; row++) {
		if (mask[row * size + half - 1] && mask[row * size + half]) crosses = true;
	}
	const spans = crosses
		? [[0, size]]
		: [
				[0, half],
				[half, size],
			];
	const boxes = spans.map(([from, to]) => boxWithin(mask, size, from!, to!));
	return boxes.filter((box) => box !== null);
}

/** The region of a finding. */
export function regionOf(mark: Float32Array, size: number): Region {
	const mask = new Uint8Array(size * size);
	let strongest = 0;
	for (let i = 0; i < mark.length; i++) strongest = Math.max(strongest, mark[i]!);
	// A faint finding is still where it is strongest.
	const threshold = MARKED * Math.min(1, strongest);
	if (strongest > 0) for (let i = 0; i < mark.length; i++) mask[i] = mark[i]! >= threshold ? 1 : 0;
	return { mask, boxes: boxesAround(mask, size) };
}

/** Lengths of runs, row by row, of 0 and 1 in turn, starting with 0 (as COCO, but by rows). */
export function runLengths(mask: Uint8Array): number[] {
	const runs: number[] = [];
	let value = 0;
	let length = 0;
	for (let i = 0; i < mask.length; i++) {
		if (mask[i] === value) length++;
		else {
			runs.push(length);
			value = mask[i]!;
			length = 1;
		}
	}
	runs.push(length);
	return runs;
}

/** The inverse of `runLengths`; `length` is that of the mask. */
export function maskOfRuns(runs: readonly number[], length: number): Uint8Array {
	const mask = new Uint8Array(length);
	let at = 0;
	runs.forEach((run, k) => {
		if (k % 2) mask.fill(1, at, at + run);
		at += run;
	});
	return mask;
}
