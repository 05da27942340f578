import { ApiError, type Problem } from './request.ts';

/** What the API said against an action, null where it went well. Whatever is no answer of it is thrown. */
export async function problemOf(action: () => Promise<unknown>): Promise<Problem | null> {
	try {
		await action();
		return null;
	} catch (cause) {
		if (cause instanceof ApiError) return cause.problem;
		throw cause;
	}
}
