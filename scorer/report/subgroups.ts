/** The ranking metric within groups of rows, by columns of the solution. */
import { requireMetric } from '../metrics/index.ts';
import { runMetric } from '../metrics/run.ts';
import type { GroupScore, Subgroup, TaskSpec } from '../types.ts';
import { bandColumn, type Banded } from './bands.ts';
import { estimatesOf } from './estimates.ts';
import { countLabel, splitInput, type Aligned } from './split-input.ts';

export const DEFAULT_MIN_GROUP = 20;

function groupScore(
	aligned: Aligned,
	included: Uint8Array,
	value: string,
	spec: TaskSpec,
): GroupScore | null {
	const rows = included.reduce((sum, is) => sum + is, 0);
	if (rows === 0) return null;
	const least = spec.minGroup ?? DEFAULT_MIN_GROUP;
	const none = { value, rows, score: null, interval: null };
	if (rows < least) return { ...none, reason: `Fewer than ${least} rows.` };
	const input = splitInput(aligned, included);
	const positives = input.yTrue.reduce((sum, labels) => sum + countLabel(labels).positives, 0);
	const counted = spec.task === 'multiclass' ? {} : { positives };
	const metric = requireMetric(spec.metric);
	const result = runMetric(metric, input);
	if (result.value === null) return { ...none, ...counted, reason: result.reason ?? 'Undefined.' };
	// The board's columns are not measured here.
	const estimates = estimatesOf(input, [[metric, result]], spec, 'main');
	const interval = estimates.get(metric.id)?.value?.interval ?? null;
	return { value, rows, ...counted, score: result.value, interval };
}

function worstOf(groups: readonly GroupScore[], higherIsBetter: boolean): string | null {
	const scored = groups.filter(({ score }) => score !== null);
	if (scored.length < 2) return null;
	const sign = higherIsBetter ? 1 : -1;
	return scored.reduce((a, b) => (sign * b.score! < sign * a.score! ? b : a)).value;
}

/** Columns are banded once for all splits and submissions: the solution stays, and is not changed. */
const banded = new WeakMap<readonly string[], Map<string, Banded>>();

function bandsOf(column: string, cells: readonly string[], spec: TaskSpec): Banded {
	const declared = spec.bands?.[column];
	const key = JSON.stringify([column, declared]);
	const known = banded.get(cells) ?? new Map<string, Banded>();
	banded.set(cells, known);
	let found = known.get(key);
	if (!found) known.set(key, (found = bandColumn(column, cells, declared)));
	return found;
}

/** Score and interval per group of each subgroup column, on the rows of one split. */
export function subgroupsOf(aligned: Aligned, included: Uint8Array): Subgroup[] {
	const { solution, spec } = aligned;
	const { higherIsBetter } = requireMetric(spec.metric);
	return (spec.subgroups ?? []).flatMap((column): Subgroup[] => {
		const cells = solution.subgroups?.[column];
		if (!cells) return [];
		const { names, of } = bandsOf(column, cells, spec);
		const groups = names.flatMap((name, g) => {
			const rows = included.map((is, row) => (is === 1 && of[row] === g ? 1 : 0));
			const group = groupScore(aligned, rows, name, spec);
			return group ? [group] : [];
		});
		const min_rows = spec.minGroup ?? DEFAULT_MIN_GROUP;
		return [{ column, groups, worst: worstOf(groups, higherIsBetter), min_rows }];
	});
}
