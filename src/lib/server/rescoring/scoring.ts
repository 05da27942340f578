/** How a competition is scored, as one value that can be compared and changed. */
import { SCORING_COLUMNS, type Scoring } from '#db/schema/scoring-changes';
import type { CompetitionRow } from '#db/schema/competitions';
import { canonicalJson } from '#db/canonical-json';

export const scoringOf = (row: Scoring): Scoring =>
	Object.fromEntries(SCORING_COLUMNS.map((column) => [column, row[column]])) as Scoring;

export const isSameScoring = (a: Scoring, b: Scoring): boolean =>
	canonicalJson(scoringOf(a)) === canonicalJson(scoringOf(b));

/** The competition as a change would make it. */
export const underScoring = (
	competition: CompetitionRow,
	{ after, solutionVersion }: { after: Scoring; solutionVersion: number },
): CompetitionRow => ({ ...competition, ...after, solutionVersion });

/** Under the names of competition.yaml. */
const NAMES: Record<keyof Scoring, string> = {
	metric: 'metric',
	columns: 'metrics',
	ranking: 'ranking',
	parameters: 'parameters',
	threshold: 'threshold',
	thresholds: 'threshold by finding',
	missingLabels: 'missing_labels',
	groupColumn: 'group',
	subgroups: 'subgroups',
	bands: 'bands',
	minGroup: 'min_group',
};

const shown = (value: unknown): string | null =>
	value === null || value === undefined
		? null
		: typeof value === 'object'
			? JSON.stringify(value)
			: String(value);

/** What differs between two ways of scoring. */
export const changesOfScoring = (before: Scoring, after: Scoring) =>
	SCORING_COLUMNS.map((column) => ({
		key: NAMES[column],
		before: shown(before[column]),
		after: shown(after[column]),
	})).filter((change) => change.before !== change.after);
