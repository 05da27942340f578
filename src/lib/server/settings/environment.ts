/** All that the environment says to a server, checked as a whole. README.md lists the variables. */
import type { HoldoutOptions } from '../config.ts';
import { createChecks, SettingsError, type Checks, type Environment } from './checks.ts';
import { readEngines } from './engines.ts';
import { readMail } from './mail.ts';
import { readOidc } from './sign-in.ts';

const MB = 1_000_000;
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const SHORTEST_SECRET = 32;

function readSecret(checks: Checks): string | undefined {
	const secret = checks.text('HOLDOUT_SECRET');
	if (secret !== undefined && secret.length < SHORTEST_SECRET) {
		checks.say(
			`HOLDOUT_SECRET must have at least ${SHORTEST_SECRET} characters. Make one: openssl rand -base64 32`,
		);
	}
	return secret;
}

function readOptions(checks: Checks): HoldoutOptions {
	const megabytes = checks.positive('HOLDOUT_MAX_UPLOAD_MB');
	const demoImages = checks.wholeOrNone('HOLDOUT_DEMO_IMAGES');
	checks.port('PORT');
	checks.oneOf('HOLDOUT_LOG', LOG_LEVELS);
	checks.url('ORIGIN', ['http', 'https']);
	return {
		dataDir: checks.text('HOLDOUT_DATA') ?? './data',
		...(megabytes === undefined ? {} : { maxUploadBytes: Math.round(megabytes * MB) }),
		threads: checks.positive('HOLDOUT_SCORER_THREADS'),
		origin: checks.text('ORIGIN'),
		secret: readSecret(checks),
		...(demoImages === undefined ? {} : { demoImages }),
		engines: readEngines(checks),
		mail: readMail(checks),
		oidc: readOidc(checks),
		metrics: checks.listener('HOLDOUT_METRICS') ?? null,
	};
}

/**
 * The options that the environment names.
 * @throws SettingsError with every mistake at once
 */
export function optionsFromEnv(env: Environment): HoldoutOptions {
	const checks = createChecks(env);
	const options = readOptions(checks);
	if (checks.mistakes.length) throw new SettingsError(checks.mistakes);
	return options;
}

/** The same for a web server, which may have to share sign-ins with others. */
export function serverOptionsFromEnv(env: Environment): HoldoutOptions {
	const checks = createChecks(env);
	const options = readOptions(checks);
	if (options.engines?.database && options.secret === undefined) {
		checks.say(
			'HOLDOUT_DATABASE_URL is set, but HOLDOUT_SECRET is not: every web process needs the same one. Make one: openssl rand -base64 32',
		);
	}
	if (checks.mistakes.length) throw new SettingsError(checks.mistakes);
	return options;
}
