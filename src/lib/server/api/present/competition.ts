import { getMetric } from '#scorer/index';
import type {
	CompetitionDetail,
	CompetitionSummary,
	MetricInfo,
} from '#lib/api/schemas/competitions';
import type { Counts } from '#db/queries/competitions';
import type {
	CompetitionFileRow,
	CompetitionRow,
	SolutionVersionRow,
} from '#db/schema/competitions';
import { stateAt, type Seat } from '../../access.ts';
import { renderMarkdown } from '../../competitions/markdown.ts';
import type { Config } from '../../config.ts';

export const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** Everything that a page needs to show a score, from the metric's own definition. */
export function metricInfo(id: string): MetricInfo {
	const metric = getMetric(id);
	if (!metric) throw new Error(`unknown metric ${id}`);
	return {
		id: metric.id,
		name: metric.name,
		higher_is_better: metric.higherIsBetter,
		range: [metric.range[0], metric.range[1]],
		decimals: metric.decimals,
		description: metric.description,
	};
}

export const summaryOf = (
	row: CompetitionRow,
	about: { solution: SolutionVersionRow; counts?: Counts; joined: boolean; now: number },
): CompetitionSummary => ({
	slug: row.slug,
	title: row.title,
	summary: row.summary,
	task: row.task,
	labels: row.labels,
	metric: metricInfo(row.metric),
	state: stateAt(row, about.now),
	opens: iso(row.opensAt),
	closes: iso(row.closesAt),
	rows: about.solution.rowsPublic + about.solution.rowsPrivate + about.solution.rowsIgnored,
	participants: about.counts?.participants ?? 0,
	submissions: about.counts?.submissions ?? 0,
	generated: row.generated,
	joined: about.joined,
});

const page = (markdown: string | null) => (markdown === null ? null : renderMarkdown(markdown));

export const detailOf = (
	seat: Seat,
	about: {
		solution: SolutionVersionRow;
		counts?: Counts;
		files: CompetitionFileRow[];
		attempts: CompetitionDetail['viewer']['attempts'];
		config: Config;
		now: number;
	},
): CompetitionDetail => {
	const { competition: row, team } = seat;
	return {
		...summaryOf(row, { ...about, joined: team !== null }),
		id_column: row.idColumn,
		threshold: row.threshold,
		missing_labels: row.missingLabels,
		limits: { per_day: row.perDay, final: row.final },
		max_upload_bytes: about.config.maxUploadBytes,
		pages: { overview: page(row.overview), data: page(row.data), rules: page(row.rules) },
		files: about.files
			.filter(({ role }) => role === 'data')
			.map(({ path, size, sha256, description }) => ({ name: path, size, sha256, description })),
		examples: about.files
			.filter(({ role }) => role === 'example')
			.map(({ title, path, description }) => ({ name: title, file: path, description })),
		solution_version: row.solutionVersion,
		viewer: {
			team: team && { id: team.id, name: team.name },
			organiser: seat.organiser,
			attempts: about.attempts,
			can_see_private: seat.canSeePrivate,
		},
	};
};
