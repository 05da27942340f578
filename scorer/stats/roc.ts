/** The ROC curve and the area under it, exactly. */
import { MISSING, type RocCurve } from '../types.ts';

export interface RocInput {
	/** 0, 1 or MISSING per row. */
	yTrue: Uint8Array;
	yScore: Float64Array;
	/** Rows by ascending score. */
	order: Uint32Array;
}

export interface Auroc {
	/** Null where one of the classes is absent. */
	value: number | null;
	positives: number;
	negatives: number;
}

/** Calls `group` with the positives and negatives of each distinct score, lowest score first. */
function forEachScore(
	{ yTrue, yScore, order }: RocInput,
	group: (positives: number, negatives: number) => void,
): void {
	for (let i = 0; i < order.length;) {
		const score = yScore[order[i]!]!;
		let positives = 0;
		let negatives = 0;
		for (; i < order.length && yScore[order[i]!] === score; i++) {
			const label = yTrue[order[i]!]!;
			if (label === 1) positives++;
			else if (label !== MISSING) negatives++;
		}
		group(positives, negatives);
	}
}

/**
 * Area under the ROC curve: the share of positive-negative pairs in the right order, ties counting
 * half (Mann & Whitney 1947; Hanley & McNeil 1982). The pairs are counted in whole and half units,
 * so the only rounding is the final division (up to 2^52 pairs).
 */
export function auroc(input: RocInput): Auroc {
	let positives = 0;
	let negatives = 0;
	let pairs = 0;
	forEachScore(input, (p, n) => {
		pairs += p * (negatives + n / 2);
		positives += p;
		negatives += n;
	});
	const value = positives > 0 && negatives > 0 ? pairs / (positives * negatives) : null;
	return { value, positives, negatives };
}

/**
 * Vertices of the ROC curve from (0, 0) to (1, 1), without those on a straight line between their
 * neighbours. Null where one of the classes is absent.
 */
export function rocVertices(input: RocInput): RocCurve | null {
	// Counted from the highest score down, as sensitivity grows with a falling threshold.
	const groups: [positives: number, negatives: number][] = [];
	forEachScore(input, (p, n) => {
		if (p + n > 0) groups.push([p, n]);
	});
	const total = groups.reduce(([a, b], [p, n]) => [a + p, b + n], [0, 0] as [number, number]);
	if (total[0] === 0 || total[1] === 0) return null;
	const fpr = [0];
	const tpr = [0];
	let tp = 0;
	let fp = 0;
	for (let i = groups.length - 1; i >= 0; i--) {
		const [p, n] = groups[i]!;
		tp += p;
		fp += n;
		const next = groups[i - 1];
		// Same direction as the step that follows: not a corner.
		if (next && p * next[1] === n * next[0]) continue;
		fpr.push(fp / total[1]);
		tpr.push(tp / total[0]);
	}
	return { fpr, tpr };
}
