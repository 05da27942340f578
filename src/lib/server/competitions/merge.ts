/** When two teams may become one, and why not. */
import { getMetric } from '#scorer/index';
import { countUse } from '#db/queries/rate-limits';
import { countAttempts, listMembers } from '#db/queries/team-members';
import { findTeamByCode, mergeTeams } from '#db/queries/team-merges';
import type { UserRow } from '#db/schema/auth';
import type { CompetitionRow } from '#db/schema/competitions';
import type { TeamRow } from '#db/schema/teams';
import type { Seat } from '../access.ts';
import { ApiError, type FileProblem } from '../errors.ts';
import { notifyOf } from '../notifications/notify.ts';
import type { Services } from '../services.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const GUESSES = { most: 10, windowMs: 10 * 60_000 };

/** Until when teams form; null is no deadline. */
export const teamsUntil = ({
	mergeDeadline,
	closesAt,
}: Pick<CompetitionRow, 'mergeDeadline' | 'closesAt'>): number | null => mergeDeadline ?? closesAt;

/**
 * Submissions that one team can have made by now: the daily limit times the days begun since the
 * opening. Two teams that made more together would have more than others had, so they stay two.
 */
export function mostAttempts(
	{ perDay, opensAt, createdAt }: Pick<CompetitionRow, 'perDay' | 'opensAt' | 'createdAt'>,
	now: number,
): number | null {
	if (perDay === null) return null;
	return perDay * Math.max(1, Math.ceil((now - (opensAt ?? createdAt)) / DAY_MS));
}

/** @throws ApiError conflict where teams do not form (any more) */
export function requireTeamsOpen({ competition, state }: Seat, now: number): void {
	if (competition.teamMaxSize < 2) {
		throw new ApiError('conflict', { detail: 'Everyone takes part alone in this competition.' });
	}
	const until = teamsUntil(competition);
	if (state === 'closed') throw new ApiError('competition_closed');
	if (until === null || now < until) return;
	throw new ApiError('conflict', {
		detail: `Teams formed until ${new Date(until).toISOString()}.`,
	});
}

async function problemsOf(
	{ db, now }: Services,
	{ competition }: Seat,
	from: string,
	into: string,
): Promise<FileProblem[]> {
	const people = (await listMembers(db, from)).length + (await listMembers(db, into)).length;
	const attempts = (await countAttempts(db, from)) + (await countAttempts(db, into));
	const most = mostAttempts(competition, now());
	const problems: FileProblem[] = [];
	if (people > competition.teamMaxSize) {
		problems.push({
			code: 'team_too_large',
			detail: `Together you would be ${people}; a team has at most ${competition.teamMaxSize} members.`,
			remedy: 'Somebody has to leave one of the teams first.',
		});
	}
	if (most !== null && attempts > most) {
		problems.push({
			code: 'too_many_attempts',
			detail: `Together you made ${attempts} submissions; one team could have made ${most} by now.`,
			remedy: 'Wait, without submitting, until one team could have made as many.',
		});
	}
	return problems;
}

/** @throws ApiError wrong_code, invalid_choice with every reason, rate_limited, conflict */
export async function mergeByCode(
	services: Services,
	seat: Seat,
	{ team, user }: { team: TeamRow; user: UserRow },
	code: string,
): Promise<void> {
	const { db, now } = services;
	const { competition } = seat;
	const { count } = await countUse(db, `merge:${user.id}`, GUESSES.windowMs, now());
	if (count > GUESSES.most) {
		throw new ApiError('rate_limited', {
			detail: `${GUESSES.most} codes may be tried in ten minutes.`,
			headers: { 'retry-after': String(GUESSES.windowMs / 1000) },
		});
	}
	const into = await findTeamByCode(db, competition.id, code);
	if (!into || into.id === team.id) {
		throw new ApiError('wrong_code', {
			detail: into ? 'This is the code of your own team.' : 'No team has this code.',
			remedy: 'Ask the captain of the other team for a new one.',
		});
	}
	const problems = await problemsOf(services, seat, team.id, into.id);
	if (problems.length) {
		const [{ detail, remedy }] = problems as [FileProblem];
		throw new ApiError('invalid_choice', { detail, remedy, problems });
	}
	const members = (await listMembers(db, into.id)).map(({ id }) => id);
	const merged = await mergeTeams(db, {
		...{ competitionId: competition.id, from: team.id, into: into.id, code, now: now() },
		...{ maxSize: competition.teamMaxSize, final: competition.final },
		mostAttempts: mostAttempts(competition, now()),
		higherIsBetter: getMetric(competition.metric)!.higherIsBetter,
	});
	if (!merged) throw new ApiError('conflict', { detail: 'A team changed meanwhile. Try again.' });
	// Those who were there before; those who came know.
	await notifyOf(services, {
		kind: 'team',
		about: `merged:${team.id}:${into.id}`,
		to: { users: members },
		competitionId: competition.id,
		params: { what: 'merged', team: into.name },
		href: `/competitions/${competition.slug}/team`,
	});
}
