/** What a reader may see of a submission beyond its figures. */
import { SHOWN, showOf, type Shown } from '#lib/competition-folder/show';
import type { CompetitionRow } from '#db/schema/competitions';
import type { SplitReport } from '#scorer/types';
import type { Seat } from './access.ts';

type Reader = Pick<Seat, 'organiser' | 'settled'>;
type Rules = Pick<CompetitionRow, 'show' | 'generated'>;

/** May this reader see curves, subgroups or comparisons now? Organisers always may. */
export function canSee(reader: Reader, competition: Rules, what: Shown): boolean {
	if (reader.organiser) return true;
	const when = showOf(competition)[what];
	return when === 'always' || (when === 'after_close' && reader.settled);
}

export const allThatCanBeSeen = (reader: Reader, competition: Rules): Record<Shown, boolean> =>
	Object.fromEntries(SHOWN.map((what) => [what, canSee(reader, competition, what)])) as Record<
		Shown,
		boolean
	>;

/** A report without what the reader may not see. */
export function withoutHidden(report: SplitReport, can: Record<Shown, boolean>): SplitReport {
	const { roc, pr, reliability, distribution, subgroups, ...open } = report;
	const curves = { roc, pr, reliability, distribution };
	const shown = { ...(can.curves ? curves : {}), ...(can.subgroups ? { subgroups } : {}) };
	return Object.assign(
		open,
		Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined)),
	);
}
