import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Attempts } from '#lib/api/schemas/competitions';
import type { SubmissionSummary } from '#lib/api/schemas/submissions';
import { smallPredictions, writeSmallCompetition } from '../support/folder.ts';
import {
	api,
	createUserToken,
	freePort,
	holdout,
	joinCompetition,
	makeDataDir,
	removeDataDir,
	sleep,
	startServer,
	type TestServer,
} from '../support/server.ts';

const ROUNDS = Number(process.env.HOLDOUT_FAULT_ROUNDS ?? 8);
const UPLOADERS = 4;
const SLUG = 'small';
const FINAL = new Set(['scored', 'invalid', 'failed']);

let dataDir: string;
let port: number;
let server: TestServer;
const tokens: string[] = [];

beforeAll(async () => {
	dataDir = makeDataDir('sigkill');
	port = await freePort();
	const folder = writeSmallCompetition(mkdtempSync(join(tmpdir(), 'holdout-folder-')), {
		slug: SLUG,
		yaml: 'limits: { per_day: 10000 }',
	});
	const imported = await holdout(['competition', 'import', folder], { HOLDOUT_DATA: dataDir });
	expect(imported.code, imported.stdout + imported.stderr).toBe(0);
	await createUserToken(dataDir, 'admin@example.org', '--admin');
	for (let i = 0; i < UPLOADERS; i++) {
		tokens.push(await createUserToken(dataDir, `uploader-${i}@example.org`));
	}
	server = await startServer(dataDir, {}, port);
	for (const token of tokens) await joinCompetition(server, token, SLUG);
});

afterAll(async () => {
	await server?.kill();
	removeDataDir(dataDir);
});

/** Uploads without pause until the server dies; remembers what was acknowledged. */
async function uploadUntilKilled(token: string, acknowledged: string[], skill: number) {
	for (let n = 0; ; n++) {
		// Every third file is bad, so that given-back attempts are in the mix.
		const csv = n % 3 === 2 ? 'image,Effusion\nimg-0,0.5\n' : smallPredictions(skill + n / 1000);
		try {
			const { status, body } = await api<SubmissionSummary>(
				server,
				token,
				`/competitions/${SLUG}/submissions?filename=burst-${n}.csv`,
				{ method: 'POST', headers: { 'content-type': 'text/csv' }, body: csv },
			);
			if (status !== 202) throw new Error(`refused with ${status}: ${JSON.stringify(body)}`);
			acknowledged.push(body.id);
		} catch (error) {
			if (error instanceof TypeError) return; // the connection broke: the server is gone
			throw error;
		}
	}
}

async function ownSubmissions(token: string): Promise<SubmissionSummary[]> {
	const rows: SubmissionSummary[] = [];
	for (let page = 1; ; page++) {
		const { body } = await api<{ submissions: SubmissionSummary[]; total: number }>(
			server,
			token,
			`/competitions/${SLUG}/submissions?scope=mine&page=${page}&page_size=200`,
		);
		rows.push(...body.submissions);
		if (rows.length >= body.total || body.submissions.length === 0) return rows;
	}
}

async function waitUntilDrained(token: string): Promise<SubmissionSummary[]> {
	const deadline = Date.now() + 60_000;
	for (;;) {
		const rows = await ownSubmissions(token);
		if (rows.every((row) => FINAL.has(row.status))) return rows;
		if (Date.now() > deadline) {
			const stuck = rows.filter((row) => !FINAL.has(row.status));
			throw new Error(`stuck after restart: ${JSON.stringify(stuck.slice(0, 3))}`);
		}
		await sleep(100);
	}
}

it(
	`${ROUNDS} kills during bursts of uploads lose nothing and score nothing twice`,
	{ timeout: 60_000 + ROUNDS * 30_000 },
	async () => {
		const acknowledged = tokens.map((): string[] => []);
		for (let round = 0; round < ROUNDS; round++) {
			const bursts = tokens.map((token, i) =>
				uploadUntilKilled(token, acknowledged[i]!, (round + i) / 20),
			);
			await sleep(40 + ((round * 137) % 700));
			await server.kill('SIGKILL');
			await Promise.all(bursts);
			server = await startServer(dataDir, {}, port);
		}
		expect(acknowledged.flat().length).toBeGreaterThan(ROUNDS * UPLOADERS);

		for (const [i, token] of tokens.entries()) {
			const rows = await waitUntilDrained(token);
			const byId = new Map(rows.map((row) => [row.id, row]));
			for (const id of acknowledged[i]!) {
				expect(byId.get(id), `acknowledged ${id} is lost`).toBeDefined();
			}
			for (const row of rows) {
				expect(row.status, `${row.id} is our fault`).not.toBe('failed');
				expect(row.attempt_returned, row.id).toBe(row.status === 'invalid');
			}
			const { body } = await api<Attempts>(server, token, `/competitions/${SLUG}/attempts`);
			expect(body.used).toBe(rows.filter((row) => row.status === 'scored').length);
		}
		await server.kill();
		await expectOneEvaluationEach();
		server = await startServer(dataDir, {}, port);
	},
);

async function expectOneEvaluationEach() {
	const db = createClient({ url: `file:${join(dataDir, 'holdout.db')}` });
	const twice = await db.execute(
		'select submission_id, count(*) n from evaluations group by submission_id having n > 1',
	);
	const without = await db.execute(
		`select id from submissions where status = 'scored'
		 and id not in (select submission_id from evaluations)`,
	);
	const check = await db.execute('pragma integrity_check');
	db.close();
	expect(twice.rows).toEqual([]);
	expect(without.rows).toEqual([]);
	expect(check.rows[0]!.integrity_check).toBe('ok');
}
