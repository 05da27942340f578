import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import { competitions, type CompetitionRow } from '../schema/competitions.ts';
import { teams } from '../schema/teams.ts';
import { COUNTS } from './standing-changes.ts';

export type TeamKind = 'participant' | 'baseline';

/** A team's place on a board before ranks are given. */
export interface Standing {
	teamId: string;
	name: string;
	submissionId: string;
	score: number;
	/** When the counting submission was made, UTC ms. */
	submittedAt: number;
	/** 95 % interval of the score; null where there is none. */
	lo: number | null;
	hi: number | null;
	/** StoredFigures as JSON. */
	figures: string | null;
	/** SHA-256 of the stored evidence. */
	evidence: string | null;
}

/** Changes whenever a board of the competition may have. */
export async function findBoardRevision(db: Db, competitionId: string): Promise<number> {
	const [row] = await db
		.select({ revision: competitions.boardRevision })
		.from(competitions)
		.where(eq(competitions.id, competitionId));
	return row?.revision ?? 0;
}

/** A number with all its digits: SQLite's own JSON keeps fifteen. */
const exact = (column: string) =>
	sql.raw(`CASE WHEN ${column} IS NOT NULL THEN printf('%!.17g', ${column}) END`);

type Packed = [
	...[teamId: string, name: string, submissionId: string, score: string, submittedAt: number],
	...[lo: string | null, hi: string | null, figures: string | null, evidence: string | null],
];

/**
 * All rows of a board as one JSON text. The client makes an object of every row with two properties
 * a column, which for 10,000 teams takes five times as long as finding them.
 */
const packed = (columns: {
	at: string;
	score: string;
	split: 'public' | 'private';
	submitted: string;
	name: SQL;
}) => {
	const { at, score, split, submitted, name } = columns;
	return sql`json_group_array(json_array(t.id, ${name}, ${sql.raw(at)}, ${exact(score)},
		${sql.raw(submitted)},
		${exact(`v.${split}_lo`)}, ${exact(`v.${split}_hi`)},
		${sql.raw(`v.${split}_figures, v.${split}_evidence`)})) AS board`;
};

type Named = Pick<CompetitionRow, 'class'>;

/** Boards of a class without names say pseudonyms, to staff too; who they are is looked up for staff. */
export const shownName = ({ class: rules }: Named): SQL =>
	sql.raw(
		rules && rules.names !== 'real'
			? `CASE WHEN t.kind = 'baseline' THEN t.name
				ELSE coalesce(t.pseudonym, 'Participant ' || upper(substr(t.id, -4))) END`
			: 't.name',
	);

const numberOf = (text: string | null) => (text === null ? null : Number(text));

async function unpack(rows: Promise<{ board: string }[]>): Promise<Standing[]> {
	const [found] = await rows;
	return (JSON.parse(found!.board) as Packed[]).map(
		([teamId, name, submissionId, score, submittedAt, lo, hi, figures, evidence]) => ({
			teamId,
			name,
			submissionId,
			score: Number(score),
			submittedAt,
			lo: numberOf(lo),
			hi: numberOf(hi),
			figures,
			evidence,
		}),
	);
}

/** Each team's best public submission. */
export const listPublicStandings = (
	db: Db,
	competition: Pick<CompetitionRow, 'id' | 'class'>,
	kind: TeamKind,
): Promise<Standing[]> =>
	unpack(
		db.all(sql`
			SELECT ${packed({ at: 's.submission_id', score: 's.score', split: 'public', submitted: 's.submitted_at', name: shownName(competition) })}
			FROM standings s JOIN teams t ON t.id = s.team_id
				JOIN submissions b ON b.id = s.submission_id
				LEFT JOIN evaluations v ON v.id = b.evaluation_id
			WHERE s.competition_id = ${competition.id} AND s.superseded_at IS NULL
				AND t.kind = ${kind}`),
	);

/** Submissions `s` with the evaluation `v` that counts now. */
const CURRENT = sql`JOIN evaluations v ON v.id = s.evaluation_id`;

/** Submissions `s` with the evaluation `v` that an open change gave them. */
export const underChange = (changeId: string): SQL => sql`
	JOIN rescorings r ON r.change_id = ${changeId} AND r.submission_id = s.id
		AND r.state = 'scored'
	JOIN evaluations v ON v.id = r.evaluation_id`;

/** The public board as a change would make it. */
export function listProposedPublic(
	db: Db,
	competition: Pick<CompetitionRow, 'id' | 'class'>,
	changeId: string,
	kind: TeamKind,
	higherIsBetter: boolean,
): Promise<Standing[]> {
	const order = sql.raw(higherIsBetter ? 'DESC' : 'ASC');
	return unpack(
		db.all(sql`
			WITH best AS (
				SELECT s.team_id, s.id AS submission_id, s.created_at, v.id AS evaluation_id,
					v.public_score, row_number() OVER (
						PARTITION BY s.team_id ORDER BY v.public_score ${order}, s.created_at, s.id) AS place
				FROM submissions s ${underChange(changeId)}
				WHERE s.competition_id = ${competition.id} AND ${COUNTS}
					AND v.public_score IS NOT NULL)
			SELECT ${packed({ at: 's.submission_id', score: 's.public_score', split: 'public', submitted: 's.created_at', name: shownName(competition) })}
			FROM best s JOIN teams t ON t.id = s.team_id JOIN evaluations v ON v.id = s.evaluation_id
			WHERE s.place = 1 AND t.kind = ${kind}`),
	);
}

/**
 * Of the submissions that each team chose, or else of its `final` best public ones, the one with the
 * best private score. Call it only where access.ts said `canSeePrivate`.
 * @param evaluated how submissions come to their evaluation; `underChange` asks what would be
 */
export function listPrivateStandings(
	db: Db,
	competition: Pick<CompetitionRow, 'id' | 'final' | 'class'>,
	kind: TeamKind,
	higherIsBetter: boolean,
	evaluated: SQL = CURRENT,
): Promise<Standing[]> {
	const order = sql.raw(higherIsBetter ? 'DESC' : 'ASC');
	return unpack(
		db.all(sql`
			WITH scored AS (
				SELECT s.team_id, s.id AS submission_id, s.created_at, v.id AS evaluation_id,
					v.private_score, f.submission_id IS NOT NULL AS chosen,
					max(f.submission_id IS NOT NULL) OVER (PARTITION BY s.team_id) AS has_choice,
					row_number() OVER (
						PARTITION BY s.team_id, f.submission_id IS NOT NULL
						ORDER BY v.public_score ${order} NULLS LAST, s.created_at, s.id) AS public_place
				FROM submissions s ${evaluated}
					LEFT JOIN final_selections f ON f.team_id = s.team_id AND f.submission_id = s.id
				WHERE s.competition_id = ${competition.id} AND ${COUNTS}),
			best AS (
				SELECT *, row_number() OVER (
					PARTITION BY team_id
					ORDER BY private_score ${order}, created_at, submission_id) AS place
				FROM scored WHERE chosen = has_choice AND public_place <= ${competition.final}
					AND private_score IS NOT NULL)
			SELECT ${packed({ at: 'b.submission_id', score: 'b.private_score', split: 'private', submitted: 'b.created_at', name: shownName(competition) })}
			FROM best b JOIN teams t ON t.id = b.team_id JOIN evaluations v ON v.id = b.evaluation_id
			WHERE b.place = 1 AND t.kind = ${kind}`),
	);
}

/** Submissions that count of some teams, by team id. */
export async function countEntries(
	db: Db,
	competitionId: string,
	teamIds: string[],
): Promise<Map<string, number>> {
	const rows = await db.all<{ teamId: string; n: number }>(sql`
		SELECT team_id AS teamId, count(*) AS n FROM submissions s
		WHERE competition_id = ${competitionId} AND ${COUNTS}
			AND team_id IN (SELECT value FROM json_each(${JSON.stringify(teamIds)}))
		GROUP BY team_id`);
	return new Map(rows.map(({ teamId, n }) => [teamId, n]));
}

/** What baselines are, by team id. */
export async function listBaselineNotes(
	db: Db,
	competitionId: string,
): Promise<Map<string, string | null>> {
	const rows = await db
		.select({ id: teams.id, note: teams.note })
		.from(teams)
		.where(and(eq(teams.competitionId, competitionId), eq(teams.kind, 'baseline')));
	return new Map(rows.map(({ id, note }) => [id, note]));
}

/** What ranks are made of. */
export type RankedBy = Pick<Standing, 'teamId' | 'score' | 'submittedAt' | 'figures'>;

/** Participants' public bests as they stood at an instant (UTC ms). */
export const listStandingsAt = (
	db: Db,
	competitionId: string,
	instant: number,
): Promise<RankedBy[]> =>
	db.all(sql`
		SELECT s.team_id AS teamId, s.score AS score, s.submitted_at AS submittedAt,
			v.public_figures AS figures
		FROM standings s JOIN teams t ON t.id = s.team_id
			LEFT JOIN evaluations v ON v.id = s.evaluation_id
		WHERE s.competition_id = ${competitionId} AND t.kind = 'participant'
			AND s.achieved_at <= ${instant}
			AND (s.superseded_at IS NULL OR s.superseded_at > ${instant})`);
