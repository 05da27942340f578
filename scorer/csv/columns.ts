/** Finds the columns that stand for given names: exactly, by a loose reading, or under a shared affix. */
import { normalised } from './nearest.ts';

/** What stands before and after every label in a header, such as `prob_`. */
export interface Affix {
	prefix: string;
	suffix: string;
}

export interface ColumnMatch {
	/** Column number per name, -1 where there is none. */
	columns: number[];
	/** Set where every found column carries it. */
	affix: Affix | null;
	/** Columns taken although case, spaces or underscores differ: name -> column name. */
	loose: [name: string, column: string][];
}

const NONE: Affix = { prefix: '', suffix: '' };

/** Affixes that say "this is a prediction"; for a single label no others are believed. */
const PREDICTION = new Set(
	'prob probs probability p pred preds prediction predicted score scores logit logits y yhat ypred yscore output sigmoid softmax'.split(
		' ',
	),
);
/** Affixes that say the opposite of a prediction of the label. */
const OPPOSITE = new Set('no not non without neg negative true ytrue gt target truth'.split(' '));

/** More columns than this are not searched for affixes, and no more affixes than these are tried. */
const MAX_SEARCHED = 2000;
const MAX_AFFIXES = 20;

class Header {
	readonly names: readonly string[];
	private readonly exact = new Map<string, number>();
	/** Normalised name -> column, or -1 where two columns share it. */
	private readonly plain = new Map<string, number>();

	constructor(names: readonly string[], taken: number) {
		this.names = names;
		names.forEach((name, column) => {
			if (column === taken || name === '') return;
			if (!this.exact.has(name)) this.exact.set(name, column);
			const plain = normalised(name);
			this.plain.set(plain, this.plain.has(plain) ? -1 : column);
		});
	}

	find(name: string): { column: number; loose: boolean } {
		const exact = this.exact.get(name);
		if (exact !== undefined) return { column: exact, loose: false };
		return { column: this.plain.get(normalised(name)) ?? -1, loose: true };
	}
}

function matchWith(header: Header, labels: readonly string[], affix: Affix): ColumnMatch {
	const used = new Map<number, number>();
	const found = labels.map((label) => header.find(affix.prefix + label + affix.suffix));
	for (const { column } of found) used.set(column, (used.get(column) ?? 0) + 1);
	const match: ColumnMatch = { columns: [], affix: affix === NONE ? null : affix, loose: [] };
	found.forEach(({ column, loose }, k) => {
		// Two labels that differ only in case or spaces cannot be told apart loosely.
		const usable = column >= 0 && !(loose && used.get(column)! > 1);
		match.columns.push(usable ? column : -1);
		if (usable && loose) match.loose.push([labels[k]!, header.names[column]!]);
	});
	return match;
}

const coverage = (match: ColumnMatch): number => match.columns.filter((c) => c >= 0).length;

const words = ({ prefix, suffix }: Affix): string[] =>
	[prefix, suffix].map((text) => normalised(text.replace(/[^\p{L}\p{N}]/gu, ''))).filter(Boolean);

/** Affixes under which labels occur in the header, the most frequent ones. */
function candidates(names: readonly string[], labels: readonly string[]): Affix[] {
	const found = new Map<string, { affix: Affix; count: number }>();
	for (const name of names.slice(0, MAX_SEARCHED)) {
		const lower = name.toLowerCase();
		for (const label of labels) {
			const at = label === '' ? -1 : lower.indexOf(label.toLowerCase());
			if (at < 0 || name.length === label.length || name.length - label.length > 40) continue;
			const affix = { prefix: name.slice(0, at), suffix: name.slice(at + label.length) };
			if (words(affix).some((word) => OPPOSITE.has(word))) continue;
			if (labels.length === 1 && !words(affix).every((word) => PREDICTION.has(word))) continue;
			const key = `${affix.prefix}\0${affix.suffix}`;
			found.set(key, { affix, count: (found.get(key)?.count ?? 0) + 1 });
		}
	}
	return [...found.values()]
		.sort((a, b) => b.count - a.count)
		.slice(0, MAX_AFFIXES)
		.map(({ affix }) => affix);
}

/** The match of most labels; of two that find as many, the one whose affix says "prediction". */
function bestAffixed(header: Header, labels: readonly string[], affixes: Affix[]): ColumnMatch[] {
	const matches = affixes.map((affix) => matchWith(header, labels, affix));
	const most = Math.max(0, ...matches.map(coverage));
	const best = matches.filter((match) => coverage(match) === most);
	const sayPrediction = best.filter(({ affix }) => words(affix!).every((w) => PREDICTION.has(w)));
	return sayPrediction.length > 0 ? sayPrediction : best;
}

/**
 * Matches labels to columns of a header: by name; else with the same text before and after every
 * label; case, spaces, underscores and hyphens may differ wherever that is unambiguous. An affix
 * counts when it finds every label, or most of them and more than the bare names do (then the rest
 * are missing). Two different affixes that do equally well are ambiguous and match nothing.
 * @param taken column that cannot be a label (the id column), or -1
 */
export function matchColumns(
	names: readonly string[],
	labels: readonly string[],
	taken: number,
): ColumnMatch {
	const header = new Header(names, taken);
	const bare = matchWith(header, labels, NONE);
	if (coverage(bare) === labels.length) return bare;
	const [best, ...equal] = bestAffixed(header, labels, candidates(names, labels));
	if (!best || equal.length > 0) return bare;
	return coverage(best) > Math.max(coverage(bare), labels.length / 2) ? best : bare;
}

/** One column by its name, exactly or loosely; -1 where there is none or more than one. */
export function findColumn(names: readonly string[], wanted: string): number {
	return new Header(names, -1).find(wanted).column;
}

/** Columns of a header whose name occurs before: [name, columns]. Columns without a name are not counted. */
export function duplicateColumns(names: readonly string[]): [name: string, columns: number[]][] {
	const at = new Map<string, number[]>();
	names.forEach((name, column) => {
		if (name !== '') at.set(name, [...(at.get(name) ?? []), column]);
	});
	return [...at].filter(([, columns]) => columns.length > 1);
}
