/** Variances of an AUROC as the papers write them, over all pairs. */
import { MISSING } from '#scorer/index';

export interface Row {
	score: number;
	/** 0, 1 or MISSING. */
	label: number;
	group: number;
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
const right = (positive: Row, negative: Row) =>
	positive.score > negative.score ? 1 : positive.score === negative.score ? 0.5 : 0;

function placements(rows: readonly Row[]) {
	const positives = rows.filter(({ label }) => label === 1);
	const negatives = rows.filter(({ label }) => label === 0);
	const v10 = positives.map((x) => mean(negatives.map((y) => right(x, y))));
	const v01 = negatives.map((y) => mean(positives.map((x) => right(x, y))));
	return { positives, negatives, v10, v01, area: mean(v10) };
}

/** DeLong, DeLong & Clarke-Pearson 1988: S10 / m + S01 / n. */
export function delong(rows: readonly Row[]): { area: number; variance: number } {
	const { v10, v01, area } = placements(rows);
	const spread = (values: number[]) =>
		sum(values.map((value) => (value - area) ** 2)) / (values.length - 1);
	return { area, variance: spread(v10) / v10.length + spread(v01) / v01.length };
}

/** Obuchowski 1997, equations 3 to 5: S10 / M + S01 / N + 2 S11 / (M N). */
export function obuchowski(rows: readonly Row[]) {
	const { positives, negatives, v10, v01, area } = placements(rows);
	const [m, n] = [positives.length, negatives.length];
	const groups = [
		...new Set(rows.filter(({ label }) => label !== MISSING).map(({ group }) => group)),
	];
	const off = (members: readonly Row[], values: readonly number[], group: number) =>
		sum(values.filter((_, i) => members[i]!.group === group).map((value) => value - area));
	const p = groups.map((group) => off(positives, v10, group));
	const q = groups.map((group) => off(negatives, v01, group));
	const having = (members: readonly Row[]) => new Set(members.map(({ group }) => group)).size;
	const [positiveGroups, negativeGroups] = [having(positives), having(negatives)];
	const s10 = (positiveGroups / ((positiveGroups - 1) * m)) * sum(p.map((x) => x * x));
	const s01 = (negativeGroups / ((negativeGroups - 1) * n)) * sum(q.map((x) => x * x));
	const covariance = (2 * sum(p.map((x, i) => x * q[i]!))) / (m * n);
	return {
		groups: groups.length,
		positiveGroups,
		negativeGroups,
		/** The last term, but for its factor I / (I − 1). */
		covariance,
		variance: (factor: { covariance: number }) =>
			s10 / m + s01 / n + factor.covariance * covariance,
	};
}
