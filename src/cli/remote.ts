/** The API of a server, or of the local data folder, behind one `fetch`. */
import { ApiError, type Fetch } from '#lib/api/request';
import { CommandFailure, EXIT } from './outcome.ts';

/** A `fetch` for paths of the API on a server, with the token of HOLDOUT_TOKEN if there is one. */
export function fetchFrom(server: string, token = process.env.HOLDOUT_TOKEN): Fetch {
	return (input, init) => {
		const headers = new Headers(init?.headers);
		if (token) headers.set('authorization', `Bearer ${token}`);
		return fetch(new URL(String(input), `${server}/`), { ...init, headers });
	};
}

/** An answer of the API as the end of a command. */
export function failureOf({ problem, status }: ApiError, server: string | null): CommandFailure {
	const isFault = status >= 500 || problem.code === 'unreachable';
	const unreachable = problem.code === 'unreachable' && server !== null;
	const id = problem.error_id ? ` (error ${problem.error_id})` : '';
	const next = problem.next_free_at ? ` The next attempt is free at ${problem.next_free_at}.` : '';
	const token =
		problem.code === 'unauthenticated'
			? 'Set HOLDOUT_TOKEN to a token from your account page.'
			: undefined;
	return new CommandFailure(
		isFault ? EXIT.fault : EXIT.refused,
		unreachable
			? `${server} does not answer.`
			: `${problem.title}${problem.detail ? `: ${problem.detail}` : ''}${next}${id}`,
		{
			code: problem.code,
			remedy: unreachable
				? 'Check the address, or start it: holdout serve'
				: (token ?? problem.remedy),
			problems: problem.problems ?? [],
		},
	);
}

/** Runs calls to the API; its errors become the end of the command. */
export async function calling<T>(server: string | null, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw error instanceof ApiError ? failureOf(error, server) : error;
	}
}
