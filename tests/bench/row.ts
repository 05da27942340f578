/** A line of the printed table. */
export interface BenchRow {
	work: string;
	/** Median, in `unit`. */
	ours: number;
	/** Theirs; null where there is nothing to compare with. */
	theirs: number | null;
	unit: 'ms' | 's' | 'MB';
	/** How many times as fast, or as large, we are. */
	ratio?: number;
	target?: string;
	/** Null where there is no target, or no way to tell. */
	met: boolean | null;
	note?: string;
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
