import type { CompetitionDetail, CompetitionSummary } from '#lib/api/schemas/competitions';
import { showOf } from '#lib/competition-folder/show';
import type { Counts } from '#db/queries/competitions';
import type { RosterEntryRow } from '#db/schema/classes';
import type { TeamRow } from '#db/schema/teams';
import type {
	CompetitionFileRow,
	CompetitionRow,
	SolutionVersionRow,
} from '#db/schema/competitions';
import { lastCall } from '../../classes/deadlines.ts';
import { isRevealed, stateAt, type Seat } from '../../access.ts';
import { renderMarkdown } from '../../competitions/markdown.ts';
import type { Config } from '../../config.ts';
import { allThatCanBeSeen } from '../../visibility.ts';
import { columnsOf, rankingMetricOf } from './metric.ts';

export const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

export const summaryOf = (
	row: CompetitionRow,
	about: { solution: SolutionVersionRow; counts?: Counts; joined: boolean; now: number },
): CompetitionSummary => ({
	slug: row.slug,
	title: row.title,
	summary: row.summary,
	task: row.task,
	labels: row.labels,
	metric: rankingMetricOf(row),
	state: stateAt(row, about.now),
	opens: iso(row.opensAt),
	closes: iso(row.closesAt),
	rows: about.solution.rowsPublic + about.solution.rowsPrivate + about.solution.rowsIgnored,
	participants: about.counts?.participants ?? 0,
	submissions: about.counts?.submissions ?? 0,
	generated: row.generated,
	draft: row.draft,
	joined: about.joined,
});

const page = (markdown: string | null) => (markdown === null ? null : renderMarkdown(markdown));

/** What a team is called where everyone reads it. */
export const nameOnBoard = (
	{ class: rules }: Pick<CompetitionRow, 'class'>,
	team: Pick<TeamRow, 'kind' | 'name' | 'pseudonym'>,
): string =>
	rules && rules.names !== 'real' && team.kind === 'participant'
		? (team.pseudonym ?? team.name)
		: team.name;

const selfOf = (student: RosterEntryRow) => ({
	name: student.name,
	section: student.section,
	group: student.groupName,
	extended_until: iso(student.extendedUntil),
});

export const detailOf = (
	seat: Seat,
	about: {
		solution: SolutionVersionRow;
		counts?: Counts;
		files: CompetitionFileRow[];
		pendingImages: CompetitionDetail['pending_images'];
		baselines: number;
		attempts: CompetitionDetail['viewer']['attempts'];
		joinRequest: CompetitionDetail['viewer']['join_request'];
		config: Config;
		now: number;
	},
): CompetitionDetail => {
	const { competition: row, team } = seat;
	return {
		...summaryOf(row, { ...about, joined: team !== null }),
		state: seat.state,
		id_column: row.idColumn,
		threshold: row.threshold,
		thresholds: row.thresholds ?? {},
		columns: columnsOf(row),
		ranking: row.ranking,
		subgroups: row.subgroups ?? [],
		group_column: row.groupColumn,
		show: showOf(row),
		missing_labels: row.missingLabels,
		limits: { per_day: row.perDay, final: row.final },
		late: row.late,
		reveal: {
			when: row.reveal,
			at: iso(row.revealAt),
			revealed: isRevealed(row, about.now),
		},
		teams: { max_size: row.teamMaxSize, merge_deadline: iso(row.mergeDeadline) },
		join: {
			who: row.joinRule,
			domains: row.joinDomains ?? [],
			code: seat.organiser ? row.joinCode : null,
			emails: seat.organiser ? (row.joinEmails ?? []) : null,
		},
		class: row.class,
		max_upload_bytes: about.config.maxUploadBytes,
		pages: { overview: page(row.overview), data: page(row.data), rules: page(row.rules) },
		files: about.files
			.filter(({ role }) => role === 'data')
			.map(({ path, size, sha256, description }) => ({ name: path, size, sha256, description })),
		pending_images: about.pendingImages,
		examples: about.files
			.filter(({ role }) => role === 'example')
			.map(({ title, path, description }) => ({ name: title, file: path, description })),
		solution_version: row.solutionVersion,
		baselines: about.baselines,
		viewer: {
			team: team && { id: team.id, name: nameOnBoard(row, team) },
			student: seat.student && selfOf(seat.student),
			deadline: iso(seat.deadline),
			late_until: row.class?.late ? iso(lastCall(row, seat.deadline)) : null,
			join_request: about.joinRequest,
			organiser: seat.organiser,
			owner: seat.owner,
			attempts: about.attempts,
			can_see_private: seat.canSeePrivate,
			can_see: allThatCanBeSeen(seat, row),
		},
	};
};
