/**
 * Two web processes and two scorers on a libSQL primary and replica, Redis and S3: the same scores, to
 * the last bit, as in one process.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Submission } from '#lib/api/schemas/submissions';
import { optionsFromEnv } from '#lib/server/config';
import { byToken, call, importFolder, joinAs, newPerson, openWorld, submit } from '../api/world.ts';
import { REAL_DATA, writeChexpertFolder, writeNihFolder } from '../proof/folders.ts';
import { readFolder } from '../support/read-folder.ts';
import { smallPredictions, writeSmallCompetition } from '../support/folder.ts';
import { api, joinCompetition, sleep } from '../support/server.ts';
import { redisProgram, sqldProgram } from './engines.ts';
import { startEngines, startProcesses, type Cluster } from './processes.ts';

interface Sent {
	slug: string;
	name: string;
	bytes: Buffer;
}

/** The real sets where they are, and a generated one in any case. */
function writeCompetitions(parent: string): { folders: string[]; files: Sent[] } {
	const folders = [writeSmallCompetition(parent, { slug: 'generated', rows: 3000 })];
	const files: Sent[] = [0.2, 0.5, 0.8].map((skill) => ({
		...{ slug: 'generated', name: `${skill}.csv` },
		bytes: Buffer.from(smallPredictions(skill, 3000)),
	}));
	const real = {
		'chexpert-test': [
			writeChexpertFolder,
			['chexpert-test/predictions', 'chexpert-test/radiologists'],
		],
		'nih-chestxray14': [writeNihFolder, ['nih14/predictions']],
	} as const;
	for (const [slug, [write, places]] of Object.entries(existsSync(REAL_DATA) ? real : {})) {
		folders.push(write(parent));
		for (const place of places) {
			for (const name of readdirSync(join(REAL_DATA, place))) {
				files.push({ slug, name, bytes: readFileSync(join(REAL_DATA, place, name)) });
			}
		}
	}
	return { folders, files };
}

/** What scoring says, without when and how long. */
const scoresOf = ({ status, evaluation }: Submission) =>
	JSON.stringify([status, evaluation?.splits]);

/** All of it in one process, as an administrator sees it. */
async function scoreInOneProcess({ folders, files }: ReturnType<typeof writeCompetitions>) {
	const world = await openWorld();
	const { holdout } = world;
	const admin = await newPerson(holdout, 'admin');
	for (const folder of folders) await importFolder(holdout, readFolder(folder), admin.id);
	const ids: string[] = [];
	for (const { slug, name, bytes } of files) {
		const person = await newPerson(holdout);
		await joinAs(holdout, person, slug);
		const sent = await submit(holdout, person, slug, new Uint8Array(bytes), `?filename=${name}`);
		expect(sent.status, name).toBe(202);
		ids.push(sent.body.id);
	}
	await holdout.lifecycle.drain();
	const found = [];
	for (const id of ids) {
		found.push((await call<Submission>(holdout, admin, `/submissions/${id}`)).body);
	}
	await world.close();
	return found.map(scoresOf);
}

/** Follows a submission's events on a server to their end. @returns the statuses told */
async function follow(server: { url: string }, token: string, id: string): Promise<string[]> {
	const answer = await fetch(`${server.url}/api/v1/submissions/${id}/events`, {
		headers: { authorization: `Bearer ${token}` },
	});
	const text = await answer.text();
	return [...text.matchAll(/"status":"(\w+)"/g)].map(([, status]) => status!);
}

const missing = [!redisProgram && 'redis-server', !sqldProgram && 'sqld'].filter(Boolean);
if (missing.length) console.log(`cluster: skipped, ${missing.join(' and ')} cannot be found`);

describe.skipIf(missing.length > 0)('a cluster', () => {
	let parent: string;
	let cluster: Cluster;
	let work: ReturnType<typeof writeCompetitions>;
	let admin: string;
	let tokens: string[];
	const ids: string[] = [];

	beforeAll(async () => {
		parent = mkdtempSync(join(tmpdir(), 'holdout-folders-'));
		work = writeCompetitions(parent);
		cluster = await startEngines();
		const started = startProcesses(cluster);
		// Competitions and accounts are made by a third process: this one.
		Object.assign(process.env, cluster.bucket.env);
		const { engines } = optionsFromEnv(cluster.env);
		const world = await openWorld({ dataDir: cluster.newDataDir(), engines: engines! });
		const people = [await newPerson(world.holdout, 'admin')];
		for (const folder of work.folders) {
			await importFolder(world.holdout, readFolder(folder), people[0]!.id);
		}
		people.push(await newPerson(world.holdout), await newPerson(world.holdout));
		const made = people.map(async (person) => {
			const { headers } = await byToken(world.holdout, person, ['read', 'submit', 'organise']);
			return headers.authorization!.split(' ')[1]!;
		});
		[admin, ...tokens] = (await Promise.all(made)) as [string, ...string[]];
		await Promise.all([started, world.close()]);
	});
	afterAll(async () => {
		await cluster?.stop();
		rmSync(parent, { recursive: true, force: true });
	});

	it('scores what it receives, tells every open page, and to the last bit alike', async () => {
		const [one, two] = cluster.webs;
		for (const token of tokens) {
			for (const folder of work.folders) await joinCompetition(one!, token, basename(folder));
		}
		const told: string[][] = [];
		const begun = Date.now();
		await Promise.all(
			work.files.map(async ({ slug, name, bytes }, i) => {
				const token = tokens[i % 2]!;
				// Uploaded to one web process, watched on the other.
				const [here, there] = i % 4 < 2 ? [one!, two!] : [two!, one!];
				const sent = await api<Submission>(
					here,
					token,
					`/competitions/${slug}/submissions?filename=${name}`,
					{
						method: 'POST',
						headers: { 'content-type': 'text/csv' },
						body: new Uint8Array(bytes),
					},
				);
				expect(sent.status, JSON.stringify(sent.body)).toBe(202);
				ids[i] = sent.body.id;
				told[i] = await follow(there, token, sent.body.id);
			}),
		);
		if (process.env.HOLDOUT_SHOW_TIMES) {
			console.log(`${work.files.length} files at once: ${Date.now() - begun} ms`);
		}
		expect(told.map((statuses) => statuses.at(-1))).toEqual(work.files.map(() => 'scored'));
		const results = await Promise.all(
			ids.map((id) => api<Submission>(two!, admin, `/submissions/${id}`)),
		);
		expect(results.map(({ body }) => scoresOf(body))).toEqual(await scoreInOneProcess(work));
	});

	it('shows the same board on every web process', async () => {
		for (const folder of work.folders) {
			const boards = await Promise.all(
				cluster.webs.map((web) =>
					api<{ participants: { team_id: string; score: number }[] }>(
						web,
						admin,
						`/competitions/${basename(folder)}/leaderboard`,
					),
				),
			);
			const shown = boards.map(({ body }) =>
				body.participants.map(({ team_id, score }) => [team_id, score]),
			);
			expect(shown[0]!.length).toBeGreaterThan(0);
			expect(shown[1]).toEqual(shown[0]);
		}
	});

	it('a person reads at one web process what they wrote at another, at once', async () => {
		const [one, two] = cluster.webs;
		const jar = new Map<string, string>();
		const visit = async (server: { url: string }, path: string, json?: unknown) => {
			const answer = await fetch(server.url + path, {
				method: json === undefined ? 'GET' : 'POST',
				headers: {
					cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
					origin: server.url,
					...(json === undefined ? {} : { 'content-type': 'application/json' }),
				},
				...(json === undefined ? {} : { body: JSON.stringify(json) }),
			});
			for (const cookie of answer.headers.getSetCookie()) {
				const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
				jar.set(name!, value!);
			}
			return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
		};
		const account = {
			name: 'Reader',
			email: 'reader@example.org',
			password: 'correct horse battery',
		};
		expect((await visit(one!, '/api/auth/sign-up/email', account)).status).toBe(200);
		expect(jar.has('holdout.seen')).toBe(true);
		for (const folder of work.folders) {
			const path = `/api/v1/competitions/${basename(folder)}`;
			expect((await visit(two!, path)).body.joined ?? false).toBe(false);
			expect((await visit(one!, `${path}/join`, { accept_rules: true })).status).toBeLessThan(300);
			const after = await visit(two!, `${path}/team`);
			expect(after.status, JSON.stringify(after.body)).toBe(200);
		}
	});

	it('goes on when a scorer is killed and Redis forgets everything', async () => {
		const [one] = cluster.webs;
		const sent = Promise.all(
			Array.from({ length: 12 }, (_, i) =>
				api<Submission>(
					one!,
					tokens[i % 2]!,
					`/competitions/generated/submissions?filename=${i}.csv`,
					{
						method: 'POST',
						headers: { 'content-type': 'text/csv' },
						body: smallPredictions(0.3 + i / 40, 3000),
					},
				),
			),
		);
		await sleep(100);
		await cluster.scorers[0]!.kill('SIGKILL');
		await cluster.redis.kill('SIGKILL');
		await cluster.redis.start();
		const answers = await sent;
		expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
		const statuses = await Promise.all(
			answers.map(({ body }, i) => follow(one!, tokens[i % 2]!, body.id)),
		);
		expect(statuses.map((told) => told.at(-1))).toEqual(answers.map(() => 'scored'));
	});
});
