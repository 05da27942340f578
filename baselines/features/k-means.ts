/** K-means (Lloyd 1982) from k-means++ seeds (Arthur & Vassilvitskii 2007). */
import type { RandomSource } from '../random-source.ts';

export interface Vocabulary {
	words: number;
	columns: number;
	/** words × columns. */
	centres: Float32Array;
	/** |centre|², half of it: the nearest centre has the largest x · c − |c|² / 2. */
	halfSquares: Float32Array;
}

/** @param columns length of a centre */
export function vocabularyOf(centres: Float32Array, columns: number): Vocabulary {
	const words = centres.length / columns;
	const halfSquares = new Float32Array(words);
	for (let w = 0; w < words; w++) {
		let sum = 0;
		for (let j = w * columns; j < (w + 1) * columns; j++) sum += centres[j]! * centres[j]!;
		halfSquares[w] = sum / 2;
	}
	return { words, columns, centres, halfSquares };
}

/** The nearest centre to the row that starts at `at`. */
export function nearestWord(vocabulary: Vocabulary, values: Float32Array, at: number): number {
	const { words, columns, centres, halfSquares } = vocabulary;
	let best = 0;
	let most = -Infinity;
	for (let w = 0, c = 0; w < words; w++) {
		// Four sums at a time: one alone would wait for each addition before the next.
		let [s0, s1, s2, s3] = [-halfSquares[w]!, 0, 0, 0];
		const end = c + columns;
		let v = at;
		for (; c + 3 < end; c += 4, v += 4) {
			s0 += values[v]! * centres[c]!;
			s1 += values[v + 1]! * centres[c + 1]!;
			s2 += values[v + 2]! * centres[c + 2]!;
			s3 += values[v + 3]! * centres[c + 3]!;
		}
		for (; c < end; c++, v++) s0 += values[v]! * centres[c]!;
		const product = s0 + s1 + (s2 + s3);
		if (product > most) {
			most = product;
			best = w;
		}
	}
	return best;
}

function distance(values: Float32Array, a: number, b: number, columns: number): number {
	let sum = 0;
	for (let j = 0; j < columns; j++) sum += (values[a + j]! - values[b + j]!) ** 2;
	return sum;
}

/** Rows that are far apart: each is drawn with a chance that grows with its distance from the others. */
function seeds(
	values: Float32Array,
	columns: number,
	words: number,
	random: RandomSource,
): number[] {
	const rows = values.length / columns;
	const chosen = [Math.floor(random.uniform() * rows)];
	const nearest = new Float64Array(rows).fill(Infinity);
	while (chosen.length < words) {
		const last = chosen.at(-1)! * columns;
		let sum = 0;
		for (let i = 0; i < rows; i++) {
			nearest[i] = Math.min(nearest[i]!, distance(values, i * columns, last, columns));
			sum += nearest[i]!;
		}
		let left = random.uniform() * sum;
		let next = 0;
		while (next < rows - 1 && (left -= nearest[next]!) >= 0) next++;
		chosen.push(next);
	}
	return chosen;
}

/**
 * @param values rows × columns
 * @param words number of clusters; fewer come back where there are fewer rows
 */
export function kMeans(
	values: Float32Array,
	columns: number,
	words: number,
	iterations: number,
	random: RandomSource,
): Vocabulary {
	const rows = values.length / columns;
	const count = Math.min(words, rows);
	const centres = new Float32Array(count * columns);
	seeds(values, columns, count, random).forEach((row, w) =>
		centres.set(values.subarray(row * columns, (row + 1) * columns), w * columns),
	);
	let vocabulary = vocabularyOf(centres, columns);
	for (let iteration = 0; iteration < iterations; iteration++) {
		const sums = new Float64Array(count * columns);
		const members = new Uint32Array(count);
		for (let i = 0; i < rows; i++) {
			const word = nearestWord(vocabulary, values, i * columns);
			members[word]!++;
			for (let j = 0; j < columns; j++) sums[word * columns + j]! += values[i * columns + j]!;
		}
		// A cluster without members keeps its centre.
		for (let k = 0; k < sums.length; k++) {
			const size = members[Math.floor(k / columns)]!;
			if (size > 0) centres[k] = sums[k]! / size;
		}
		vocabulary = vocabularyOf(centres, columns);
	}
	return vocabulary;
}
