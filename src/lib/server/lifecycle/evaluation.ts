/** From a scorer's result to the row that is kept of it. */
import { uuidv7 } from 'uuidv7';
import type { ScoredJob } from '#scorer/service/pool';
import type { SplitReport } from '#scorer/types';
import type { ScoredSubmission } from '#db/queries/evaluations';
import type { CompetitionRow, SolutionVersionRow } from '#db/schema/competitions';
import type { StoredFigures } from '#db/schema/evaluations';
import type { Services } from '../services.ts';

/** What leaderboards show of a split beside its score. */
function figuresOf(report: SplitReport, columns: readonly string[]): StoredFigures | null {
	if (!columns.length) return null;
	return Object.fromEntries(
		columns.map((id) => {
			const { value, interval } = report.metrics[id] ?? { value: null };
			return [id, [value, interval?.[0] ?? null, interval?.[1] ?? null]];
		}),
	);
}

/** Stores the evidence of both splits and makes the row; what is public and private stays apart. */
export async function evaluationOf(
	{ files }: Pick<Services, 'files'>,
	competition: Pick<CompetitionRow, 'columns'>,
	solution: Pick<SolutionVersionRow, 'version'>,
	{ evidence, durationMs, ...result }: Extract<ScoredJob, { ok: true }>,
): Promise<ScoredSubmission['evaluation']> {
	const { public: open, private: hidden, all } = result.splits;
	const columns = competition.columns ?? [];
	const keep = async (bytes: Uint8Array | null) => bytes && (await files.write(bytes)).sha256;
	return {
		id: uuidv7(),
		solutionVersion: solution.version,
		metric: result.metric,
		metricVersion: result.metric_version,
		scorerVersion: result.scorer_version,
		rows: result.rows,
		durationMs,
		publicScore: open.score,
		publicLo: open.interval?.[0] ?? null,
		publicHi: open.interval?.[1] ?? null,
		publicFigures: figuresOf(open, columns),
		publicEvidence: await keep(evidence.public),
		publicReport: open,
		privateScore: hidden?.score ?? null,
		privateLo: hidden?.interval?.[0] ?? null,
		privateHi: hidden?.interval?.[1] ?? null,
		privateFigures: hidden ? figuresOf(hidden, columns) : null,
		privateEvidence: await keep(evidence.private),
		privateReport: hidden ?? null,
		allReport: all ?? null,
	};
}
