/** A class of models that share the difficulty of images, and copies of some of them. */
import { normalQuantile } from '#scorer/stats/normal';
import { randomUnit } from '#scorer/stats/random';
import type { SimilarityEntry } from '#scorer/similarity/similarity';
import type { Solution } from '#scorer/types';

export interface Cohort {
	entries: SimilarityEntry[];
	solution: Solution;
	labels: string[];
	normal: () => number;
}

export function simulateCohort(seed: number, models: number, rows = 400, findings = 3): Cohort {
	const uniform = randomUnit(seed);
	const normal = () => normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, uniform())));
	const yTrue = Array.from({ length: findings }, () =>
		Uint8Array.from({ length: rows }, () => Number(uniform() < 0.2)),
	);
	const difficulty = yTrue.map(() => Array.from({ length: rows }, normal));
	const entries = Array.from({ length: models }, (_, model): SimilarityEntry => {
		const [skill, shared] = [0.4 + 1.6 * uniform(), 0.3 + 0.9 * uniform()];
		const yScore = yTrue.map((truth, k) =>
			Float64Array.from(
				truth,
				(y, row) => skill * y + shared * difficulty[k]![row]! + 0.8 * normal(),
			),
		);
		return { owner: `team ${model}`, predictions: { yScore } };
	});
	const ids = Array.from({ length: rows }, (_, i) => `image-${i}`);
	const solution: Solution = {
		ids,
		rowOf: new Map(ids.map((id, i) => [id, i])),
		usage: new Uint8Array(rows).fill(1),
		yTrue,
	};
	return { entries, solution, labels: yTrue.map((_, k) => `finding ${k}`), normal };
}

/** The same file with every score changed, by another team. */
export const copyOf = (
	{ predictions }: SimilarityEntry,
	change: (score: number, row: number, k: number) => number,
): SimilarityEntry => ({
	owner: 'copyist',
	predictions: {
		yScore: predictions.yScore.map((column, k) => column.map((x, row) => change(x, row, k))),
	},
});
