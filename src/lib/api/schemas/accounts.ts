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
export type Scope = z.infer<typeof Scope>;
export type ApiToken = z.infer<typeof ApiToken>;
export type CreatedToken = z.infer<typeof CreatedToken>;
