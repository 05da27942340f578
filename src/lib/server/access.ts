/**
 * Who may do what. Every handler begins with one of these. `submit` and `organise` tokens may also
 * read, because whoever sends something must be able to see what became of it.
 */
import type { Scope } from '#lib/api/schemas/accounts';
import { findCompetition } from '#db/queries/competitions';
import { findStaffRole } from '#db/queries/organisers';
import { findSubmission, type SubmissionView } from '#db/queries/submissions';
import { findTeamOf } from '#db/queries/teams';
import type { CompetitionRow } from '#db/schema/competitions';
import type { TeamRow } from '#db/schema/teams';
import type { SignedIn, Viewer } from './auth/viewer.ts';
import { ApiError } from './errors.ts';
import { showOf } from '#lib/competition-folder/show';
import type { Services } from './services.ts';
import { canSee } from './visibility.ts';

type State = 'upcoming' | 'open' | 'closed';

export function stateAt(
	competition: Pick<CompetitionRow, 'opensAt' | 'closesAt'>,
	now: number,
): State {
	if (competition.closesAt !== null && now >= competition.closesAt) return 'closed';
	return competition.opensAt !== null && now < competition.opensAt ? 'upcoming' : 'open';
}

/** May everyone see the private board? It is published at the close, or later where so wanted. */
export function isRevealed(
	competition: Pick<CompetitionRow, 'opensAt' | 'closesAt' | 'reveal' | 'revealAt'>,
	now: number,
): boolean {
	if (stateAt(competition, now) !== 'closed') return false;
	const { reveal, revealAt } = competition;
	return reveal === 'at_close' || (revealAt !== null && revealAt <= now);
}

/** A competition as one reader meets it. */
export interface Seat {
	competition: CompetitionRow;
	state: State;
	viewer: Viewer;
	team: TeamRow | null;
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

/** Any competition may be looked at by anyone. */
export async function requireCompetition(
	{ db, now }: Services,
	viewer: Viewer,
	slug: string,
): Promise<Seat> {
	const competition = await findCompetition(db, slug);
	if (!competition) throw new ApiError('not_found', { detail: `No competition "${slug}".` });
	return { ...(await seatIn({ db, now }, viewer, competition)), competition };
}

async function seatIn(
	{ db, now }: Pick<Services, 'db' | 'now'>,
	viewer: Viewer,
	competition: Pick<CompetitionRow, 'id' | 'opensAt' | 'closesAt' | 'reveal' | 'revealAt'>,
): Promise<Omit<Seat, 'competition'>> {
	const state = stateAt(competition, now());
	const revealed = isRevealed(competition, now());
	if (!viewer.user) {
		const nobody = { viewer, team: null, organiser: false, owner: false };
		return { ...nobody, state, canSeePrivate: revealed };
	}
	const { id, role } = viewer.user;
	const mayOrganise = viewer.scopes.has('organise');
	const staff = mayOrganise ? await findStaffRole(db, competition.id, id) : null;
	const admin = mayOrganise && role === 'admin';
	const organiser = admin || staff !== null;
	const team = await findTeamOf(db, competition.id, id);
	const canSeePrivate = organiser || revealed;
	return { state, viewer, team, organiser, owner: admin || staff === 'owner', canSeePrivate };
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
	const { closesAt, reveal, revealAt } = seat.competition;
	const from = reveal === 'date' ? revealAt : reveal === 'at_close' ? closesAt : null;
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

/**
 * Comparing is for participants and organisers, where the organiser shows comparisons. What is
 * compared is checked by `requireCompared`.
 */
export function requireComparisons(seat: Seat): void {
	requireJoinedOrOrganiser(seat);
	if (canSee(seat, seat.competition, 'comparisons')) return;
	const later = showOf(seat.competition).comparisons === 'after_close';
	throw new ApiError('comparisons_hidden', {
		detail: `The organiser shows comparisons ${later ? 'after the close' : 'to nobody'}.`,
		remedy: later
			? 'Come back when the competition has closed.'
			: 'Ask the organiser if you need one.',
	});
}

/** One side of a comparison: scored, of this competition, and one's own; side b may be a baseline's. */
export async function requireCompared(
	{ db }: Pick<Services, 'db'>,
	seat: Seat,
	id: string,
	side: 'a' | 'b',
): Promise<SubmissionView> {
	const view = await findSubmission(db, id);
	const isOwn = view && (seat.organiser || view.team.id === seat.team?.id);
	const mayBe = isOwn || (side === 'b' && view?.team.kind === 'baseline');
	// Others do not learn that it exists.
	if (!view || !mayBe || view.competition.id !== seat.competition.id) {
		throw new ApiError('not_found', { detail: `No such submission (${side}).` });
	}
	requireScored(view);
	return view;
}

export function requireScored({ row }: SubmissionView): void {
	if (row.status === 'scored' && row.evaluationId !== null) return;
	throw new ApiError('not_scored', {
		detail: `The submission is ${row.status}.`,
		remedy: 'Choose one that was scored.',
	});
}

/**
 * The bytes of a submission: for its team and organisers. A baseline's result is for everyone, its
 * predictions are not: participants could hand them in, or mix them with their own.
 */
export async function requireSubmissionFile(
	services: Services,
	viewer: Viewer,
	id: string,
): Promise<SubmissionView> {
	const { submission, organiser } = await requireSubmission(services, viewer, id);
	if (organiser || submission.team.kind === 'participant') return submission;
	throw new ApiError('forbidden', {
		detail: 'The predictions of a baseline are for organisers.',
		remedy: 'Its figures are for everyone: see its page.',
	});
}

/** A submission, for its team, for organisers, and for anyone if it is a baseline's. */
export async function requireSubmission(
	{ db, now }: Services,
	viewer: Viewer,
	id: string,
): Promise<Omit<Seat, 'competition'> & { submission: SubmissionView }> {
	const submission = await findSubmission(db, id);
	const missing = () => new ApiError('not_found', { detail: 'No such submission.' });
	if (!submission) {
		requireUser(viewer);
		throw missing();
	}
	const seat = await seatIn({ db, now }, viewer, submission.competition);
	if (seat.organiser || submission.team.kind === 'baseline') return { ...seat, submission };
	requireUser(viewer);
	// Others do not learn that it exists.
	if (seat.team?.id !== submission.team.id) throw missing();
	return { ...seat, submission };
}
