import { resolve } from 'node:path';
import { version } from '../../../package.json' with { type: 'json' };
import type { Logger } from 'pino';
import { NO_ENGINES, type Engines } from './settings/engines.ts';
import type { MailSettings } from './settings/mail.ts';
import type { OidcProvider } from './settings/sign-in.ts';

export { optionsFromEnv, serverOptionsFromEnv } from './settings/environment.ts';

export const VERSION: string = version;

/** What `openHoldout` takes; everything but the data folder has a default. */
export interface HoldoutOptions {
	/** Folder of the database and all files. */
	dataDir: string;
	/** Largest submission that is taken, in bytes. Default 100 MB. */
	maxUploadBytes?: number;
	/** Largest zip of a competition folder, in bytes. Default 500 MB. */
	maxImportBytes?: number;
	/** Scorer threads. Default: the pool's own choice. */
	threads?: number;
	/** The built scorer worker; default: found by the pool. */
	workerFile?: string;
	/** The address that people use, where a proxy hides it, such as https://holdout.example.org. */
	origin?: string;
	/** Signs sessions. Default: made once and kept in the data folder. */
	secret?: string;
	/** Where messages go. Default: JSON lines on standard error, warnings and worse. */
	log?: Logger;
	/** The clock, in UTC milliseconds. */
	now?: () => number;
	/** Sign-in attempts an address may make in a minute. Default 10. */
	signInsPerMinute?: number;
	/** Where mails leave. Default: none are sent. */
	mail?: MailSettings | null;
	/** Where Prometheus reads. Default: nowhere. */
	metrics?: { host: string; port: number } | null;
	/** Training and test images drawn of each demo competition, at most. 0 draws none. Default: all. */
	demoImages?: number;
	/** What stands in for parts of the data folder. Default: nothing. */
	engines?: Engines;
	/** Another way to sign in. Default: none. */
	oidc?: OidcProvider | null;
}

export interface Config {
	dataDir: string;
	maxUploadBytes: number;
	maxImportBytes: number;
	threads: number | undefined;
	workerFile: string | undefined;
	origin: string | undefined;
	signInsPerMinute: number;
	demoImages: number;
	engines: Engines;
	/** As it was given; without one, the data folder keeps one. */
	secret: string | undefined;
	/** Null: this server sends no mail. */
	mail: MailSettings | null;
	oidc: OidcProvider | null;
	metrics: { host: string; port: number } | null;
}

const MB = 1_000_000;

export function readConfig(options: HoldoutOptions): Config {
	return {
		dataDir: resolve(options.dataDir),
		maxUploadBytes: options.maxUploadBytes ?? 100 * MB,
		maxImportBytes: options.maxImportBytes ?? 500 * MB,
		threads: options.threads,
		workerFile: options.workerFile,
		origin: options.origin,
		signInsPerMinute: options.signInsPerMinute ?? 10,
		demoImages: options.demoImages ?? Infinity,
		engines: options.engines ?? NO_ENGINES,
		secret: options.secret,
		mail: options.mail ?? null,
		oidc: options.oidc ?? null,
		metrics: options.metrics ?? null,
	};
}
