/** The engines that stand in for parts of the data folder past one machine. */
import type { Checks } from './checks.ts';

/** A libSQL server or Turso. */
export interface DatabaseEngine {
	url: string;
	token?: string | undefined;
	/** A replica for reads; they fall back to the primary while it is behind. */
	replicaUrl?: string | undefined;
}

/** A Redis that hands submissions to scorer processes. */
export interface RedisEngine {
	url: string;
	/** Begins every key and channel, so that several installations may share one Redis. */
	prefix: string;
}

/** An S3-compatible store. Credentials come from the usual `AWS_` variables and places. */
export interface S3Engine {
	/** Null is Amazon's own. */
	endpoint: string | null;
	/** Undefined: as the `AWS_` variables and files say. */
	region: string | undefined;
	bucket: string;
	/** Begins every key: empty, or with a slash at its end. */
	prefix: string;
	/** Most bytes of files that are kept on this machine's disk. */
	cacheBytes: number;
}

/** Null is the default: a file in the data folder, threads of this process, a folder. */
export interface Engines {
	database: DatabaseEngine | null;
	redis: RedisEngine | null;
	storage: S3Engine | null;
}

export const NO_ENGINES: Engines = { database: null, redis: null, storage: null };

const DATABASE_SCHEMES = ['http', 'https', 'ws', 'wss', 'libsql'];

function readDatabase(checks: Checks): DatabaseEngine | null {
	const url = checks.url('HOLDOUT_DATABASE_URL', DATABASE_SCHEMES);
	const replica = checks.url('HOLDOUT_DATABASE_REPLICA_URL', DATABASE_SCHEMES);
	if (checks.text('HOLDOUT_DATABASE_URL') === undefined) {
		for (const name of ['HOLDOUT_DATABASE_TOKEN', 'HOLDOUT_DATABASE_REPLICA_URL']) {
			if (checks.text(name)) checks.say(`${name} is set, but HOLDOUT_DATABASE_URL is not.`);
		}
	}
	if (!url) return null;
	const token = checks.text('HOLDOUT_DATABASE_TOKEN');
	return { url: url.href, token, replicaUrl: replica?.href };
}

function readRedis(checks: Checks): RedisEngine | null {
	const url = checks.url('HOLDOUT_REDIS_URL', ['redis', 'rediss']);
	const prefix = checks.text('HOLDOUT_REDIS_PREFIX') ?? 'holdout';
	if (!/^[\w.-]+$/.test(prefix)) {
		checks.say('HOLDOUT_REDIS_PREFIX may hold letters, digits, ".", "_" and "-" only.');
	}
	return url ? { url: url.href, prefix } : null;
}

const REGIONS = ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE'];
const ENDPOINTS = ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'];

function readStorage(checks: Checks): S3Engine | null {
	const gigabytes = checks.positive('HOLDOUT_CACHE_GB') ?? 5;
	const url = checks.url('HOLDOUT_STORAGE', ['s3']);
	if (!url) return null;
	if (![...REGIONS, ...ENDPOINTS].some((name) => checks.text(name))) {
		checks.say('HOLDOUT_STORAGE is set, but neither AWS_REGION nor AWS_ENDPOINT_URL_S3 is.');
	}
	const [endpoint] = ENDPOINTS.flatMap((name) => checks.url(name, ['http', 'https']) ?? []);
	const region = checks.text('AWS_REGION') ?? checks.text('AWS_DEFAULT_REGION');
	const path = url.pathname.replace(/^\/+|\/+$/g, '');
	return {
		endpoint: endpoint?.href ?? null,
		// Stores of other makers take any region, and the client wants one.
		region: region ?? (endpoint ? 'us-east-1' : undefined),
		bucket: url.host,
		prefix: path && `${path}/`,
		cacheBytes: gigabytes * 1e9,
	};
}

export function readEngines(checks: Checks): Engines {
	return {
		database: readDatabase(checks),
		redis: readRedis(checks),
		storage: readStorage(checks),
	};
}
