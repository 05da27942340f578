/** Ways to sign in, as the browser asks for them. Each answers with data, or with what the server said. */
import { ApiError, request, type Problem } from '#lib/api/request';

export type Asked<T> = { ok: true; data: T } | { ok: false; problem: Problem };

/** A request, with its problem as a value. What is no answer of the server is thrown. */
export async function ask<T = unknown>(
	path: string,
	json?: unknown,
	method: 'GET' | 'POST' | 'DELETE' = json === undefined ? 'GET' : 'POST',
): Promise<Asked<T>> {
	try {
		const init = json === undefined ? { method } : { method, json };
		const data = await request<T>((...args) => fetch(...args), path, init);
		return { ok: true, data };
	} catch (cause) {
		if (cause instanceof ApiError) return { ok: false, problem: cause.problem };
		throw cause;
	}
}

const problemOf = (asked: Asked<unknown>): Problem | null => (asked.ok ? null : asked.problem);

/** The browser's own words for a passkey that was not used, or was taken away meanwhile. */
const refused = (title: string): Problem => ({
	...{ type: 'about:blank', title, status: 401, code: 'passkey_refused' },
});

/** The authenticator's part; null where the person broke it off. */
async function withAuthenticator<T>(make: () => Promise<T>): Promise<T | null> {
	try {
		return await make();
	} catch (cause) {
		if (cause instanceof Error && ['NotAllowedError', 'AbortError'].includes(cause.name))
			return null;
		throw cause;
	}
}

/** Signs in with a passkey. @returns null when it went well @param words said where it was broken off */
export async function signInWithPasskey(words: string): Promise<Problem | null> {
	const options = await ask<never>('/api/auth/passkey/generate-authenticate-options');
	if (!options.ok) return options.problem;
	const { startAuthentication } = await import('@simplewebauthn/browser');
	const response = await withAuthenticator(() =>
		startAuthentication({ optionsJSON: options.data }),
	);
	if (!response) return refused(words);
	return problemOf(await ask('/api/auth/passkey/verify-authentication', { response }));
}

/** Makes a passkey for who is signed in. */
export async function addPasskey(name: string, words: string): Promise<Problem | null> {
	const options = await ask<never>('/api/auth/passkey/generate-register-options');
	if (!options.ok) return options.problem;
	const { startRegistration } = await import('@simplewebauthn/browser');
	const response = await withAuthenticator(() => startRegistration({ optionsJSON: options.data }));
	if (!response) return refused(words);
	return problemOf(await ask('/api/auth/passkey/verify-registration', { response, name }));
}

export const removePasskey = async (id: string) =>
	problemOf(await ask('/api/auth/passkey/delete-passkey', { id }));

export interface NewSecondFactor {
	totpURI: string;
	backupCodes: string[];
}

export const beginSecondFactor = (password?: string) =>
	ask<NewSecondFactor>('/api/auth/two-factor/enable', { password });

export const confirmSecondFactor = async (code: string) =>
	problemOf(await ask('/api/auth/two-factor/verify-totp', { code }));

export const endSecondFactor = async (password?: string) =>
	problemOf(await ask('/api/auth/two-factor/disable', { password }));

/** The code of the app, or one of the recovery codes, which are longer. */
export const answerSecondFactor = async (code: string, trustDevice: boolean) => {
	const isAppCode = /^\d{6}$/.test(code);
	return problemOf(
		isAppCode
			? await ask('/api/auth/two-factor/verify-totp', { code, trustDevice })
			: await ask('/api/auth/two-factor/verify-backup-code', { code }),
	);
};

/** The provider's page, to go to. @param link adds it to the account that is signed in */
export const providerPage = (next: string, errorPath: string, link = false) =>
	ask<{ url: string }>(`/api/auth/${link ? 'link-social' : 'sign-in/social'}`, {
		...{ provider: 'oidc', callbackURL: next, errorCallbackURL: errorPath },
	});

export const unlinkProvider = async (accountId: string) =>
	problemOf(await ask('/api/auth/unlink-account', { accountId }));

export const removeAccount = async (email: string, password?: string) =>
	problemOf(await ask('/api/v1/me', { email, password }, 'DELETE'));
