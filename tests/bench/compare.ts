/** Both sides on the same file, taking turns. */
import { statSync } from 'node:fs';
import { median, type BenchRow } from './row.ts';
import type { BenchSet } from './sets.ts';
import { startHoldout, startPython, type Side } from './side.ts';

/** Both sides count the same ranks; they may differ in the last digits only. */
const TOLERANCE = 1e-12;

function checkSame(ours: Side, theirs: Side): void {
	const far = Math.max(...ours.scores.map((score, k) => Math.abs(score - theirs.scores[k]!)));
	if (!(far <= TOLERANCE)) throw new Error(`scikit-learn differs by ${far}`);
}

export interface Compared {
	speed: BenchRow;
	memory: BenchRow;
	versions: string;
}

/**
 * Medians of `runs` runs of each side, one after the other, after a few that do not count.
 * @param target how many times as fast Holdout is to be
 */
export async function compare(
	set: BenchSet,
	folder: string,
	{ python, runs, target }: { python: string | null; runs: number; target: number },
): Promise<Compared> {
	const ours = await startHoldout(set, folder);
	const theirs = python === null ? null : await startPython(python, set, folder);
	if (theirs) checkSame(ours, theirs);
	const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
	const warmUp = Math.min(runs, 10);
	for (let i = -warmUp; i < runs; i++) {
		const [a, b] = [await ours.run(), theirs ? await theirs.run() : NaN];
		if (i < 0) continue;
		times.ours.push(a);
		times.theirs.push(b);
	}
	ours.close();
	theirs?.close();
	const ms = median(times.ours);
	const ratio = theirs ? median(times.theirs) / ms : undefined;
	const bytes = statSync(set.submissionPath).size;
	const peak = ours.peak! / bytes;
	return {
		speed: {
			work: `${set.name}, ${set.rows.toLocaleString('en-US')} × ${set.spec.labels.length}: AUROC, intervals, ROC`,
			ours: ms,
			theirs: theirs ? median(times.theirs) : null,
			unit: 'ms',
			...(ratio === undefined ? {} : { ratio }),
			target: `at least ${target} times`,
			met: ratio === undefined ? null : ratio >= target,
		},
		memory: {
			work: `${set.name}: peak memory of the first run, file of ${Math.round(bytes / 1e6)} MB`,
			ours: ours.peak! / 1e6,
			theirs: null,
			unit: 'MB',
			ratio: peak,
			target: 'at most 4 times the file',
			met: peak <= 4,
			note: `${Math.round(ours.before! / 1e6)} MB before it`,
		},
		versions: [ours.versions, ...(theirs ? [theirs.versions] : [])].join(', '),
	};
}
