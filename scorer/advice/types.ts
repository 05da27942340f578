/** What a test set can and cannot tell, said before a competition opens. */

export const ADVICE_CODES = [
	'too_rare_to_rank',
	'wide_intervals',
	'smallest_detectable_difference',
	'public_share',
	'groups_cross_usage',
	'groups_cross_training',
	'ids_cross_training',
	'order_tells_label',
	'id_tells_label',
] as const;
export type AdviceCode = (typeof ADVICE_CODES)[number];

export interface Advice {
	code: AdviceCode;
	/** problem: scores will mislead · warning: they may · note: good to know */
	severity: 'problem' | 'warning' | 'note';
	/** Finding or class that it is about. */
	label?: string;
	detail: string;
	remedy: string;
	/** What it was computed from. */
	figures: Readonly<Record<string, number>>;
}

export interface AdviceInput {
	labels: readonly string[];
	ids: readonly string[];
	/** One array per label: 0, 1 or MISSING. */
	yTrue: readonly Uint8Array[];
	/** USAGE per row. */
	usage: Uint8Array;
	/** Patient per row, where there is a group column. */
	groups?: readonly string[];
	/** Patients of the training rows, where they are known. */
	trainGroups?: ReadonlySet<string>;
	/** Ids of the training rows, where they are known. */
	trainIds?: ReadonlySet<string>;
}
