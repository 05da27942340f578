import type { ReadableStream } from 'node:stream/web';
import { uuidv7 } from 'uuidv7';
import { findTeamExtension } from '#db/queries/roster';
import { insertBaselineSubmission, insertWithAttempt } from '#db/queries/submissions';
import type { CompetitionRow } from '#db/schema/competitions';
import type { TeamRow } from '#db/schema/teams';
import { stateAt } from '../access.ts';
import { deadlineOf, lastCall } from '../classes/deadlines.ts';
import type { Config } from '../config.ts';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';
import { BrokenStreamError, TooLargeError, type StoredFile } from '../storage/store.ts';
import { cleanName } from '../text.ts';
import { attemptsOf, WINDOW_MS } from './attempts.ts';

export interface Upload {
	competition: CompetitionRow;
	team: TeamRow;
	user: { id: string; name: string };
	fileName: string;
	stream: ReadableStream<Uint8Array>;
}

/** `../../x.csv` does not survive; a name is for people to recognise. */
export function cleanFileName(name: string | undefined): string {
	const last = (name ?? '').split(/[/\\]/).pop() ?? '';
	return cleanName(last).slice(0, 200) || 'predictions.csv';
}

export const tooLarge = (maxBytes: number) =>
	new ApiError('file_too_large', {
		detail: `At most ${(maxBytes / 1e6).toLocaleString('en')} MB are taken.`,
		remedy: 'Send less in one request; a CSV can be compressed with gzip.',
	});

/** @throws ApiError unless a participant's upload would be taken at this instant */
export async function requireAttempt(
	services: Pick<Services, 'db' | 'now'>,
	competition: CompetitionRow,
	team: TeamRow,
): Promise<void> {
	const { opensAt } = competition;
	const now = services.now();
	const extended =
		competition.extendedUntil === null ? null : await findTeamExtension(services.db, team.id);
	const deadline = deadlineOf(competition, extended);
	const until = lastCall(competition, deadline);
	const state = stateAt({ opensAt, closesAt: until }, now);
	const at = (ms: number | null) => new Date(ms!).toISOString();
	if (state === 'upcoming') {
		throw new ApiError('competition_not_open', {
			detail: `It opens at ${at(opensAt)}.`,
		});
	}
	if (state === 'closed' && competition.late !== 'accept') {
		throw new ApiError('competition_closed', {
			detail:
				until === deadline
					? `It closed at ${at(deadline)}.`
					: `It closed at ${at(deadline)}, and late submissions were taken until ${at(until)}.`,
		});
	}
	const { left, per_day, next_free_at } = await attemptsOf(services, competition, team.id);
	if (left !== 0) return;
	const seconds = Math.ceil((Date.parse(next_free_at!) - services.now()) / 1000);
	throw new ApiError('attempts_used_up', {
		detail: `All ${per_day} attempts of the last 24 hours are used.`,
		remedy: `The next one is free at ${next_free_at}.`,
		nextFreeAt: Date.parse(next_free_at!),
		headers: { 'retry-after': String(Math.max(1, seconds)) },
	});
}

/** Of a body that could not be read to its end: cut by SvelteKit's own limit, or by the sender. */
export const brokenOff = (cause: unknown, { maxUploadBytes }: Pick<Config, 'maxUploadBytes'>) =>
	(cause as { status?: unknown } | undefined)?.status === 413
		? tooLarge(maxUploadBytes)
		: new ApiError('invalid_request', {
				detail: 'The connection broke before everything had arrived.',
				remedy: 'Send it again; no attempt was used.',
			});

async function store(services: Services, stream: Upload['stream']): Promise<StoredFile> {
	try {
		return await services.files.writeStream(stream, services.config.maxUploadBytes);
	} catch (error) {
		if (error instanceof TooLargeError) throw tooLarge(services.config.maxUploadBytes);
		if (error instanceof BrokenStreamError) throw brokenOff(error.cause, services.config);
		throw error;
	}
}

/**
 * Takes a submission: bytes durable, then row and attempt in one statement, and only then does it
 * resolve. Callers look with `requireAttempt` before they read a body; what counts is the insert here.
 * @returns the new submission's id
 */
export async function receive(services: Services, upload: Upload): Promise<string> {
	const { db, now } = services;
	const { competition, team } = upload;
	const file = await store(services, upload.stream);
	const at = now();
	const submission = {
		...file,
		id: uuidv7(),
		competitionId: competition.id,
		teamId: team.id,
		userId: upload.user.id,
		fileName: cleanFileName(upload.fileName),
		now: at,
	};
	if (team.kind === 'baseline') {
		await insertBaselineSubmission(db, submission, { actor: upload.user, name: team.name });
	} else if (!(await insertWithAttempt(db, submission, at - WINDOW_MS))) {
		// Another upload took the last attempt, or the deadline passed, while this one was arriving.
		await requireAttempt(services, competition, team);
		throw new ApiError('conflict', {
			detail: 'The competition changed meanwhile.',
			remedy: 'Try again.',
		});
	}
	services.wake(submission.id);
	return submission.id;
}
