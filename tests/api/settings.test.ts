import { describe, expect, it } from 'vitest';
import { optionsFromEnv, serverOptionsFromEnv } from '#lib/server/config';
import { SettingsError } from '#lib/server/settings/checks';

const mistakesOf = (read: () => unknown): readonly string[] => {
	try {
		read();
		return [];
	} catch (error) {
		if (error instanceof SettingsError) return error.mistakes;
		throw error;
	}
};

describe('settings', () => {
	it('an empty environment is one process and one folder', () => {
		const { dataDir, engines } = serverOptionsFromEnv({});
		expect(dataDir).toBe('./data');
		expect(engines).toEqual({ database: null, redis: null, storage: null });
	});

	it('every mistake is named at once', () => {
		const mistakes = mistakesOf(() =>
			optionsFromEnv({
				HOLDOUT_MAX_UPLOAD_MB: 'much',
				HOLDOUT_SCORER_THREADS: '0',
				HOLDOUT_DEMO_IMAGES: '1.5',
				HOLDOUT_LOG: 'loud',
				HOLDOUT_SECRET: 'short',
				ORIGIN: 'holdout.example.org',
				PORT: '70000',
				HOLDOUT_DATABASE_TOKEN: 'eyJ-secret',
				HOLDOUT_REDIS_URL: 'http://user:hunter2@queue',
				HOLDOUT_STORAGE: '/var/files',
			}),
		);
		const names = mistakes.map((mistake) => mistake.split(' ')[0]);
		expect(names.sort()).toEqual([
			'HOLDOUT_DATABASE_TOKEN',
			'HOLDOUT_DEMO_IMAGES',
			'HOLDOUT_LOG',
			'HOLDOUT_MAX_UPLOAD_MB',
			'HOLDOUT_REDIS_URL',
			'HOLDOUT_SCORER_THREADS',
			'HOLDOUT_SECRET',
			'HOLDOUT_STORAGE',
			'ORIGIN',
			'PORT',
		]);
		// Passwords and tokens are not repeated.
		expect(mistakes.join()).not.toMatch(/hunter2|eyJ/);
	});

	it('reads the engines', () => {
		const { engines } = optionsFromEnv({
			HOLDOUT_DATABASE_URL: 'libsql://class.turso.io',
			HOLDOUT_DATABASE_TOKEN: 'token',
			HOLDOUT_DATABASE_REPLICA_URL: 'http://127.0.0.1:8081',
			HOLDOUT_REDIS_URL: 'rediss://queue/2',
			HOLDOUT_STORAGE: 's3://bucket/some/where/',
			AWS_REGION: 'eu-west-1',
		});
		expect(engines).toEqual({
			database: {
				url: 'libsql://class.turso.io',
				token: 'token',
				replicaUrl: 'http://127.0.0.1:8081/',
			},
			redis: { url: 'rediss://queue/2', prefix: 'holdout' },
			storage: {
				...{ endpoint: null, region: 'eu-west-1' },
				...{ bucket: 'bucket', prefix: 'some/where/', cacheBytes: 5e9 },
			},
		});
	});

	it('web processes on one database need one secret', () => {
		const env = { HOLDOUT_DATABASE_URL: 'http://db:8080' };
		expect(mistakesOf(() => serverOptionsFromEnv(env))).toEqual([
			expect.stringContaining('HOLDOUT_SECRET'),
		]);
		expect(mistakesOf(() => optionsFromEnv(env))).toEqual([]);
	});
});

describe('HOLDOUT_METRICS', () => {
	it.each([
		['9464', { host: '127.0.0.1', port: 9464 }],
		['0.0.0.0:9464', { host: '0.0.0.0', port: 9464 }],
		['[::1]:9464', { host: '::1', port: 9464 }],
	])('%s', (written, address) => {
		expect(optionsFromEnv({ HOLDOUT_METRICS: written }).metrics).toEqual(address);
	});

	it.each(['metrics', '0', ':9464x', 'localhost:70000'])('%s is refused', (written) => {
		expect(mistakesOf(() => optionsFromEnv({ HOLDOUT_METRICS: written }))).toHaveLength(1);
	});
});
