import { ApiError, request, type Problem } from '#lib/api/request';

/**
 * Accounts by e-mail and password. Sessions are cookies that the server sets; who is signed in comes
 * from `/me`. Each returns null when it went well, else what the server said.
 */
type Outcome = Promise<Problem | null>;

/** Where our title says it all, the library's own words only repeat it. */
const plain = (problem: Problem): Problem =>
	['sign_in_failed', 'wrong_password'].includes(problem.code)
		? { ...problem, detail: undefined }
		: problem;

async function post(path: string, json: unknown): Outcome {
	try {
		await request((...args) => fetch(...args), `/api/auth/${path}`, { method: 'POST', json });
		return null;
	} catch (cause) {
		if (cause instanceof ApiError) return plain(cause.problem);
		throw cause;
	}
}

export const signIn = (email: string, password: string): Outcome =>
	post('sign-in/email', { email, password });

export const signUp = (name: string, email: string, password: string): Outcome =>
	post('sign-up/email', { name, email, password });

export const signOut = (): Outcome => post('sign-out', {});

export const rename = (name: string): Outcome => post('update-user', { name });

export const changePassword = (currentPassword: string, newPassword: string): Outcome =>
	post('change-password', { currentPassword, newPassword, revokeOtherSessions: true });
