import type { LeaderboardRow } from '#lib/api/schemas/leaderboard';
import type { NamedTeam } from '#db/queries/pseudonyms';
import type { ReportedResultRow } from '#db/schema/competitions';
import { figuresOf, type BoardEntry } from './place.ts';
import type { Separated } from './separations.ts';

const iso = (ms: number) => new Date(ms).toISOString();

const none = {
	interval: null,
	figures: {},
	mean_rank: null,
	tied_with_first: null,
	rank_range: null,
	movement: null,
	is_me: false,
	source: null,
	printed_score: null,
	labels: null,
	people: null,
	section: null,
};

/** The further columns; those that an evaluation lacks are null. */
function figuresIn(columns: readonly string[], entry: BoardEntry): LeaderboardRow['figures'] {
	const figures = figuresOf(entry);
	return Object.fromEntries(
		columns.map((id) => {
			const [value, lo, hi] = figures?.[id] ?? [null, null, null];
			return [id, { value, interval: lo === null || hi === null ? null : [lo, hi] }];
		}),
	);
}

/** A row of a team, as one reader may see it. */
export const teamRow = (
	entry: BoardEntry,
	about: {
		entries: number;
		note: string | null;
		columns: readonly string[];
		separated: Separated | null;
		/** Staff of a class only. */
		who: NamedTeam | null;
	},
	reader: { teamId: string | null; organiser: boolean },
): LeaderboardRow => ({
	...none,
	kind: entry.kind,
	rank: entry.rank,
	tied: entry.tied,
	name: entry.name,
	team_id: entry.teamId,
	score: entry.score,
	interval: entry.interval,
	figures: figuresIn(about.columns, entry),
	mean_rank: entry.meanRank,
	tied_with_first: about.separated?.tiedWithFirst ?? null,
	rank_range: about.separated?.rankRange ?? null,
	movement: entry.movement,
	entries: about.entries,
	best_at: iso(entry.submittedAt),
	is_me: entry.teamId === reader.teamId,
	submission_id:
		reader.organiser || entry.kind === 'baseline' || entry.teamId === reader.teamId
			? entry.submissionId
			: null,
	note: about.note,
	people: about.who?.people ?? null,
	section: about.who?.section ?? null,
});

/** A figure from a paper. `printed_score` only where it differs from the score shown. */
export const reportedRow = (result: ReportedResultRow): LeaderboardRow => ({
	...none,
	kind: 'reported',
	rank: null,
	tied: false,
	name: result.name,
	team_id: null,
	score: result.score,
	entries: 0,
	best_at: null,
	submission_id: null,
	note: result.note,
	source: { title: result.sourceTitle, url: result.sourceUrl },
	printed_score: result.printed === result.score ? null : result.printed,
	labels: result.labels,
});
