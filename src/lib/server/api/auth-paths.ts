/** The paths of better-auth that are used, and what they take: nothing else is passed on. */
import { z } from '@hono/zod-openapi';
import { OIDC } from '../auth/plugins.ts';
import { cleanName } from '../text.ts';

export interface AuthPath {
	/** Of a POST. Whatever else a body holds is left out. */
	body?: z.ZodType;
	/**
	 * What comes back. user: the person alone, because better-auth adds the session's token, which
	 * scripts are not to see. whole: all of it. redirect: a browser is sent on.
	 */
	answer: 'user' | 'whole' | 'redirect';
	/** Signs somebody in who may be new: not before there is an administrator. */
	mayMakeAccount?: true;
}

const name = z.string().transform(cleanName).pipe(z.string().min(1).max(80));
const password = z.string().min(10).max(128);
const ownPassword = z.object({ password: z.string().max(128).optional() });
const code = z.object({ code: z.string().trim().min(6).max(20) });
/** What the browser's authenticator made; the plugin checks it. */
const response = z.looseObject({ id: z.string().max(2000) });

/** A path of this site: people are never sent on to another. */
const ownPath = z
	.string()
	.max(2000)
	.regex(/^\/(?![/\\])/, 'must be a path of this site')
	.default('/');
const provider = z.object({
	provider: z.literal(OIDC),
	callbackURL: ownPath,
	errorCallbackURL: ownPath,
});

export const POSTS: Record<string, AuthPath> = {
	'/sign-up/email': {
		body: z.object({
			name,
			email: z.email().max(254),
			password,
			rememberMe: z.boolean().optional(),
		}),
		answer: 'user',
		mayMakeAccount: true,
	},
	'/sign-in/email': {
		body: z.object({
			email: z.string().max(254),
			password: z.string().max(128),
			rememberMe: z.boolean().optional(),
		}),
		answer: 'user',
	},
	'/sign-in/social': { body: provider, answer: 'whole', mayMakeAccount: true },
	'/link-social': { body: provider, answer: 'whole' },
	'/unlink-account': { body: z.object({ accountId: z.string().max(100) }), answer: 'whole' },
	'/sign-out': { body: z.object({}), answer: 'user' },
	'/update-user': { body: z.object({ name }), answer: 'user' },
	'/change-password': {
		body: z.object({
			currentPassword: z.string().max(128),
			newPassword: password,
			revokeOtherSessions: z.boolean().default(true),
		}),
		answer: 'user',
	},
	'/revoke-other-sessions': { body: z.object({}), answer: 'user' },
	'/revoke-sessions': { body: z.object({}), answer: 'user' },
	'/two-factor/enable': { body: ownPassword, answer: 'whole' },
	'/two-factor/disable': { body: ownPassword, answer: 'whole' },
	'/two-factor/generate-backup-codes': { body: ownPassword, answer: 'whole' },
	'/two-factor/verify-totp': {
		body: code.extend({ trustDevice: z.boolean().optional() }),
		answer: 'user',
	},
	'/two-factor/verify-backup-code': { body: code, answer: 'user' },
	'/passkey/verify-registration': {
		body: z.object({ response, name: z.string().trim().max(60).optional() }),
		answer: 'whole',
	},
	'/passkey/verify-authentication': { body: z.object({ response }), answer: 'user' },
	'/passkey/delete-passkey': { body: z.object({ id: z.string().max(100) }), answer: 'whole' },
};

export const GETS: Record<string, AuthPath> = {
	'/passkey/generate-register-options': { answer: 'whole' },
	'/passkey/generate-authenticate-options': { answer: 'whole' },
	'/passkey/list-user-passkeys': { answer: 'whole' },
	'/list-accounts': { answer: 'whole' },
	[`/callback/${OIDC}`]: { answer: 'redirect', mayMakeAccount: true },
};
