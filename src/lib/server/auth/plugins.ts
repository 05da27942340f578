/** What better-auth adds to e-mail and password: tokens, a second factor, passkeys, OpenID Connect. */
import { apiKey } from '@better-auth/api-key';
import { passkey } from '@better-auth/passkey';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import type { Config } from '../config.ts';

export const TOKEN_PREFIX = 'holdout_';

/** The provider's id in accounts and in the address that it sends people back to. */
export const OIDC = 'oidc';

/**
 * Passkeys belong to a host name. Without a configured origin only `localhost` is sure to be one.
 */
export const passkeyHost = ({ origin }: Pick<Config, 'origin'>): string =>
	origin ? new URL(origin).hostname : 'localhost';

const tokens = () =>
	apiKey({
		defaultPrefix: TOKEN_PREFIX,
		defaultKeyLength: 48,
		maximumNameLength: 60,
		enableMetadata: true,
		rateLimit: { enabled: false },
		startingCharactersConfig: { shouldStore: true, charactersLength: 14 },
	});

function openIdConnect({ oidc }: Config) {
	if (!oidc) return [];
	const { name, issuer, clientId, clientSecret } = oidc;
	return [
		genericOAuth({
			config: [
				{
					providerId: OIDC,
					name,
					discoveryUrl: `${issuer}/.well-known/openid-configuration`,
					requireIdTokenVerification: true,
					clientId,
					...(clientSecret === undefined ? {} : { clientSecret }),
					scopes: ['openid', 'email', 'profile'],
					pkce: true,
				},
			],
		}),
	];
}

export const plugins = (config: Config) => [
	tokens(),
	// Whoever came by OpenID Connect or a passkey has no password to ask for.
	twoFactor({ issuer: 'Holdout', allowPasswordless: true }),
	passkey({
		rpName: 'Holdout',
		rpID: passkeyHost(config),
		...(config.origin ? { origin: new URL(config.origin).origin } : {}),
	}),
	...openIdConnect(config),
];
