import type { Interval } from '../types.ts';

/** Two submissions that share more than skill explains. Entries are numbered as they were given. */
export interface SimilarPair {
	a: number;
	b: number;
	/** Why it is listed, the plainest first. */
	signs: Sign[];
	/** Mean over findings of the rank correlation within the true classes; null where none is defined. */
	correlation: number | null;
	/** What the other pairs of these two submissions would let one expect, and its middle 95 %. */
	expected: { correlation: number; range: Interval } | null;
	/** Robust z-score of the correlation among all pairs, and its Holm-adjusted p; null for few pairs. */
	z: number | null;
	p: number | null;
	/** Findings whose scores are the same in every row. */
	sharedColumns: string[];
	/** Findings whose scores differ and put all rows in the same order. */
	sameOrder: string[];
	/** Cells of the other columns with the very same score, and how many coincidence would give. */
	equalCells: { cells: number; of: number; expected: number };
	/** Rank correlation within the true classes by finding; null where a column is constant. */
	labels: Record<string, number | null>;
}

export type Sign = 'shared_columns' | 'same_order' | 'equal_cells' | 'closer_than_chance';

export interface Similarity {
	/** Pairs with a sign, the most similar first. */
	pairs: SimilarPair[];
	/** Pairs that were looked at. */
	compared: number;
	/** Rows that rank correlations were computed on. */
	rows: number;
	/** Correlations of all pairs, ascending: what is drawn behind a pair's own. */
	correlations: number[];
	/** Why no pair can be called closer than chance, when it is so. */
	withheld?: string;
}
