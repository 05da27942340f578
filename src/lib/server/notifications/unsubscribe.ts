import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link in a mail switches off, without signing in. */
export interface Unsubscription {
	userId: string;
	kind: string;
}

export interface Unsubscribing {
	tokenFor(what: Unsubscription): string;
	/** @returns null for a token that this server did not make */
	read(token: string): Unsubscription | null;
}

/** Signed with the server's secret: nobody can switch off what somebody else is told. */
export function createUnsubscribing(secret: string): Unsubscribing {
	const macOf = ({ userId, kind }: Unsubscription) =>
		createHmac('sha256', secret).update(`unsubscribe\0${userId}\0${kind}`).digest();
	return {
		tokenFor: (what) => `${what.userId}.${what.kind}.${macOf(what).toString('base64url')}`,
		read(token) {
			const [userId, kind, mac, ...rest] = token.split('.');
			if (!userId || !kind || !mac || rest.length) return null;
			const given = Buffer.from(mac, 'base64url');
			const right = macOf({ userId, kind });
			const isRight = given.length === right.length && timingSafeEqual(given, right);
			return isRight ? { userId, kind } : null;
		},
	};
}
