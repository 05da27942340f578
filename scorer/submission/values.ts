/** Are the scores numbers, and in the range that the metric needs? */
import { listed, plural } from '../csv/text.ts';
import type { Tally } from '../csv/tally.ts';
import type { Notice } from '../problems.ts';
import type { SubmissionFormat } from '../types.ts';

export interface ScoreColumn {
	/** Name in the file. */
	name: string;
	/** In file order; NaN where the cell was refused. */
	values: Float64Array;
}

interface Extent {
	min: number;
	max: number;
	outside: number;
	/** First row outside [0, 1], or -1. */
	first: number;
}

function extentOf(values: Float64Array): Extent {
	let min = Infinity;
	let max = -Infinity;
	for (let row = 0; row < values.length; row++) {
		const value = values[row]!;
		if (value < min) min = value;
		if (value > max) max = value;
	}
	const extent: Extent = { min, max, outside: 0, first: -1 };
	if (min >= 0 && max <= 1) return extent;
	for (let row = 0; row < values.length; row++) {
		const value = values[row]!;
		if ((value < 0 || value > 1) && extent.outside++ === 0) extent.first = row;
	}
	return extent;
}

/** In fewer rows, two values may be chance. */
const MIN_TWO_VALUED = 10;

/** Has a column exactly two distinct values? */
function isTwoValued(values: Float64Array, { min, max }: Extent): boolean {
	if (values.length < MIN_TWO_VALUED || !(min < max)) return false;
	for (let row = 0; row < values.length; row++) {
		if (values[row] !== min && values[row] !== max) return false;
	}
	return true;
}

const short = (value: number): string => String(Number(value.toPrecision(4)));

/**
 * Looks over the score columns. Adds `out_of_range` to the tally where the metric needs
 * probabilities; says so in a notice where it only ranks.
 */
export function checkScores(
	columns: readonly ScoreColumn[],
	lines: Int32Array,
	format: SubmissionFormat,
	tally: Tally,
): { notices: Notice[]; detail: string } {
	const notices: Notice[] = [];
	const constant: string[] = [];
	const twoValued: string[] = [];
	const all: Extent = { min: Infinity, max: -Infinity, outside: 0, first: -1 };
	let count = 0;
	for (const { name, values } of columns) {
		const extent = extentOf(values);
		count += values.length;
		all.min = Math.min(all.min, extent.min);
		all.max = Math.max(all.max, extent.max);
		all.outside += extent.outside;
		if (values.length > 1 && extent.min === extent.max) constant.push(name);
		if (format.rankBased && isTwoValued(values, extent)) twoValued.push(name);
		if (format.rankBased || extent.outside === 0) continue;
		for (let row = extent.first; row < values.length; row++) {
			const value = values[row]!;
			if (value < 0 || value > 1) {
				tally.add('out_of_range', { row: lines[row]!, column: name, example: String(value) });
			}
		}
	}
	if (format.rankBased && all.outside > 0) {
		const detail = `${plural(all.outside, 'score lies', 'scores lie')} outside 0 to 1 (${short(all.min)} to ${short(all.max)}). The ranking metric looks at their order only, so they count as they are; figures that need probabilities are left undefined.`;
		notices.push({ code: 'outside_unit_interval', detail, count: all.outside });
	}
	if (constant.length > 0) {
		const detail = `${listed(constant)} ${constant.length === 1 ? 'has' : 'have'} the same score in every row.`;
		notices.push({ code: 'constant_scores', column: constant[0]!, detail, count: constant.length });
	}
	if (twoValued.length > 0) {
		const detail = `${listed(twoValued)} ${twoValued.length === 1 ? 'holds' : 'hold'} two values only, as decisions such as 0 and 1 do; the ranking metric looks at the order of the scores, and cases with the same score cannot be told apart, so that graded scores usually do better.`;
		notices.push({
			code: 'two_valued_scores',
			column: twoValued[0]!,
			detail,
			count: twoValued.length,
		});
	}
	const range = all.min <= all.max ? ` from ${short(all.min)} to ${short(all.max)}` : '';
	return { notices, detail: `${plural(count, 'score')}${range}.` };
}
