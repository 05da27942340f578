import { z } from '@hono/zod-openapi';
import { Instant } from './common.ts';

export const Role = z.enum(['participant', 'organiser', 'admin']);

export const User = z
	.object({
		id: z.string(),
		name: z.string(),
		email: z.string(),
		role: Role,
		created_at: Instant,
	})
	.openapi('User');

/** Languages of pages and mails; what the API says is English. */
export const Language = z.enum(['en', 'es', 'pt']);

export const Me = z
	.object({
		user: User.nullable(),
		/** The language that the account was given; null: none yet, or nobody is signed in. */
		locale: Language.nullable(),
		/** Notifications that wait to be read. */
		unread: z.number().int(),
		/** Ways to sign in besides e-mail and password. */
		sign_in: z.object({
			/** Name of an OpenID Connect provider, for the button; null where there is none. */
			oidc: z.string().nullable(),
			/** The host name that passkeys belong to; under another they do not work. */
			passkey_host: z.string(),
		}),
		/** No administrator yet: the one-time link of the terminal makes one. */
		setup_required: z.boolean(),
		version: z.string(),
	})
	.openapi('Me');

export const SetupRequest = z
	.object({
		token: z.string().min(1),
		name: z.string().trim().min(1).max(80),
		email: z.email(),
		password: z.string().min(10).max(128),
	})
	.openapi('SetupRequest');

/** How somebody signs in. Of a session only, never of a token. */
export const SignInMethods = z
	.object({
		password: z.boolean(),
		/** An authenticator app asks for a code after the password. */
		second_factor: z.boolean(),
		oidc: z.boolean(),
		/** Id of the link to the provider, to take it off. */
		oidc_account: z.string().nullable(),
		passkeys: z.array(
			z.object({ id: z.string(), name: z.string().nullable(), created_at: Instant.nullable() }),
		),
	})
	.openapi('SignInMethods');

export const DeleteAccountRequest = z
	.object({
		/** Where the account has one. */
		password: z.string().max(128).optional(),
		/** The account's own address, typed once more. */
		email: z.string().max(254),
	})
	.openapi('DeleteAccountRequest');

/** What a token may do. */
export const Scope = z.enum(['read', 'submit', 'organise']);

export const ApiToken = z
	.object({
		id: z.string(),
		name: z.string(),
		/** First characters, to recognise it by. */
		start: z.string(),
		scopes: z.array(Scope),
		created_at: Instant,
		expires_at: Instant.nullable(),
		last_used_at: Instant.nullable(),
	})
	.openapi('ApiToken');

export const CreateTokenRequest = z
	.object({
		name: z.string().trim().min(1).max(60),
		scopes: z.array(Scope).min(1),
		expires_in_days: z.number().int().min(1).max(730).nullable().default(180),
	})
	.openapi('CreateTokenRequest');

/** The only time that the token itself is shown. */
export const CreatedToken = ApiToken.extend({ token: z.string() }).openapi('CreatedToken');

export const MePatch = z.object({ locale: Language }).openapi('MePatch');

export type Role = z.infer<typeof Role>;
export type User = z.infer<typeof User>;
export type Me = z.infer<typeof Me>;
export type SignInMethods = z.infer<typeof SignInMethods>;
export type Scope = z.infer<typeof Scope>;
export type ApiToken = z.infer<typeof ApiToken>;
export type CreatedToken = z.infer<typeof CreatedToken>;
