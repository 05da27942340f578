/** What the environment says to commands. */
import { wrongUsage } from './outcome.ts';

const MB = 1_000_000;

/** Largest submission, as on the server. */
export function maxUploadBytes(): number {
	const megabytes = Number(process.env.HOLDOUT_MAX_UPLOAD_MB || 100);
	if (megabytes > 0) return Math.round(megabytes * MB);
	throw wrongUsage(`HOLDOUT_MAX_UPLOAD_MB must be a number above 0.`);
}

/** The server to talk to: the option, then HOLDOUT_SERVER, then none. */
export function serverFrom(option: string | undefined): string | null {
	const given = option ?? process.env.HOLDOUT_SERVER;
	if (!given) return null;
	const url = URL.canParse(given) ? new URL(given) : null;
	if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.href.replace(/\/+$/, '');
	throw wrongUsage(
		`"${given}" is not the address of a server.`,
		'Give it with http:// or https://, for example http://localhost:3000.',
	);
}

/** Where a server on this machine is, unless told otherwise. */
export const localServer = () => `http://localhost:${process.env.PORT || 3000}`;
