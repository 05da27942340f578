/** Who may take part, and how they come in. */
import { timingSafeEqual } from 'node:crypto';
import type { z } from '@hono/zod-openapi';
import type { JoinRequest } from '#lib/api/schemas/competition-requests';
import { askToJoin, findJoinRequest } from '#db/queries/joining';
import { countUse } from '#db/queries/rate-limits';
import { createTeamOfOne } from '#db/queries/teams';
import type { UserRow } from '#db/schema/auth';
import type { CompetitionRow } from '#db/schema/competitions';
import type { Seat } from '../access.ts';
import { joinClass } from '../classes/join.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { cleanName } from '../text.ts';

type Request = z.infer<typeof JoinRequest>;

const refused = (detail: string, remedy = 'Ask the organisers.') =>
	new ApiError('join_refused', { detail, remedy });

const GUESSES = { most: 10, windowMs: 10 * 60_000 };

/** A code can be guessed only so often. */
async function requireCode(
	{ db, now }: Services,
	competition: CompetitionRow,
	userId: string,
	given: string | undefined,
): Promise<void> {
	const key = `join:${competition.id}:${userId}`;
	const { count, since } = await countUse(db, key, GUESSES.windowMs, now());
	if (count > GUESSES.most) {
		const seconds = Math.max(1, Math.ceil((since + GUESSES.windowMs - now()) / 1000));
		throw new ApiError('rate_limited', {
			detail: `${GUESSES.most} codes may be tried in ten minutes.`,
			remedy: `Try again in ${seconds} seconds.`,
			headers: { 'retry-after': String(seconds) },
		});
	}
	const bytes = (text: string) => Buffer.from(text.normalize('NFC'));
	const [want, have] = [bytes(competition.joinCode ?? ''), bytes(given ?? '')];
	if (want.length && want.length === have.length && timingSafeEqual(want, have)) return;
	throw new ApiError('wrong_code', {
		detail: given ? 'This is not the code of the competition.' : 'The competition asks for a code.',
		remedy: 'The organisers give it out; upper and lower case make a difference.',
	});
}

/** @throws ApiError unless the rule lets this account in. Approval is not decided here. */
async function requireAdmission(
	services: Services,
	competition: CompetitionRow,
	user: Pick<UserRow, 'id' | 'email'>,
	code: string | undefined,
): Promise<void> {
	const domain = user.email.split('@').at(-1)!;
	switch (competition.joinRule) {
		case 'code':
			return requireCode(services, competition, user.id, code);
		case 'domain':
			if (competition.joinDomains?.includes(domain)) return;
			throw refused(
				`It is open to addresses of ${(competition.joinDomains ?? []).join(', ')}; yours is of ${domain}.`,
				'Use an account with such an address.',
			);
		case 'list':
			if (competition.joinEmails?.includes(user.email)) return;
			throw refused(
				`Your address, ${user.email}, is not on the list of the competition.`,
				'Sign up with the address that the organisers have, or ask them to add this one.',
			);
	}
}

/**
 * Makes the reader a participant, as a team of one, or asks the organisers where they decide.
 * @throws ApiError competition_closed, join_refused, wrong_code, rate_limited
 */
export async function joinCompetition(
	services: Services,
	{ competition, state, student }: Seat,
	user: UserRow,
	request: Request,
): Promise<void> {
	const { db, now } = services;
	if (state === 'closed') throw new ApiError('competition_closed');
	// Whoever is on the class list is let in by it.
	if (!student) await requireAdmission(services, competition, user, request.code);
	const chosen = cleanName(request.team_name ?? '');
	if (competition.class && (student || competition.joinRule !== 'approval')) {
		await joinClass(services, { competition, student }, user, chosen);
		return;
	}
	const name = chosen || user.name;
	const values = { competitionId: competition.id, userId: user.id, now: now() };
	if (competition.joinRule !== 'approval') {
		await createTeamOfOne(db, { ...values, name });
		return;
	}
	const earlier = await findJoinRequest(db, competition.id, user.id);
	if (earlier?.status === 'declined') throw refused('The organisers declined your request.');
	await askToJoin(db, { ...values, teamName: name, note: cleanName(request.note ?? '') });
}
