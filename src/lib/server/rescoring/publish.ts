import { uuidv7 } from 'uuidv7';
import type { PublishRescoring } from '#lib/api/schemas/rescoring';
import { getMetric } from '#scorer/index';
import type { Actor } from '#db/queries/audit';
import { listCommitments } from '#db/queries/commitments';
import { publishChange } from '#db/queries/publish-change';
import { pendingRescorings } from '#db/queries/rescorings';
import { findChangeById, findProgress } from '#db/queries/scoring-changes';
import type { CompetitionRow } from '#db/schema/competitions';
import type { ScoringChangeRow } from '#db/schema/scoring-changes';
import { nextCommitment } from '../commitments/make.ts';
import { entryBy } from '../competitions/entry.ts';
import { ApiError } from '../errors.ts';
import { competitionTopic } from '../events.ts';
import { notifyOf } from '../notifications/notify.ts';
import type { Services } from '../services.ts';
import { underScoring } from './scoring.ts';

/** How long publishing waits for submissions that came in at the last moment. */
const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 50;

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

async function refuse({ db }: Services, change: ScoringChangeRow): Promise<never> {
	const { state } = (await findChangeById(db, change.id))!;
	if (state !== 'open') throw new ApiError('conflict', { detail: `The change is ${state}.` });
	const { total, done, failed } = await findProgress(db, change);
	if (failed) {
		throw new ApiError('conflict', {
			detail: `${failed} of ${total} submissions could not be scored: our fault, the log says why.`,
			remedy: 'Try those again, or discard the change.',
		});
	}
	throw new ApiError('conflict', {
		detail: `${total - done} of ${total} submissions are still being scored.`,
		remedy: 'Wait until all of them are.',
	});
}

/**
 * Makes a change the way the competition is scored, with a notice for its readers and, where the
 * competition has opened, a commitment that follows the last one. What is submitted at this moment
 * is scored by both ways or by the new one.
 * @throws ApiError conflict while something is not judged, or where the change is not open
 */
export async function publish(
	services: Services,
	competition: CompetitionRow,
	change: ScoringChangeRow,
	user: Actor,
	{ notice }: PublishRescoring,
): Promise<void> {
	const { db, now, events } = services;
	const { reason, number } = change;
	const next = underScoring(competition, change);
	// Nothing was committed to before the opening: then there is nothing to follow.
	const isBound = (await listCommitments(db, competition.id)).length > 0;
	const commitment = isBound ? await nextCommitment(services, next, reason) : null;
	const told = notice && { ...notice, id: uuidv7(), userId: user?.id ?? null };
	const { higherIsBetter } = getMetric(next.metric)!;
	const attempt = () => {
		const detail = { reason, notice: told?.title, commitment: commitment?.hash };
		const about = { target: `change ${number}`, detail };
		const entry = entryBy({ competition }, user, 'rescoring_published', now(), about);
		const publication = { change, higherIsBetter, notice: told, commitment, now: now() };
		return publishChange(db, publication, entry);
	};
	const deadline = performance.now() + PATIENCE_MS;
	while (!(await attempt())) {
		const isWaiting = (await pendingRescorings(db, change.id)) > 0;
		const { done, total, failed } = await findProgress(db, change);
		// Many still to come are not the last moment's.
		const isNear = isWaiting && !failed && total - done <= Math.max(20, total / 50);
		if (!isNear || performance.now() > deadline) await refuse(services, change);
		services.wake();
		await pause(LOOK_EVERY_MS);
	}
	events.changed(competitionTopic(competition.id));
	services.wake();
	await notifyOf(services, {
		kind: 'rescoring',
		about: change.id,
		to: { competition: competition.id },
		competitionId: competition.id,
		params: { notice: told?.title ?? null },
		href: `/competitions/${competition.slug}/leaderboard`,
	});
}
