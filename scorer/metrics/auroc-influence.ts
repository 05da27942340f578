/** DeLong influences of AUROCs of labels, and of averages over them. */
import { addAurocInfluence } from '../stats/delong.ts';
import { pooledInfluence } from '../stats/delong-pooled.ts';
import { auroc } from '../stats/roc.ts';
import { sumOf } from '../stats/score-counts.ts';
import { MISSING } from '../types.ts';
import type { Influence, MetricInput, Uncertainty } from './define.ts';
import { pooledCounts } from './pooled.ts';

type Labels = Record<string, Influence | null>;

const none = (input: MetricInput) => new Float64Array(input.yTrue[0]?.length ?? 0);

function labelInfluences(input: MetricInput): Labels {
	const { groups, yTrue } = input;
	const found = input.labels.map((label, k) => {
		const psi = none(input);
		const order = input.sortedRows(k);
		const ranked = { order, counts: input.scoreCounts(k), yTrue: yTrue[k]!, groups };
		return [label, addAurocInfluence(ranked, psi) ? psi : null] as const;
	});
	return Object.fromEntries(found);
}

/**
 * Adds rows up over labels. Findings of one row are correlated: added before they are squared, every
 * covariance between findings is taken into account.
 */
function weightedSum(input: MetricInput, labels: Labels, weightOf: (k: number) => number) {
	const value = none(input);
	input.labels.forEach((label, k) => {
		const psi = labels[label];
		const weight = weightOf(k);
		if (psi) for (let i = 0; i < psi.length; i++) value[i]! += weight * psi[i]!;
	});
	return value;
}

/** AUROC per label and their unweighted mean; labels without both classes have no part in it. */
export const meanAurocUncertainty: Uncertainty = {
	kind: 'influence',
	of(input) {
		const labels = labelInfluences(input);
		const defined = Object.values(labels).filter((psi) => psi !== null).length;
		if (defined === 0) return { value: null, labels };
		return { value: weightedSum(input, labels, () => 1 / defined), labels };
	},
};

/**
 * The mean weighted by positive rows. Their numbers are random too: a positive row of label k also
 * draws the mean towards that label's AUROC.
 */
export const weightedAurocUncertainty: Uncertainty = {
	kind: 'influence',
	of(input) {
		const labels = labelInfluences(input);
		const areas = input.labels.map((_, k) => auroc(input.scoreCounts(k)));
		const positives = input.labels.map((_, k) =>
			areas[k] === null ? 0 : sumOf(input.scoreCounts(k).positives),
		);
		const all = positives.reduce((sum, count) => sum + count, 0);
		if (all === 0) return { value: null, labels };
		const mean = areas.reduce<number>((sum, area, k) => sum + (area ?? 0) * positives[k]!, 0) / all;
		const value = weightedSum(input, labels, (k) => positives[k]! / all);
		input.labels.forEach((_, k) => {
			const area = areas[k]!;
			if (area === null) return;
			const yTrue = input.yTrue[k]!;
			for (let i = 0; i < yTrue.length; i++) if (yTrue[i] === 1) value[i]! += (area - mean) / all;
		});
		return { value, labels };
	},
};

/** The mean over ordered pairs of classes, as Hand and Till's; of the pairs that have both. */
export const handTillUncertainty: Uncertainty = {
	kind: 'influence',
	of(input) {
		const value = none(input);
		const { yTrue: classes } = input.classes();
		let pairs = 0;
		input.labels.forEach((_, i) =>
			input.labels.forEach((_, j) => {
				if (i === j) return;
				const yTrue = classes.map((c) => (c === i ? 1 : c === j ? 0 : MISSING));
				const counts = input.scoreCountsBetween(i, i, j);
				const ranked = { order: input.sortedRows(i), counts, yTrue, groups: input.groups };
				if (addAurocInfluence(ranked, value)) pairs++;
			}),
		);
		if (pairs === 0) return { value: null };
		for (let row = 0; row < value.length; row++) value[row]! /= pairs;
		return { value };
	},
};

/** The AUROC over all cells: those of a row, or of a patient, move together. */
export const microAurocUncertainty: Uncertainty = {
	kind: 'influence',
	of(input) {
		const labels = input.yTrue.map((yTrue, k) => ({
			order: input.sortedRows(k),
			counts: input.scoreCounts(k),
			yTrue,
		}));
		const rows = none(input).length;
		const groups = input.groups ?? {
			of: Int32Array.from({ length: rows }, (_, i) => i),
			count: rows,
		};
		return { value: pooledInfluence(labels, pooledCounts(input), groups) };
	},
};
