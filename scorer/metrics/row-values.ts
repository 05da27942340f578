/** What each row contributes to shares and means, for their uncertainty. */
import { MISSING } from '../types.ts';
import type { MetricInput, RowValues, Uncertainty } from './define.ts';

/** Truth and decision about one finding or class, 0 or 1 per row; truth is MISSING where unknown. */
interface Decided {
	name: string;
	yTrue: Uint8Array;
	yPred: Uint8Array;
}

/** Score >= threshold. */
function decide(scores: Float64Array, threshold: number): Uint8Array {
	const decided = new Uint8Array(scores.length);
	for (let i = 0; i < scores.length; i++) decided[i] = scores[i]! >= threshold ? 1 : 0;
	return decided;
}

/** 1 where the class is k. Unknown ones stay MISSING. */
function isClass(classes: Uint8Array, k: number): Uint8Array {
	const is = new Uint8Array(classes.length);
	for (let i = 0; i < classes.length; i++) {
		is[i] = classes[i] === MISSING ? MISSING : classes[i] === k ? 1 : 0;
	}
	return is;
}

const findingDecided = (input: MetricInput, k: number): Decided => ({
	name: input.labels[k]!,
	yTrue: input.yTrue[k]!,
	yPred: decide(input.yScore(k), input.threshold(k)),
});

/** Per finding; of a binary or multi-class task per class. */
function decidedPerClass(input: MetricInput): Decided[] {
	if (input.task === 'multilabel') return input.labels.map((_, k) => findingDecided(input, k));
	const { yTrue, yPred } = input.task === 'binary' ? findingDecided(input, 0) : input.classes();
	return input.decisions().classes.map((name, k) => ({
		name,
		yTrue: isClass(yTrue, k),
		yPred: isClass(yPred, k),
	}));
}

/** A row's value by [true negative, false positive, false negative, true positive]; NaN: not counted. */
type Outcomes = readonly [tn: number, fp: number, fn: number, tp: number];

export const CORRECT: Outcomes = [1, 0, 0, 1];
export const PRECISION: Outcomes = [NaN, 0, NaN, 1];
export const RECALL: Outcomes = [NaN, NaN, 0, 1];
export const SPECIFICITY: Outcomes = [1, 0, NaN, NaN];

function rowValues({ yTrue, yPred }: Decided, outcomes: Outcomes): RowValues {
	const values = new Float64Array(yTrue.length);
	for (let i = 0; i < yTrue.length; i++) {
		values[i] = yTrue[i] === MISSING ? NaN : outcomes[2 * yTrue[i]! + yPred[i]!]!;
	}
	return values;
}

/**
 * A share of rows per finding or class. The value of a binary metric is that of its positive class;
 * a mean over findings or classes is no share of rows, so it has no row values of its own (null).
 */
export const shares = (outcomes: Outcomes): Uncertainty => ({
	kind: 'proportion',
	of(input) {
		const named = decidedPerClass(input).map(
			(decided) => [decided.name, rowValues(decided, outcomes)] as const,
		);
		const labels = Object.fromEntries(named);
		return { value: input.task === 'binary' ? labels[input.labels[0]!]! : null, labels };
	},
});

/** 1 where the class was predicted rightly, NaN where it is unknown. Binary and multi-class. */
export function classHits(input: MetricInput): RowValues {
	const { yTrue, yPred } = input.task === 'binary' ? findingDecided(input, 0) : input.classes();
	const values = new Float64Array(yTrue.length);
	for (let i = 0; i < yTrue.length; i++) {
		values[i] = yTrue[i] === MISSING ? NaN : yTrue[i] === yPred[i] ? 1 : 0;
	}
	return values;
}

/** A loss per row of label k from its score and label; NaN where the label is unknown. */
export function lossPerRow(
	input: MetricInput,
	k: number,
	loss: (score: number, label: number) => number,
): RowValues {
	const yTrue = input.yTrue[k]!;
	const scores = input.yScore(k);
	const values = new Float64Array(yTrue.length);
	for (let i = 0; i < yTrue.length; i++) {
		values[i] = yTrue[i] === MISSING ? NaN : loss(scores[i]!, yTrue[i]!);
	}
	return values;
}

/** A mean loss per label; the value of a binary metric is that of its label. */
export const meanLoss = (
	loss: (score: number, label: number) => number,
): Extract<Uncertainty, { kind: 'rowMean' }> => ({
	kind: 'rowMean',
	of(input) {
		const named = input.labels.map((label, k) => [label, lossPerRow(input, k, loss)] as const);
		const labels = Object.fromEntries(named);
		return { value: input.task === 'binary' ? labels[input.labels[0]!]! : null, labels };
	},
});
