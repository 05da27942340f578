/** All that is known of a competition's baselines, for one reader. */
import { listBaselines, listCards, listPicturesOf } from '#db/queries/baseline-cards';
import { listRunsOfBaselines, type SubmissionView } from '#db/queries/submissions';
import type { BaselineCardRow, BaselinePictureRow } from '#db/schema/baseline-cards';
import type { TeamRow } from '#db/schema/teams';
import type { Baseline } from '#lib/api/schemas/baselines';
import { getMetric } from '#scorer/index';
import type { Seat } from '../access.ts';
import { baselineOf, cardSummaryOf, picturesOf } from '../api/present/baseline.ts';
import type { BoardEntry } from '../leaderboard/board.ts';
import type { Services } from '../services.ts';
import { cardFor } from './find.ts';

interface Sources {
	runs: Map<string, SubmissionView[]>;
	onPublic: Map<string, BoardEntry>;
	/** Undefined where the reader may not see it. */
	onPrivate: Map<string, BoardEntry> | undefined;
	cards: Map<string, BaselineCardRow>;
	pictures: Map<string, BaselinePictureRow[]>;
}

function byTeam<T>(rows: readonly T[], teamOf: (row: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const row of rows) {
		const own = groups.get(teamOf(row));
		if (own) own.push(row);
		else groups.set(teamOf(row), [row]);
	}
	return groups;
}

async function sourcesOf({ db, boards }: Services, seat: Seat): Promise<Sources> {
	const { competition } = seat;
	const { id } = competition;
	const board = async (split: 'public' | 'private') =>
		new Map((await boards.get(competition, split)).baselines.map((e) => [e.teamId, e]));
	return {
		runs: byTeam(await listRunsOfBaselines(db, id), ({ team }) => team.id),
		onPublic: await board('public'),
		onPrivate: seat.canSeePrivate ? await board('private') : undefined,
		cards: await listCards(db, id),
		pictures: byTeam(await listPicturesOf(db, id), ({ teamId }) => teamId),
	};
}

async function present(services: Services, seat: Seat, team: TeamRow, from: Sources) {
	const row = from.cards.get(team.id);
	const found = row && (await cardFor(services, seat, row));
	const stored = from.pictures.get(team.id) ?? [];
	const pictures = found ? picturesOf(seat.competition.slug, found.card, stored) : [];
	const onPublic = from.onPublic.get(team.id);
	const runs = from.runs.get(team.id) ?? [];
	return baselineOf(team, {
		...{ onPublic, pictures, runs },
		run: runs.find(({ row: { id } }) => id === onPublic?.submissionId) ?? runs[0],
		onPrivate: from.onPrivate && (from.onPrivate.get(team.id) ?? null),
		card: found ? cardSummaryOf(found.row, found.card, pictures.length) : null,
	});
}

/** Best first; those without a score come last, oldest first. */
function inOrder(baselines: Baseline[], metric: string): Baseline[] {
	const sign = getMetric(metric)!.higherIsBetter ? -1 : 1;
	const value = ({ public: { score } }: Baseline) => (score === null ? Infinity : sign * score);
	return baselines
		.map((baseline, i) => ({ baseline, i, value: value(baseline) }))
		.sort((a, b) => (a.value === b.value ? a.i - b.i : a.value - b.value))
		.map(({ baseline }) => baseline);
}

export async function baselinesFor(services: Services, seat: Seat): Promise<Baseline[]> {
	const { competition } = seat;
	const from = await sourcesOf(services, seat);
	const baselines: Baseline[] = [];
	for (const team of await listBaselines(services.db, competition.id)) {
		baselines.push(await present(services, seat, team, from));
	}
	return inOrder(baselines, competition.metric);
}
