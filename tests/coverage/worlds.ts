/**
 * Worlds in which the true value of every metric is known: test sets drawn from them say how often
 * an interval holds it.
 */
import { denseGroups } from '#scorer/stats/groups';
import { normalQuantile, normalTail } from '#scorer/stats/normal';
import { USAGE, type Predictions, type Solution } from '#scorer/types';

export interface World {
	rows: number;
	/** Per finding. */
	prevalences: readonly number[];
	/** AUROC per finding: scores are normal, negatives N(0, 1), positives N(d, 1). */
	areas: readonly number[];
	/** Rows of a patient; 1 is independent rows. */
	rowsPerPatient?: number;
	/** Correlation of labels, and of scores, between the findings of a row. */
	betweenFindings?: number;
	/** Share of that which the rows of a patient have in common. */
	withinPatient?: number;
	/** Scores are 1 / (1 + exp(shift − s)) where metrics need probabilities. */
	shift?: number;
}

export interface TestSet {
	solution: Solution;
	predictions: Predictions;
}

/** Pairs of standard normal numbers (Marsaglia & Bray 1964). */
export function normals(unit: () => number): () => number {
	let spare: number | null = null;
	return () => {
		if (spare !== null) {
			const value = spare;
			spare = null;
			return value;
		}
		for (;;) {
			const a = 2 * unit() - 1;
			const b = 2 * unit() - 1;
			const s = a * a + b * b;
			if (s === 0 || s >= 1) continue;
			const scale = Math.sqrt((-2 * Math.log(s)) / s);
			spare = b * scale;
			return a * scale;
		}
	};
}

/** Distance of the means at which two standard normal distributions have this AUROC. */
export const distance = (area: number): number => Math.SQRT2 * normalQuantile(area);

export const probability = (score: number, shift = 0): number => 1 / (1 + Math.exp(shift - score));

/** A common factor per row, part of which its patient's rows share. */
function factors(world: World, normal: () => number): Float64Array {
	const { rows, rowsPerPatient = 1, withinPatient = 0.5 } = world;
	const shared = rowsPerPatient > 1 ? Math.sqrt(withinPatient) : 0;
	const own = Math.sqrt(1 - shared * shared);
	const values = new Float64Array(rows);
	let patient = 0;
	for (let i = 0; i < rows; i++) {
		if (i % rowsPerPatient === 0) patient = normal();
		values[i] = shared * patient + own * normal();
	}
	return values;
}

/** Draws a test set: labels by a threshold on a normal trait, scores independent of it given the label. */
export function drawTestSet(world: World, unit: () => number): TestSet {
	const { rows, prevalences, areas, rowsPerPatient = 1, betweenFindings = 0.3, shift } = world;
	const normal = normals(unit);
	const common = Math.sqrt(rowsPerPatient > 1 || prevalences.length > 1 ? betweenFindings : 0);
	const own = Math.sqrt(1 - common * common);
	const [traits, scores] = [factors(world, normal), factors(world, normal)];
	const yTrue = prevalences.map((prevalence) => {
		const least = normalQuantile(1 - prevalence);
		return Uint8Array.from(traits, (trait) => (common * trait + own * normal() > least ? 1 : 0));
	});
	const yScore = areas.map((area, k) => {
		const d = distance(area);
		return Float64Array.from(scores, (score, i) => {
			const value = d * yTrue[k]![i]! + common * score + own * normal();
			return shift === undefined ? value : probability(value, shift);
		});
	});
	const patients = Int32Array.from({ length: rows }, (_, i) => Math.floor(i / rowsPerPatient));
	const solution: Solution = {
		ids: [],
		rowOf: new Map(),
		usage: new Uint8Array(rows).fill(USAGE.public),
		yTrue,
		...(rowsPerPatient > 1 ? { groups: denseGroups(patients).of } : {}),
	};
	return { solution, predictions: { yScore } };
}

/** Shares of the population in the four cells of finding k, decided at `threshold` of the shown score. */
export function cells(world: World, k: number, threshold = 0.5) {
	const prevalence = world.prevalences[k]!;
	const at =
		world.shift === undefined ? threshold : Math.log(threshold / (1 - threshold)) + world.shift;
	const tpr = normalTail(at - distance(world.areas[k]!));
	const fpr = normalTail(at);
	return {
		tp: prevalence * tpr,
		fn: prevalence * (1 - tpr),
		fp: (1 - prevalence) * fpr,
		tn: (1 - prevalence) * (1 - fpr),
	};
}

/** E[loss] of finding k by the trapezoidal rule, which is exact to many digits for a normal density. */
export function expectedLoss(
	world: World,
	k: number,
	loss: (score: number, label: 0 | 1) => number,
): number {
	const mean = (shift: number, label: 0 | 1) => {
		let sum = 0;
		for (let x = -9; x <= 9; x += 0.005) {
			const shown = probability(x + shift, world.shift);
			sum += (loss(shown, label) * Math.exp((-x * x) / 2) * 0.005) / Math.sqrt(2 * Math.PI);
		}
		return sum;
	};
	const prevalence = world.prevalences[k]!;
	return prevalence * mean(distance(world.areas[k]!), 1) + (1 - prevalence) * mean(0, 0);
}
