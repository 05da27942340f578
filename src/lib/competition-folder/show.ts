/** When participants see what leaks labels, or is the organiser's to show. */
import type { Visibility } from '#lib/api/schemas/competitions';

export const SHOWN = ['curves', 'subgroups', 'comparisons'] as const;
export type Shown = (typeof SHOWN)[number];
export type Show = Record<Shown, Visibility>;

/**
 * What is in force. Curves tell a patient reader much about single labels, so they wait for the
 * close unless the labels are generated; comparisons hold figures and no curves.
 */
export function showOf({
	show,
	generated,
}: {
	show?: Partial<Show> | null;
	generated: boolean;
}): Show {
	return {
		curves: show?.curves ?? (generated ? 'always' : 'after_close'),
		subgroups: show?.subgroups ?? 'after_close',
		comparisons: show?.comparisons ?? 'always',
	};
}
