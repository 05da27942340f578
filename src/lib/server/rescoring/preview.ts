/** Which scores and ranks a change would move. For organisers: it shows the private board too. */
import type { MovedRow, RescoringPreview } from '#lib/api/schemas/rescoring';
import { getMetric } from '#scorer/index';
import {
	listPrivateStandings,
	listProposedPublic,
	underChange,
	type Standing,
	type TeamKind,
} from '#db/queries/standings';
import { findProgress } from '#db/queries/scoring-changes';
import type { CompetitionRow } from '#db/schema/competitions';
import type { ScoringChangeRow } from '#db/schema/scoring-changes';
import type { BoardSplit } from '../leaderboard/board.ts';
import { placed, type BoardEntry } from '../leaderboard/place.ts';
import type { Services } from '../services.ts';
import { underScoring } from './scoring.ts';

const TOPS = [3, 10];

/** One kind of team of a board, as the change would make it. */
async function proposed(
	{ db }: Pick<Services, 'db'>,
	competition: CompetitionRow,
	change: ScoringChangeRow,
	split: BoardSplit,
	kind: TeamKind,
): Promise<BoardEntry[]> {
	const next = underScoring(competition, change);
	const { higherIsBetter } = getMetric(next.metric)!;
	const rows: Standing[] =
		split === 'public'
			? await listProposedPublic(db, next, change.id, kind, higherIsBetter)
			: await listPrivateStandings(db, next, kind, higherIsBetter, underChange(change.id));
	return placed(rows, kind, next, kind === 'participant' ? new Map() : undefined);
}

const placeOf = (entry: BoardEntry | undefined): MovedRow['before'] =>
	entry ? { rank: entry.rank, score: entry.score, submission_id: entry.submissionId } : null;

function compare(kind: TeamKind, before: BoardEntry[], after: BoardEntry[]): MovedRow[] {
	const old = new Map(before.map((entry) => [entry.teamId, entry]));
	const young = new Map(after.map((entry) => [entry.teamId, entry]));
	return [...new Set([...old.keys(), ...young.keys()])].map((teamId) => {
		const [was, is] = [old.get(teamId), young.get(teamId)];
		const movement = was?.rank != null && is?.rank != null ? was.rank - is.rank : null;
		return {
			...{ kind, team_id: teamId, name: (is ?? was)!.name, movement },
			...{ before: placeOf(was), after: placeOf(is) },
			other_submission: Boolean(was && is && was.submissionId !== is.submissionId),
		};
	});
}

/** Who gains or loses a place first, then who moves most, then whose score does. */
function byMovement(a: MovedRow, b: MovedRow): number {
	const ranks = ({ before, after, movement }: MovedRow) =>
		!before || !after ? Infinity : Math.abs(movement ?? 0);
	const score = ({ before, after }: MovedRow) =>
		before && after ? Math.abs(before.score - after.score) : 0;
	const by = ranks(b) - ranks(a);
	if (!Number.isNaN(by) && by !== 0) return by;
	return score(b) - score(a) || (a.before?.rank ?? 1e9) - (b.before?.rank ?? 1e9);
}

function changesOfTop(rows: MovedRow[], places: number): RescoringPreview['top'][number] {
	const isIn = (place: MovedRow['before']) =>
		place !== null && place.rank !== null && place.rank <= places;
	return {
		places,
		enter: rows.filter((r) => isIn(r.after) && !isIn(r.before)).map(({ name }) => name),
		leave: rows.filter((r) => isIn(r.before) && !isIn(r.after)).map(({ name }) => name),
	};
}

/** Every team of a board, largest movement first; baselines after participants. */
export async function movedRows(
	services: Pick<Services, 'db' | 'boards'>,
	competition: CompetitionRow,
	change: ScoringChangeRow,
	split: BoardSplit,
): Promise<MovedRow[]> {
	const board = await services.boards.get(competition, split);
	const rowsOf = async (kind: TeamKind, before: BoardEntry[]) =>
		compare(kind, before, await proposed(services, competition, change, split, kind));
	return [
		...(await rowsOf('participant', board.participants)).sort(byMovement),
		...(await rowsOf('baseline', board.baselines)).sort(byMovement),
	];
}

/** What the preview says of all rows together. */
function summaryOf(
	rows: MovedRow[],
): Pick<RescoringPreview, 'teams' | 'moved' | 'rescored' | 'unchanged' | 'top'> {
	const participants = rows.filter(({ kind }) => kind === 'participant');
	const count = (which: (row: MovedRow) => boolean) => participants.filter(which).length;
	const hasMoved = ({ before, after, movement }: MovedRow) =>
		!before || !after || (movement !== null && movement !== 0);
	const isRescored = ({ before, after }: MovedRow) => before?.score !== after?.score;
	return {
		teams: participants.length,
		moved: count(hasMoved),
		rescored: count(isRescored),
		unchanged: count((row) => !hasMoved(row) && !isRescored(row)),
		top: TOPS.filter((places) => places === TOPS[0] || participants.length > places).map((places) =>
			changesOfTop(participants, places),
		),
	};
}

/** One page of the preview with its summary. */
export async function presentPreview(
	services: Pick<Services, 'db' | 'boards'>,
	competition: CompetitionRow,
	change: ScoringChangeRow,
	{ split, page, page_size }: { split: BoardSplit; page: number; page_size: number },
): Promise<RescoringPreview> {
	const rows = await movedRows(services, competition, change, split);
	const [before, after] = [getMetric(change.before.metric)!, getMetric(change.after.metric)!];
	return {
		...{ split, page, page_size, total: rows.length, ...summaryOf(rows) },
		metric: { before: before.name, after: after.name },
		decimals: { before: before.decimals, after: after.decimals },
		progress: await findProgress(services.db, change),
		rows: rows.slice((page - 1) * page_size, page * page_size),
	};
}
