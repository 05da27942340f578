/** Which entries of a board a paired test tells apart. */
import { holm } from '../stats/holm.ts';
import { mcnemar } from '../stats/mcnemar.ts';
import { pairedDf, pairedTest } from '../stats/paired.ts';
import { tCritical } from '../stats/student-t.ts';
import type { Evidence } from '../types.ts';

/** Evidence whose values are read only when a test needs them. */
export type LazyEvidence = Omit<Evidence, 'values'> & {
	length: number;
	/** Null where they cannot be had (any more): no test is made then. */
	values(): Float32Array | null;
};

export interface SeparateEntry {
	score: number;
	/** Null: the entry cannot be tested against others. */
	evidence: Evidence | LazyEvidence | null;
}

export interface SeparateOptions {
	higherIsBetter: boolean;
	/** Family-wise level of each entry's comparisons. Default 0.05. */
	level?: number;
	/** Rank ranges are given for so many of the first entries. Default 200. */
	rangesFor?: number;
}

export interface Separation {
	/** No test tells it from the leader; of the leader itself, true where that holds for another. Null: not tested. */
	tiedWithFirst: boolean | null;
	/** Best and worst rank that its tests allow, among the first `rangesFor`; null outside them or untested. */
	rankRange: [best: number, worst: number] | null;
}

type Tested = number | 'apart' | null;

const lengthOf = (evidence: Evidence | LazyEvidence): number =>
	'length' in evidence ? evidence.length : evidence.values.length;

const valuesOf = ({ values }: Evidence | LazyEvidence): Float32Array | null =>
	typeof values === 'function' ? values() : values;

/** Are two proportions so far apart that McNemar's test cannot but tell, however their hits overlap? */
function hitsApart(a: Evidence | LazyEvidence, b: Evidence | LazyEvidence, level: number): boolean {
	if (a.se === 0) return false;
	const n = Math.round((a.score * (1 - a.score)) / (a.se * a.se));
	const more = Math.round(n * Math.abs(a.score - b.score));
	const wrong = n * (2 - a.score - b.score);
	// As many discordant rows as there can be: p grows with them.
	const discordant = Math.floor(Math.min(wrong, 2 * n - wrong) + 1e-6);
	const spare = Math.max(0, Math.floor((discordant - more) / 2));
	return mcnemar(more + spare, spare) < level;
}

/**
 * Tests of one entry against others. A pair is `apart` without a test where the difference exceeds
 * what the most stringent step of Holm asks for even if the errors of the two were opposite: the
 * standard error of a difference is at most the sum of the two.
 */
class Tests {
	private readonly entries: readonly SeparateEntry[];
	private readonly known = new Map<number, Tested>();

	constructor(entries: readonly SeparateEntry[]) {
		this.entries = entries;
	}

	/** Two-sided p of entries i and j; `apart` where it is surely below `level`; null untestable. */
	test(i: number, j: number, level: number): Tested {
		const a = this.entries[i]!.evidence;
		const b = this.entries[j]!.evidence;
		if (!a || !b || a.kind !== b.kind || lengthOf(a) !== lengthOf(b)) return null;
		if (this.apart(a, b, level)) return 'apart';
		const key = Math.min(i, j) * this.entries.length + Math.max(i, j);
		let p = this.known.get(key);
		if (p === undefined) this.known.set(key, (p = this.run(a, b)));
		return p;
	}

	private apart(a: Evidence | LazyEvidence, b: Evidence | LazyEvidence, level: number): boolean {
		// Values are kept as 32-bit floats: a little more than the bound.
		const bound = tCritical(level, pairedDf(a, b)) * (a.se + b.se) * 1.0001;
		if (!(Math.abs(a.score - b.score) > bound)) return false;
		return a.kind !== 'hits' || hitsApart(a, b, level);
	}

	private run(a: Evidence | LazyEvidence, b: Evidence | LazyEvidence): number | null {
		const [x, y] = [valuesOf(a), valuesOf(b)];
		if (!x || !y) return null;
		return pairedTest({ ...a, values: x }, { ...b, values: y })?.p ?? null;
	}
}

/** Holm over one entry's comparisons: is each of them significant? Null where there was no test. */
function significant(tested: readonly Tested[], level: number): (boolean | null)[] {
	return holm(tested.map((p) => (p === 'apart' ? 0 : p))).map((p) =>
		p === null ? null : p <= level,
	);
}

/**
 * Tie groups and rank ranges of a board.
 *
 * The leader is tested against everyone (Holm 1979 over all that can be tested), the first
 * `rangesFor` entries against each other (Holm within each entry's comparisons). An entry's best
 * rank is one more than the number of entries that are significantly better; its worst is no worse
 * than `rangesFor`, for nothing behind is looked at.
 *
 * What 5 % means: an entry as good as the best one is left out of the tie, or has a best rank that is
 * too bad, in at most 5 % of boards (measured: 2 %). It does not mean that nobody is left out: the
 * leader is whoever did best, and among 20 entries that are all equally good it did so well by chance
 * that some entry is left out in 22 % of boards.
 * @param entries best first; equal scores in any order
 */
export function separate(
	entries: readonly SeparateEntry[],
	{ higherIsBetter, level = 0.05, rangesFor = 200 }: SeparateOptions,
): Separation[] {
	const tests = new Tests(entries);
	const others = (i: number, within: number) =>
		Array.from({ length: within }, (_, j) => j).filter((j) => j !== i);
	const compare = (i: number, within: number) => {
		const rivals = others(i, within);
		const strictest = level / Math.max(1, rivals.length);
		const tested = rivals.map((j) => tests.test(i, j, strictest));
		const results = significant(tested, level);
		return rivals.map((j, at) => ({ j, significant: results[at]! }));
	};
	const separations = entries.map((): Separation => ({ tiedWithFirst: null, rankRange: null }));
	if (entries.length === 0) return separations;
	for (const { j, significant } of compare(0, entries.length)) {
		separations[j]!.tiedWithFirst = significant === null ? null : !significant;
	}
	separations[0]!.tiedWithFirst = entries[0]!.evidence
		? separations.some(({ tiedWithFirst }, i) => i > 0 && tiedWithFirst === true)
		: null;
	const ranged = Math.min(rangesFor, entries.length);
	for (let i = 0; i < ranged; i++) {
		if (!entries[i]!.evidence) continue;
		let better = 0;
		let worse = 0;
		for (const { j, significant } of compare(i, ranged)) {
			if (significant !== true) continue;
			const ahead = higherIsBetter
				? entries[j]!.score > entries[i]!.score
				: entries[j]!.score < entries[i]!.score;
			if (ahead) better++;
			else worse++;
		}
		separations[i]!.rankRange = [1 + better, ranged - worse];
	}
	return separations;
}
