/**
 * Who may do what. Every handler begins with one of these. `submit` and `organise` tokens may also
 * read, because whoever sends something must be able to see what became of it.
 */
import type { Scope } from '#lib/api/schemas/accounts';
import { findCompetition } from '#db/queries/competitions';
import { findStaffRole, listStaffed } from '#db/queries/organisers';
import { findStudent, findTeamExtension } from '#db/queries/roster';
import { findTeamOf } from '#db/queries/teams';
import type { RosterEntryRow } from '#db/schema/classes';
import type { CompetitionRow } from '#db/schema/competitions';
import type { TeamRow } from '#db/schema/teams';
import type { SignedIn, Viewer } from './auth/viewer.ts';
import { deadlineOf, settledAt } from './classes/deadlines.ts';
import { ApiError } from './errors.ts';
import type { Services } from './services.ts';

type State = 'upcoming' | 'open' | 'closed';

export function stateAt(
	competition: Pick<CompetitionRow, 'opensAt' | 'closesAt'>,
	now: number,
): State {
	if (competition.closesAt !== null && now >= competition.closesAt) return 'closed';
	return competition.opensAt !== null && now < competition.opensAt ? 'upcoming' : 'open';
}

type Times = Pick<
	CompetitionRow,
	'opensAt' | 'closesAt' | 'reveal' | 'revealAt' | 'class' | 'extendedUntil'
>;

/** Has it closed for everyone, the last student of a class with an extension included? */
export function isSettled(competition: Times, now: number): boolean {
	const at = settledAt(competition);
	return at !== null && now >= at;
}

/** May everyone see the private board? It is published at the close, or later where so wanted. */
export function isRevealed(competition: Times, now: number): boolean {
	if (!isSettled(competition, now)) return false;
	const { reveal, revealAt } = competition;
	return reveal === 'at_close' || (revealAt !== null && revealAt <= now);
}

/** A competition as one reader meets it. */
export interface Seat {
	competition: CompetitionRow;
	state: State;
	viewer: Viewer;
	team: TeamRow | null;
	/** On the class list, also before they take part; null where it is no class. */
	student: RosterEntryRow | null;
	/** When it closes for the reader: a student's own time, or everyone's. UTC ms; null is never. */
	deadline: number | null;
	/** Closed for everyone: what is hidden until the close may be shown. */
	settled: boolean;
	/** Organiser of this competition, or administrator, and not by a token without that scope. */
	organiser: boolean;
	/** Also says who the organisers are: an owner of this competition, or administrator. */
	owner: boolean;
	canSeePrivate: boolean;
}

export function requireUser(viewer: Viewer, scope: Scope = 'read'): SignedIn {
	if (!viewer.user) {
		throw new ApiError('unauthenticated', {
			remedy: 'Sign in, or send `Authorization: Bearer <token>`.',
			headers: { 'www-authenticate': 'Bearer' },
		});
	}
	if (scope !== 'read' && !viewer.scopes.has(scope)) {
		throw new ApiError('insufficient_scope', {
			detail: `The token lacks the scope "${scope}".`,
			remedy: `Make a token with "${scope}" on your account page.`,
		});
	}
	return viewer;
}

/** Things that a token must not do, such as making tokens. */
export function requireSession(viewer: Viewer): SignedIn {
	const signedIn = requireUser(viewer);
	if (signedIn.via === 'session') return signedIn;
	throw new ApiError('insufficient_scope', {
		detail: 'This can be done signed in, not with a token.',
		remedy: 'Sign in with e-mail and password.',
	});
}

/** May make competitions. */
export function requireOrganiserRole(viewer: Viewer): SignedIn {
	const signedIn = requireUser(viewer, 'organise');
	if (signedIn.user.role !== 'participant') return signedIn;
	throw new ApiError('forbidden', {
		detail: 'Only organisers may do this.',
		remedy: 'Ask an administrator to make you an organiser.',
	});
}

export function requireAdmin(viewer: Viewer): SignedIn {
	const signedIn = requireUser(viewer, 'organise');
	if (signedIn.user.role === 'admin') return signedIn;
	throw new ApiError('forbidden', { detail: 'Only administrators may do this.' });
}

/** Any competition may be looked at by anyone; a draft is not there, but for its organisers. */
export async function requireCompetition(
	{ db, now }: Services,
	viewer: Viewer,
	slug: string,
): Promise<Seat> {
	const competition = await findCompetition(db, slug);
	const seat = competition && (await seatIn({ db, now }, viewer, competition));
	if (!seat || (competition.draft && !seat.organiser)) {
		throw new ApiError('not_found', { detail: `No competition "${slug}".` });
	}
	return { ...seat, competition };
}

/** How one reader meets a competition that was found. Asks nothing of the reader. */
export async function seatIn(
	{ db, now }: Pick<Services, 'db' | 'now'>,
	viewer: Viewer,
	competition: Times & Pick<CompetitionRow, 'id'>,
): Promise<Omit<Seat, 'competition'>> {
	const revealed = isRevealed(competition, now());
	const settled = isSettled(competition, now());
	if (!viewer.user) {
		const nobody = { viewer, team: null, student: null, organiser: false, owner: false };
		const { closesAt: deadline } = competition;
		const state = stateAt(competition, now());
		return { ...nobody, deadline, state, settled, canSeePrivate: revealed };
	}
	const { id, role } = viewer.user;
	const mayOrganise = viewer.scopes.has('organise');
	const staff = mayOrganise ? await findStaffRole(db, competition.id, id) : null;
	const admin = mayOrganise && role === 'admin';
	const organiser = admin || staff !== null;
	const team = await findTeamOf(db, competition.id, id);
	const student = competition.class ? await findStudent(db, competition.id, viewer.user) : null;
	const deadline = deadlineOf(competition, await extensionOf(db, competition, team, student));
	const state = stateAt({ opensAt: competition.opensAt, closesAt: deadline }, now());
	return {
		...{ viewer, team, student, deadline, state, settled, organiser },
		owner: admin || staff === 'owner',
		canSeePrivate: organiser || revealed,
	};
}

/** A team has the longest time of its members. */
async function extensionOf(
	db: Services['db'],
	{ extendedUntil }: Times,
	team: TeamRow | null,
	student: RosterEntryRow | null,
): Promise<number | null> {
	if (extendedUntil === null) return null;
	return team ? findTeamExtension(db, team.id) : (student?.extendedUntil ?? null);
}

/** Which competitions this reader organises. */
export async function listOrganised(
	{ db }: Pick<Services, 'db'>,
	{ user, scopes }: Viewer,
): Promise<(competitionId: string) => boolean> {
	if (!user || !scopes.has('organise')) return () => false;
	if (user.role === 'admin') return () => true;
	const ids = await listStaffed(db, user.id);
	return (id) => ids.has(id);
}

export function requireOrganiser(seat: Pick<Seat, 'viewer' | 'organiser'>): SignedIn {
	const signedIn = requireUser(seat.viewer, 'organise');
	if (seat.organiser) return signedIn;
	throw new ApiError('forbidden', { detail: 'Only organisers of this competition may do this.' });
}

/** Who may say who organises. */
export function requireOwner(seat: Seat): SignedIn {
	const signedIn = requireOrganiser(seat);
	if (seat.owner) return signedIn;
	throw new ApiError('forbidden', {
		detail: 'Only owners of this competition may do this.',
		remedy: 'Ask an owner; the page Organisers names them.',
	});
}

export function requireJoined(seat: Seat, scope: Scope = 'read'): SignedIn & { team: TeamRow } {
	const signedIn = requireUser(seat.viewer, scope);
	if (seat.team) return { ...signedIn, team: seat.team };
	throw new ApiError('not_joined', { remedy: 'Join the competition and accept its rules.' });
}

export function requireJoinedOrOrganiser(seat: Seat): void {
	if (!seat.organiser) requireJoined(seat);
}

export function requirePrivateBoard(seat: Seat): void {
	if (seat.canSeePrivate) return;
	const { reveal, revealAt } = seat.competition;
	const settled = settledAt(seat.competition);
	const atClose = reveal === 'at_close' ? settled : null;
	const from = reveal === 'date' && settled !== null ? Math.max(revealAt ?? 0, settled) : atClose;
	const byHand = 'Only organisers see it until they publish it, after the close.';
	throw new ApiError('private_until_close', {
		detail:
			from !== null
				? `Only organisers see it before ${new Date(from).toISOString()}.`
				: reveal === 'by_hand'
					? byHand
					: 'Only organisers see it; the competition has no closing time yet.',
	});
}
