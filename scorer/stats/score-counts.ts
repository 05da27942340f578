/** Positives and negatives per distinct score: all that ROC, AUROC and thresholds depend on. */
import { MISSING } from '../types.ts';
/** Rows of each class, by ascending score. */
export interface LabelCounts {
	positives: Uint32Array;
	negatives: Uint32Array;
}

/** Per distinct score, ascending. Rows with an unknown label are not in it. */
export interface ScoreCounts extends LabelCounts {
	scores: Float64Array;
	/**
	 * Neighbouring scores that hold rows of one and the same class only, taken together: few where a
	 * class is rare, and as good for everything that compares the classes' ranks.
	 */
	runs?: LabelCounts;
}

/** The scores of a column, and its rows by ascending score. */
export interface SortedScores {
	yScore: Float64Array;
	rows: Uint32Array;
}

/**
 * Counts the labels, O(n): in runs at once, and at each distinct score when that is asked for.
 * @param yTrue 0, 1 or MISSING per row
 * @param included 1 for the rows to count; null for all
 */
export function countScores(
	sorted: SortedScores,
	yTrue: Uint8Array,
	included: Uint8Array | null,
): ScoreCounts {
	return new LazyCounts(sorted, yTrue, included);
}

class LazyCounts implements ScoreCounts {
	readonly runs: LabelCounts;
	private full: ScoreCounts | undefined;
	private readonly sorted: SortedScores;
	private readonly yTrue: Uint8Array;
	private readonly included: Uint8Array | null;

	constructor(sorted: SortedScores, yTrue: Uint8Array, included: Uint8Array | null) {
		this.sorted = sorted;
		this.yTrue = yTrue;
		this.included = included;
		this.runs = countRuns(sorted, yTrue, included);
	}

	get scores(): Float64Array {
		return this.expanded().scores;
	}

	get positives(): Uint32Array {
		return this.expanded().positives;
	}

	get negatives(): Uint32Array {
		return this.expanded().negatives;
	}

	private expanded(): ScoreCounts {
		return (this.full ??= countDistinct(this.sorted, this.yTrue, this.included));
	}
}

function countDistinct(
	{ yScore, rows }: SortedScores,
	yTrue: Uint8Array,
	included: Uint8Array | null,
): ScoreCounts {
	const n = rows.length;
	const scores = new Float64Array(n);
	const positives = new Uint32Array(n);
	const negatives = new Uint32Array(n);
	let at = -1;
	let last = NaN;
	for (let i = 0; i < n; i++) {
		const row = rows[i]!;
		const label = yTrue[row]!;
		if (label === MISSING || (included !== null && included[row] === 0)) continue;
		const score = yScore[row]!;
		if (score !== last) scores[++at] = last = score;
		if (label === 1) positives[at]!++;
		else negatives[at]!++;
	}
	return {
		scores: scores.subarray(0, at + 1),
		positives: positives.subarray(0, at + 1),
		negatives: negatives.subarray(0, at + 1),
	};
}

/** Runs that are put together as they come. */
class Runs {
	private positives = new Uint32Array(1024);
	private negatives = new Uint32Array(1024);
	private size = 0;
	/** The run that may still grow. */
	private p = 0;
	private n = 0;

	/** Rows of one score, or of several of which only one class has any. */
	add(p: number, n: number): void {
		if (this.p + this.n > 0 && this.p + p > 0 && this.n + n > 0) this.push();
		this.p += p;
		this.n += n;
	}

	result(): LabelCounts {
		if (this.p + this.n > 0) this.push();
		const { size } = this;
		return { positives: this.positives.slice(0, size), negatives: this.negatives.slice(0, size) };
	}

	private push(): void {
		if (this.size === this.positives.length) {
			this.positives = doubled(this.positives);
			this.negatives = doubled(this.negatives);
		}
		this.positives[this.size] = this.p;
		this.negatives[this.size++] = this.n;
		this.p = this.n = 0;
	}
}

function doubled(values: Uint32Array): Uint32Array<ArrayBuffer> {
	const out = new Uint32Array(2 * values.length);
	out.set(values);
	return out;
}

/** Rows are looked at by their labels; scores only around the positives, where ties matter. */
function countRuns(
	{ yScore, rows }: SortedScores,
	yTrue: Uint8Array,
	included: Uint8Array | null,
): LabelCounts {
	const runs = new Runs();
	/** Negative rows since the last score with a positive one. */
	let negatives = 0;
	for (let i = 0; i < rows.length; i++) {
		const row = rows[i]!;
		const label = yTrue[row]!;
		if (label === MISSING || (included !== null && included[row] === 0)) continue;
		if (label === 0) {
			negatives++;
			continue;
		}
		const score = yScore[row]!;
		let [p, n] = [1, 0];
		for (let j = i - 1; j >= 0 && yScore[rows[j]!] === score; j--) {
			if (yTrue[rows[j]!] === 0 && (included === null || included[rows[j]!] === 1)) n++;
		}
		runs.add(0, negatives - n);
		for (; i + 1 < rows.length && yScore[rows[i + 1]!] === score; i++) {
			const next = rows[i + 1]!;
			if (yTrue[next] === MISSING || (included !== null && included[next] === 0)) continue;
			if (yTrue[next] === 1) p++;
			else n++;
		}
		runs.add(p, n);
		negatives = 0;
	}
	runs.add(0, negatives);
	return runs.result();
}

/** All positives, or all negatives. */
export function sumOf(counts: Uint32Array): number {
	let sum = 0;
	for (let i = 0; i < counts.length; i++) sum += counts[i]!;
	return sum;
}
