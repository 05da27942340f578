import type { z } from '@hono/zod-openapi';
import type { FileProblem, ProblemDocument } from '#lib/api/schemas/common';

/** The one place that gives a stable code its status and its title. */
export const ERRORS = {
	unauthenticated: [401, 'Sign in first'],
	invalid_token: [401, 'The token is not valid'],
	expired_token: [401, 'The token has expired'],
	insufficient_scope: [403, 'The token may not do this'],
	forbidden: [403, 'Not allowed'],
	not_found: [404, 'Not found'],
	method_not_allowed: [405, 'This address does not take this method'],
	not_joined: [403, 'Join the competition first'],
	competition_not_open: [409, 'The competition has not opened yet'],
	competition_closed: [409, 'The competition is closed'],
	attempts_used_up: [429, 'No attempts left'],
	rate_limited: [429, 'Too many requests'],
	file_too_large: [413, 'The file is too large'],
	unsupported_media_type: [415, 'This kind of content is not taken'],
	invalid_request: [400, 'The request does not fit'],
	slug_taken: [409, 'The slug is taken'],
	setup_required: [409, 'There is no administrator yet'],
	setup_done: [409, 'There is an administrator already'],
	invalid_setup_token: [403, 'The set-up link is not valid'],
	invalid_folder: [422, 'The competition folder has problems'],
	invalid_roster: [422, 'The class list has problems'],
	invalid_scheme: [422, 'The grade scheme has problems'],
	invalid_rescoring: [422, 'The change of the scoring has problems'],
	invalid_card: [422, 'The model card has problems'],
	invalid_picture: [422, 'The picture cannot be used'],
	private_until_close: [403, 'The private leaderboard opens at the close'],
	not_revealed: [403, 'The hidden labels are not revealed'],
	comparisons_hidden: [403, 'Comparisons are not shown'],
	not_scored: [409, 'The submission has no score'],
	invalid_choice: [422, 'This choice is not possible'],
	join_refused: [403, 'You cannot join this competition'],
	wrong_code: [403, 'The code is not valid'],
	no_account: [422, 'There is no such account'],
	edited_meanwhile: [409, 'Somebody else changed it meanwhile'],
	conflict: [409, 'Not possible in the present state'],
	sign_in_failed: [401, 'The e-mail address or the password is wrong'],
	wrong_password: [403, 'The current password is wrong'],
	sign_in_expired: [401, 'This sign-in took too long'],
	passkey_refused: [401, 'The passkey was not accepted'],
	provider_unavailable: [503, 'The other sign-in service cannot be reached'],
	auth_failed: [400, 'The account service refused the request'],
	unavailable: [503, 'The database cannot be reached'],
	internal: [500, 'Something went wrong on the server'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ErrorCode = keyof typeof ERRORS;
export type Problem = z.infer<typeof ProblemDocument>;
export type FileProblem = z.infer<typeof FileProblem>;

interface Extras {
	detail?: string;
	/** What to do about it. */
	remedy?: string;
	nextFreeAt?: number;
	problems?: FileProblem[];
	headers?: Record<string, string>;
}

/** Thrown by handlers and everything below them; becomes a problem document at the edge. */
export class ApiError extends Error {
	readonly code: ErrorCode;
	readonly extras: Extras;

	constructor(code: ErrorCode, extras: Extras = {}) {
		super(extras.detail ?? ERRORS[code][1]);
		this.name = 'ApiError';
		this.code = code;
		this.extras = extras;
	}
}

export const statusOf = (code: ErrorCode): number => ERRORS[code][0];

export function problemDocument(code: ErrorCode, extras: Extras = {}, errorId?: string): Problem {
	const [status, title] = ERRORS[code];
	return {
		type: `urn:holdout:problem:${code}`,
		title,
		status,
		code,
		...(extras.detail === undefined ? {} : { detail: extras.detail }),
		...(extras.remedy === undefined ? {} : { remedy: extras.remedy }),
		...(errorId === undefined ? {} : { error_id: errorId }),
		...(extras.nextFreeAt === undefined
			? {}
			: { next_free_at: new Date(extras.nextFreeAt).toISOString() }),
		...(extras.problems === undefined ? {} : { problems: extras.problems }),
	};
}

/** RFC 9457: application/problem+json. */
export function problemResponse(code: ErrorCode, extras: Extras = {}, errorId?: string): Response {
	return new Response(JSON.stringify(problemDocument(code, extras, errorId)), {
		status: statusOf(code),
		headers: {
			'content-type': 'application/problem+json',
			'cache-control': 'no-store',
			...extras.headers,
		},
	});
}
