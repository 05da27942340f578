/** DeLong influences of the AUROC of labels, and of averages over them. */
import { addAurocInfluence } from '../stats/delong.ts';
import type { Influence, MetricInput } from './define.ts';

type Influences = { value: Influence | null; labels: Record<string, Influence | null> };

function labelInfluence(input: MetricInput, k: number): Influence | null {
	const psi = new Float64Array(input.yTrue[k]!.length);
	const ranked = {
		order: input.sortedRows(k),
		counts: input.scoreCounts(k),
		yTrue: input.yTrue[k]!,
		groups: input.groups,
	};
	return addAurocInfluence(ranked, psi) === null ? null : psi;
}

/**
 * Per label, and for their average. Findings of one row are correlated: adding the influences row by
 * row before squaring takes every covariance between findings into account.
 * @param weightOf share of label k in the average before division by the sum of the weights; labels
 * without both classes have none. The weights are taken as fixed.
 */
export function aurocInfluences(
	input: MetricInput,
	weightOf: (k: number) => number = () => 1,
): Influences {
	const labels: Record<string, Influence | null> = {};
	const value = new Float64Array(input.yTrue[0]?.length ?? 0);
	let total = 0;
	input.labels.forEach((label, k) => {
		const psi = (labels[label] = labelInfluence(input, k));
		if (psi === null) return;
		const weight = weightOf(k);
		total += weight;
		for (let i = 0; i < psi.length; i++) value[i]! += weight * psi[i]!;
	});
	if (total === 0) return { value: null, labels };
	for (let i = 0; i < value.length; i++) value[i]! /= total;
	return { value, labels };
}
