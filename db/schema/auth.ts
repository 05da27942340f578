/** Accounts, sessions and personal tokens. The property names are better-auth's. */
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { date, flag, id } from './columns.ts';

export const ROLES = ['participant', 'organiser', 'admin'] as const;

export const user = sqliteTable('user', {
	id: id(),
	name: text('name').notNull(),
	email: text('email').notNull().unique(),
	emailVerified: flag('email_verified').notNull().default(false),
	image: text('image'),
	role: text('role', { enum: ROLES }).notNull().default('participant'),
	/** Language of mails, and of pages on a device where none was chosen; null until one is known. */
	locale: text('locale'),
	twoFactorEnabled: flag('two_factor_enabled').notNull().default(false),
	createdAt: date('created_at').notNull(),
	updatedAt: date('updated_at').notNull(),
});

const ownerId = () =>
	text('user_id')
		.notNull()
		.references(() => user.id, { onDelete: 'cascade' });

export const session = sqliteTable(
	'session',
	{
		id: id(),
		userId: ownerId(),
		token: text('token').notNull().unique(),
		expiresAt: date('expires_at').notNull(),
		ipAddress: text('ip_address'),
		userAgent: text('user_agent'),
		createdAt: date('created_at').notNull(),
		updatedAt: date('updated_at').notNull(),
	},
	(t) => [index('session_user').on(t.userId), index('session_expiry').on(t.expiresAt)],
);

export const account = sqliteTable(
	'account',
	{
		id: id(),
		userId: ownerId(),
		accountId: text('account_id').notNull(),
		providerId: text('provider_id').notNull(),
		accessToken: text('access_token'),
		refreshToken: text('refresh_token'),
		idToken: text('id_token'),
		accessTokenExpiresAt: date('access_token_expires_at'),
		refreshTokenExpiresAt: date('refresh_token_expires_at'),
		scope: text('scope'),
		/** scrypt hash. */
		password: text('password'),
		createdAt: date('created_at').notNull(),
		updatedAt: date('updated_at').notNull(),
	},
	(t) => [index('account_user').on(t.userId)],
);

export const verification = sqliteTable(
	'verification',
	{
		id: id(),
		identifier: text('identifier').notNull(),
		value: text('value').notNull(),
		expiresAt: date('expires_at').notNull(),
		createdAt: date('created_at').notNull(),
		updatedAt: date('updated_at').notNull(),
	},
	(t) => [index('verification_identifier').on(t.identifier)],
);

/** Personal tokens; `key` is a SHA-256, the token itself is stored nowhere. */
export const apikey = sqliteTable(
	'apikey',
	{
		id: id(),
		configId: text('config_id').notNull().default('default'),
		name: text('name'),
		start: text('start'),
		prefix: text('prefix'),
		key: text('key').notNull(),
		referenceId: text('reference_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		refillInterval: integer('refill_interval'),
		refillAmount: integer('refill_amount'),
		lastRefillAt: date('last_refill_at'),
		enabled: flag('enabled').notNull().default(true),
		rateLimitEnabled: flag('rate_limit_enabled').notNull().default(false),
		rateLimitTimeWindow: integer('rate_limit_time_window'),
		rateLimitMax: integer('rate_limit_max'),
		requestCount: integer('request_count').notNull().default(0),
		remaining: integer('remaining'),
		lastRequest: date('last_request'),
		expiresAt: date('expires_at'),
		createdAt: date('created_at').notNull(),
		updatedAt: date('updated_at').notNull(),
		permissions: text('permissions'),
		metadata: text('metadata'),
	},
	(t) => [uniqueIndex('apikey_key').on(t.key), index('apikey_owner').on(t.referenceId)],
);

/** Authenticator apps; secret and recovery codes are encrypted with the server's secret. */
export const twoFactor = sqliteTable(
	'two_factor',
	{
		id: id(),
		userId: ownerId(),
		secret: text('secret').notNull(),
		backupCodes: text('backup_codes').notNull(),
		verified: flag('verified').notNull().default(true),
		failedVerificationCount: integer('failed_verification_count').notNull().default(0),
		lockedUntil: date('locked_until'),
	},
	(t) => [uniqueIndex('two_factor_user').on(t.userId)],
);

/** Public halves of passkeys (WebAuthn). */
export const passkey = sqliteTable(
	'passkey',
	{
		id: id(),
		userId: ownerId(),
		name: text('name'),
		publicKey: text('public_key').notNull(),
		credentialID: text('credential_id').notNull(),
		counter: integer('counter').notNull(),
		deviceType: text('device_type').notNull(),
		backedUp: flag('backed_up').notNull(),
		transports: text('transports'),
		aaguid: text('aaguid'),
		createdAt: date('created_at'),
	},
	(t) => [uniqueIndex('passkey_credential').on(t.credentialID), index('passkey_user').on(t.userId)],
);

export const rateLimit = sqliteTable('rate_limit', {
	id: id(),
	key: text('key').notNull().unique(),
	count: integer('count').notNull(),
	lastRequest: integer('last_request').notNull(),
});

export type UserRow = typeof user.$inferSelect;
