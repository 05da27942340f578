/** Counts per distinct score, from labels and scores as they come. */
import fc from 'fast-check';
import type { ScoreCounts } from '#scorer/stats/score-counts';

export function countsOf(yTrue: ArrayLike<number>, yScore: ArrayLike<number>): ScoreCounts {
	const scores = [...new Set(Array.from(yScore))].sort((a, b) => a - b);
	const place = new Map(scores.map((score, i) => [score, i]));
	const positives = new Uint32Array(scores.length);
	const negatives = new Uint32Array(scores.length);
	Array.from(yScore, (score, i) => {
		if (yTrue[i] === 1) positives[place.get(score)!]!++;
		else negatives[place.get(score)!]!++;
	});
	return { scores: Float64Array.from(scores), positives, negatives };
}

export interface Rows {
	yTrue: number[];
	yScore: number[];
}

/** Up to 80 rows, with ties. */
export const arbitraryRows = (score: fc.Arbitrary<number>): fc.Arbitrary<Rows> =>
	fc
		.array(fc.tuple(fc.constantFrom(0, 0, 1), score), { minLength: 1, maxLength: 80 })
		.map((rows) => ({ yTrue: rows.map(([y]) => y), yScore: rows.map(([, s]) => s) }));

export const tied = fc.oneof(
	fc.integer({ min: 0, max: 20 }).map((i) => i / 20),
	fc.double({ min: 0, max: 1, noNaN: true }),
);

/** A large sample: the higher the gain, the better the order. */
export function sampleCounts(
	seed: number,
	n: number,
	prevalence: number,
	gain: number,
): ScoreCounts {
	let state = seed;
	const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
	const yTrue = Array.from({ length: n }, () => (next() < prevalence ? 1 : 0));
	return countsOf(
		yTrue,
		yTrue.map((y) => next() + next() + gain * y),
	);
}
