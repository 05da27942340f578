import { wilson } from '#scorer/stats/proportions';
import type { Interval } from '#scorer/types';

/**
 * A 95 % interval of a share whose rows come in groups (patients): Wilson's, with as many rows as would
 * vary as much if they were independent (Rao & Scott 1992). Null without rows.
 */
export function effectiveInterval(
	rows: readonly { hit: boolean; group: string }[],
): Interval | null {
	const n = rows.length;
	if (n === 0) return null;
	const p = rows.filter(({ hit }) => hit).length / n;
	const sums = new Map<string, number>();
	for (const { hit, group } of rows) sums.set(group, (sums.get(group) ?? 0) + Number(hit) - p);
	const groups = sums.size;
	const squares = [...sums.values()].reduce((sum, v) => sum + v * v, 0);
	const variance = groups > 1 ? (squares * groups) / (groups - 1) / (n * n) : 0;
	const effective = variance > 0 ? Math.min(n, (p * (1 - p)) / variance) : groups;
	return wilson(p, effective);
}
