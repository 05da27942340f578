/** Influences of rows, from the scorer's own input. */
import { addAurocInfluence } from '#scorer/stats/delong';
import { denseGroups, type Grouping } from '#scorer/stats/groups';
import type { MetricInput } from '#scorer/metrics/define';
import { inputOf } from './arbitrary.ts';
import { scoresOf, solutionOf } from './cases.ts';
import type { Row } from './textbook.ts';

export const groupsOf = (rows: readonly Row[]): Grouping =>
	denseGroups(Int32Array.from(rows, ({ group }) => group));

/** A binary task of these rows. */
export function inputFor(rows: readonly Row[], groups?: Grouping): MetricInput {
	const solution = solutionOf([rows.map(({ label }) => label)]);
	if (groups) solution.groups = groups.of;
	const predictions = scoresOf([rows.map(({ score }) => score)]);
	return inputOf({ predictions, solution, labels: ['a'] }, 'binary');
}

/** Of the first label. */
export function aurocInfluences(input: MetricInput): Float64Array {
	const yTrue = input.yTrue[0]!;
	const psi = new Float64Array(yTrue.length);
	const order = input.sortedRows(0);
	addAurocInfluence({ order, counts: input.scoreCounts(0), yTrue, groups: input.groups }, psi);
	return psi;
}
