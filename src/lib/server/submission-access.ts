/** Who may see which submission, and compare it with which. */
import { findSubmission, type SubmissionView } from '#db/queries/submissions';
import { showOf } from '#lib/competition-folder/show';
import { requireJoinedOrOrganiser, requireUser, seatIn, type Seat } from './access.ts';
import type { Viewer } from './auth/viewer.ts';
import { ApiError } from './errors.ts';
import type { Services } from './services.ts';
import { canSee } from './visibility.ts';

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
	const isOpen = submission.team.kind === 'baseline' && !submission.competition.draft;
	if (seat.organiser || isOpen) return { ...seat, submission };
	requireUser(viewer);
	// Others do not learn that it exists.
	if (seat.team?.id !== submission.team.id) throw missing();
	return { ...seat, submission };
}
