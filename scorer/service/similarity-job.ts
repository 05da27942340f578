/** The comparison of all participants' predictions, and of two of them, on a worker thread. */
import { readFile } from 'node:fs/promises';
import { readSubmission } from '../report/score.ts';
import { findProbing, type Probing } from '../similarity/probing.ts';
import { findSimilar } from '../similarity/similarity.ts';
import type { Similarity } from '../similarity/types.ts';
import { Random } from '../stats/random.ts';
import type { Predictions, Solution } from '../types.ts';
import { loadSolution } from './solution-cache.ts';
import type { SolutionJob } from './worker.ts';

export interface SimilarityJob extends SolutionJob {
	/** Submissions that are compared with those of other owners. */
	entries: readonly { path: string; owner: string }[];
	/** Of each team all submissions, oldest first. */
	teams: readonly { owner: string; paths: readonly string[] }[];
	/** Two 32-bit numbers that are written while it runs: steps done, and steps in all. */
	progress: SharedArrayBuffer;
}

export interface IntegrityFindings {
	/** Numbers of `entries`; `correlations` are thinned to a few hundred quantiles. */
	similar: Similarity;
	/** Numbers of the team's own submissions. */
	probing: (Probing & { owner: string })[];
	/** Entries that could not be read under the present solution, by number. */
	unreadable: number[];
}

/** Quantiles that are kept of all correlations, for a drawing. */
const KEPT = 200;
const SEED = 1958;

async function read(
	path: string,
	solution: Solution,
	job: SolutionJob,
): Promise<Predictions | null> {
	const bytes = new Uint8Array(await readFile(path));
	const found = readSubmission(bytes, solution, job.spec, { maxBytes: job.maxBytes });
	return found.ok ? found.predictions : null;
}

function thinned(sorted: number[]): number[] {
	if (sorted.length <= KEPT) return sorted;
	return Array.from(
		{ length: KEPT },
		(_, i) => sorted[Math.round((i * (sorted.length - 1)) / (KEPT - 1))]!,
	);
}

export async function similarity(job: SimilarityJob): Promise<IntegrityFindings> {
	const { entries, teams, spec } = job;
	const solution = await loadSolution(job.solutionPath, job.solutionHash, spec);
	const steps = new Int32Array(job.progress);
	// Reading a file and comparing it with all before it are a step each; a team's patterns one.
	steps[1] = 2 * entries.length + teams.length;
	const step = () => Atomics.add(steps, 0, 1);
	const unreadable: number[] = [];
	const readable: { at: number; owner: string; predictions: Predictions }[] = [];
	for (const [at, { path, owner }] of entries.entries()) {
		const predictions = await read(path, solution, job);
		if (predictions) readable.push({ at, owner, predictions });
		else unreadable.push(at);
		step();
	}
	const found = findSimilar(readable, solution, spec.labels, { onProgress: step });
	const number = (i: number) => readable[i]!.at;
	const probing: IntegrityFindings['probing'] = [];
	for (const { owner, paths } of teams) {
		const all = await Promise.all(paths.map((path) => read(path, solution, job)));
		const kept = all.flatMap((predictions, i) => (predictions ? [{ predictions, i }] : []));
		for (const pattern of findProbing(kept.map(({ predictions }) => predictions))) {
			const submissions = pattern.submissions.map((i) => kept[i]!.i);
			probing.push({ ...pattern, submissions, owner });
		}
		step();
	}
	const pairs = found.pairs.map((pair) => ({ ...pair, a: number(pair.a), b: number(pair.b) }));
	const correlations = thinned(found.correlations);
	return { similar: { ...found, pairs, correlations }, probing, unreadable };
}

export interface PairJob extends SolutionJob {
	pathA: string;
	pathB: string;
	/** Number of the finding. */
	label: number;
}

export interface PairEvidence {
	/** Scores of both in some rows, drawn by a fixed seed. */
	points: [a: number, b: number][];
	rows: number;
	/** Rows with the very same score. */
	equal: number;
	/** Differences a − b of the other rows: median and largest absolute one; null where there are none. */
	noise: { median: number; most: number } | null;
}

const MOST_POINTS = 800;

/** One finding of two submissions side by side. @returns null where a file cannot be read any more */
export async function pair(job: PairJob): Promise<PairEvidence | null> {
	const solution = await loadSolution(job.solutionPath, job.solutionHash, job.spec);
	const [a, b] = [await read(job.pathA, solution, job), await read(job.pathB, solution, job)];
	const x = a && (a.yScore[job.label] ?? a.classes);
	const y = b && (b.yScore[job.label] ?? b.classes);
	if (!x || !y) return null;
	const random = new Random(SEED);
	const rows = x.length;
	const chosen =
		rows <= MOST_POINTS
			? Array.from({ length: rows }, (_, i) => i)
			: Array.from({ length: MOST_POINTS }, () => random.uint32() % rows);
	const off = Float64Array.from(x, (value, i) => Math.abs(value - y[i]!))
		.filter((difference) => difference > 0)
		.sort();
	return {
		points: chosen.map((i) => [x[i]!, y[i]!]),
		rows,
		equal: rows - off.length,
		noise: off.length ? { median: off[off.length >> 1]!, most: off.at(-1)! } : null,
	};
}
