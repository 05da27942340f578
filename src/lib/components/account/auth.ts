import type { Problem } from '#lib/api/request';
import { ask } from './security/methods.ts';

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
	const asked = await ask(`/api/auth/${path}`, json);
	return asked.ok ? null : plain(asked.problem);
}

/** `code`: the password was right, and a second factor is asked for. */
export async function signIn(email: string, password: string): Promise<Problem | 'code' | null> {
	const asked = await ask<{ second_factor?: boolean }>('/api/auth/sign-in/email', {
		email,
		password,
	});
	if (!asked.ok) return plain(asked.problem);
	return asked.data.second_factor ? 'code' : null;
}

export const signUp = (name: string, email: string, password: string): Outcome =>
	post('sign-up/email', { name, email, password });

export const signOut = (): Outcome => post('sign-out', {});

export const rename = (name: string): Outcome => post('update-user', { name });

export const changePassword = (currentPassword: string, newPassword: string): Outcome =>
	post('change-password', { currentPassword, newPassword, revokeOtherSessions: true });
