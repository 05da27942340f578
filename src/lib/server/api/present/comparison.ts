import type { Comparable, ComparisonReport } from '#lib/api/schemas/compare';
import type { SubmissionView } from '#db/queries/submissions';
import type { Comparison, SplitComparison } from '#scorer/types';
import type { Seat } from '../../access.ts';
import { canSee } from '../../visibility.ts';
import { iso } from './competition.ts';
import { columnsOf, rankingMetricOf } from './metric.ts';

type Side = Comparable['own'][number];

export const sideOf = ({ row, team, publicScore }: SubmissionView): Side => ({
	submission: row.id,
	name: team.name,
	kind: team.kind,
	file: row.fileName,
	created_at: iso(row.createdAt)!,
	score: publicScore,
});

function withoutScore({ score: _, ...side }: Side): ComparisonReport['a'] {
	return side;
}

/** A comparison as one reader may see it: other splits and curves only where the seat says so. */
export function comparisonOf(
	seat: Seat,
	a: SubmissionView,
	b: SubmissionView,
	{ splits }: Comparison,
): ComparisonReport {
	const { competition, canSeePrivate } = seat;
	const curves = canSee(seat, competition, 'curves');
	const shown = ({ roc, ...open }: SplitComparison) => (curves && roc ? { ...open, roc } : open);
	const hidden = canSeePrivate
		? {
				...(splits.private ? { private: shown(splits.private) } : {}),
				...(splits.all ? { all: shown(splits.all) } : {}),
			}
		: {};
	const metric = rankingMetricOf(competition);
	return {
		competition: competition.slug,
		metric,
		metrics: [metric, ...columnsOf(competition)],
		a: withoutScore(sideOf(a)),
		b: withoutScore(sideOf(b)),
		splits: { public: shown(splits.public), ...hidden },
	};
}
