/** A university's or hospital's own sign-in (OpenID Connect). */
import type { Checks } from './checks.ts';

export interface OidcProvider {
	/** On the button: "Sign in with …". */
	name: string;
	/** Its discovery document lies under `/.well-known/openid-configuration`. */
	issuer: string;
	clientId: string;
	/** Absent for a public client; PKCE is used in any case. */
	clientSecret?: string | undefined;
}

const REST = ['HOLDOUT_OIDC_CLIENT_ID', 'HOLDOUT_OIDC_CLIENT_SECRET', 'HOLDOUT_OIDC_NAME'];

/** Null where no `HOLDOUT_OIDC_ISSUER` is set. */
export function readOidc(checks: Checks): OidcProvider | null {
	const issuer = checks.url('HOLDOUT_OIDC_ISSUER', ['https', 'http']);
	if (checks.text('HOLDOUT_OIDC_ISSUER') === undefined) {
		for (const name of REST)
			if (checks.text(name)) checks.say(`${name} is set, but HOLDOUT_OIDC_ISSUER is not.`);
		return null;
	}
	const clientId = checks.text('HOLDOUT_OIDC_CLIENT_ID');
	if (!clientId)
		checks.say(
			'HOLDOUT_OIDC_ISSUER is set, but HOLDOUT_OIDC_CLIENT_ID is not. The provider gives it.',
		);
	if (!checks.text('ORIGIN'))
		checks.say('HOLDOUT_OIDC_ISSUER needs ORIGIN: the provider sends people back to that address.');
	if (!issuer || !clientId) return null;
	const clientSecret = checks.text('HOLDOUT_OIDC_CLIENT_SECRET');
	const name = checks.text('HOLDOUT_OIDC_NAME') ?? issuer.hostname;
	return { name, issuer: issuer.href.replace(/\/+$/, ''), clientId, clientSecret };
}
