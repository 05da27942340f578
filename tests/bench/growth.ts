/** How the time grows with the number of rows, Holdout's side only. */
import { startHoldout } from './side.ts';
import { median, type BenchRow } from './row.ts';
import { generatedSet } from './sets.ts';

/** Measured times may scatter by as much around n log n without growing faster. */
const SLACK = 1.3;

/** One row per size; the last one says whether the growth is that of n log n, or less. */
export async function growth(
	folder: string,
	sizes: readonly number[],
	runs: number,
): Promise<BenchRow[]> {
	const rows: BenchRow[] = [];
	let first = 0;
	for (const n of sizes) {
		const side = await startHoldout(generatedSet(folder, n), folder);
		const times: number[] = [];
		for (let i = -3; i < runs; i++) {
			const ms = await side.run();
			if (i >= 0) times.push(ms);
		}
		side.close();
		const ms = median(times);
		const perUnit = ms / (n * Math.log2(n));
		first ||= perUnit;
		rows.push({
			work: `generated, ${n.toLocaleString('en-US')} × 14`,
			ours: ms,
			theirs: null,
			unit: 'ms',
			ratio: perUnit / first,
			target: 'per n log n no more than at first',
			met: perUnit / first <= SLACK,
			note: `${((1e6 * ms) / (14 * n)).toFixed(0)} ns a score`,
		});
	}
	return rows;
}
