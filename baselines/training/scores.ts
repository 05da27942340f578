/** From logits to scores, and what they are worth on the validation split. */
import { MISSING } from '#scorer/types';
import { aurocOf } from '../heads/auroc.ts';
import type { Monitor } from '../recipes/types.ts';
import type { OutputKind } from './network/head.ts';

/**
 * @param logits row by row, rows × outputs
 * @returns one array of scores in [0, 1] per label
 */
export function scoresOf(
	logits: ArrayLike<number>,
	outputs: number,
	labels: number,
	kind: OutputKind,
): Float64Array[] {
	const rows = logits.length / outputs;
	const scores = Array.from({ length: labels }, () => new Float64Array(rows));
	for (let i = 0; i < rows; i++) {
		const at = (k: number) => logits[i * outputs + k]!;
		let highest = -Infinity;
		for (let k = 0; k < outputs; k++) highest = Math.max(highest, at(k));
		let sum = 0;
		for (let k = 0; k < outputs; k++) sum += Math.exp(at(k) - highest);
		for (let label = 0; label < labels; label++) {
			const k = label + outputs - labels;
			scores[label]![i] =
				kind === 'softmax' ? Math.exp(at(k) - highest) / sum : 1 / (1 + Math.exp(-at(k)));
		}
	}
	return scores;
}

export interface ValidationFigures {
	/** Mean over the labels that have both classes; null without any. */
	auroc: number | null;
	/** Share of right decisions at 0.5; of classes, at the highest score. */
	accuracy: number;
	/** Mean over the labels that have positives. */
	sensitivity: number | null;
}

const mean = (values: number[]) =>
	values.length ? values.reduce((sum, v) => sum + v, 0) / values.length : null;

/** Scores and labels of the rows whose label is known. */
function known(y: Uint8Array, scores: Float64Array): [Uint8Array, Float64Array] {
	if (!y.includes(MISSING)) return [y, scores];
	const rows = Array.from(y.keys()).filter((row) => y[row] !== MISSING);
	return [Uint8Array.from(rows, (r) => y[r]!), Float64Array.from(rows, (r) => scores[r]!)];
}

function rightShare(
	yTrue: readonly Uint8Array[],
	yScore: readonly Float64Array[],
	argmax: boolean,
) {
	let [right, all] = [0, 0];
	const rows = yTrue[0]?.length ?? 0;
	for (let i = 0; i < rows; i++) {
		if (argmax) {
			let best = 0;
			for (let k = 1; k < yScore.length; k++) if (yScore[k]![i]! > yScore[best]![i]!) best = k;
			all++;
			if (yTrue[best]![i] === 1) right++;
			continue;
		}
		yTrue.forEach((y, k) => {
			if (y[i] === MISSING) return;
			all++;
			if (y[i] === (yScore[k]![i]! >= 0.5 ? 1 : 0)) right++;
		});
	}
	return all ? right / all : 0;
}

export function validationFigures(
	yTrue: readonly Uint8Array[],
	yScore: readonly Float64Array[],
	argmax: boolean,
): ValidationFigures {
	const aurocs: number[] = [];
	const sensitivities: number[] = [];
	yTrue.forEach((y, k) => {
		const auroc = aurocOf(...known(y, yScore[k]!));
		if (auroc !== null) aurocs.push(auroc);
		let [hits, positives] = [0, 0];
		y.forEach((value, i) => {
			if (value !== 1) return;
			positives++;
			const own = yScore[k]![i]!;
			if (argmax ? yScore.every((other) => other[i]! <= own) : own >= 0.5) hits++;
		});
		if (positives) sensitivities.push(hits / positives);
	});
	return {
		auroc: mean(aurocs),
		accuracy: rightShare(yTrue, yScore, argmax),
		sensitivity: mean(sensitivities),
	};
}

/** Higher is better; null where the figure is undefined. */
export const monitored = (monitor: Monitor, loss: number, figures: ValidationFigures) =>
	monitor === 'loss' ? -loss : figures[monitor];
