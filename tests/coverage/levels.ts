/** How often tests of two equally good submissions are significant: 5 % is what they promise. */
import { pairedTest } from '#scorer/stats/paired';
import { holm } from '#scorer/stats/holm';
import { randomUnit } from '#scorer/stats/random';
import { estimateOf, specOf, type Cell } from './measure.ts';
import { distance, drawTestSet, normals, probability, type TestSet, type World } from './worlds.ts';

/** Correlation of the noise of two submissions: networks see the same image. */
const ALIKE = 0.7;

/** Another submission on the same rows, as good as the first one in every finding. */
export function rival(
	{ solution, predictions }: TestSet,
	world: World,
	unit: () => number,
): TestSet {
	const normal = normals(unit);
	const { shift } = world;
	const yScore = predictions.yScore.map((scores, k) => {
		const d = distance(world.areas[k]!);
		const labels = solution.yTrue[k]!;
		return scores.map((score, i) => {
			const raw = shift === undefined ? score : Math.log(score / (1 - score)) + shift;
			const mean = d * labels[i]!;
			const other = mean + ALIKE * (raw - mean) + Math.sqrt(1 - ALIKE ** 2) * normal();
			return shift === undefined ? other : probability(other, shift);
		});
	});
	return { solution, predictions: { yScore } };
}

export interface Level {
	tested: number;
	/** Share with p < 0.05. */
	rejected: number;
	/** Share of comparisons in which any finding has a Holm-adjusted p < 0.05; null with one finding. */
	familyWise: number | null;
}

export function level(cell: Cell, sets: number, seed = 2): Level {
	const unit = randomUnit(seed);
	const spec = specOf(cell);
	const several = cell.world.areas.length > 1;
	let [tested, rejected, families] = [0, 0, 0];
	for (let s = 0; s < sets; s++) {
		const first = drawTestSet(cell.world, unit);
		const [a, b] = [estimateOf(first, spec), estimateOf(rival(first, cell.world, unit), spec)];
		if (!a.estimate || !b.estimate || a.result.value === null || b.result.value === null) continue;
		const test = pairedTest(
			{ ...a.estimate, score: a.result.value },
			{ ...b.estimate, score: b.result.value },
		);
		if (!test) continue;
		tested++;
		if (test.p < 0.05) rejected++;
		if (!several) continue;
		const perLabel = Object.keys(a.result.labels ?? {}).map((label) => {
			const [x, y] = [a.labels?.[label], b.labels?.[label]];
			const [u, v] = [a.result.labels![label], b.result.labels?.[label]];
			if (!x || !y || u === null || v === null || u === undefined || v === undefined) return null;
			return pairedTest({ ...x, score: u }, { ...y, score: v })?.p ?? null;
		});
		if (holm(perLabel).some((p) => p !== null && p < 0.05)) families++;
	}
	return { tested, rejected: rejected / tested, familyWise: several ? families / tested : null };
}
