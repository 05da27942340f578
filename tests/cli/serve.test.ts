import { createServer } from 'node:net';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Leaderboard } from '#lib/api/schemas/leaderboard';
import {
	api,
	createUserToken,
	freePort,
	holdout,
	joinCompetition,
	makeDataDir,
	removeDataDir,
	startServer,
	type TestServer,
} from '../support/server.ts';
import { smallPredictions, writeSmallCompetition } from '../support/folder.ts';

const DEMO = 'demo-opacity';
const TRAINED = resolve(import.meta.dirname, '../../baselines/trained');
interface Trained {
	recipe: { name: string };
}
let dataDir: string;
let parent: string;
let server: TestServer;
let token: string;

beforeAll(async () => {
	dataDir = makeDataDir('serve');
	parent = mkdtempSync(join(tmpdir(), 'holdout-cli-serve-'));
	server = await startServer(dataDir, { HOLDOUT_DEMO: '1' });
});
afterAll(async () => {
	await server?.kill();
	removeDataDir(dataDir);
	rmSync(parent, { recursive: true, force: true });
});

const board = async (slug: string) =>
	(await api<Leaderboard>(server, null, `/competitions/${slug}/leaderboard`)).body;

describe('serve', () => {
	it('says every step and the set-up link, and the address last', () => {
		const lines = server.output().trim().split('\n');
		const steps = lines.filter((line) => /^\d\/5 /.test(line));
		expect(steps.map((line) => line.split(' ')[1])).toEqual([
			...['Build', 'Database', 'Demo', 'Scoring', 'Web'],
		]);
		for (const step of steps) expect(step).toMatch(/ … .*\d+\.\d s$/);
		expect(server.setupLink).toMatch(new RegExp(`^${server.url}/setup\\?token=\\S{20,}$`));
		expect(lines.at(-1)).toBe(`Holdout is running at ${server.url}`);
	});

	it.each(['127.0.0.1', 'localhost'])(
		'%s works with no configuration, form posts included',
		async (host) => {
			const origin = `http://${host}:${new URL(server.url).port}`;
			expect((await fetch(`${origin}/`)).status).toBe(200);
			const password = 'a long password';
			const email = `${host}@example.org`;
			const args = ['user', 'create', '--email', email, '--name', host, '--password', password];
			const made = await holdout(args, { HOLDOUT_DATA: dataDir });
			expect(made.code, made.stderr).toBe(0);
			const signIn = await fetch(`${origin}/api/auth/sign-in/email`, {
				method: 'POST',
				headers: { origin, 'content-type': 'application/json' },
				body: JSON.stringify({ email, password }),
			});
			expect(signIn.status, await signIn.text()).toBe(200);
			const cookie = signIn.headers
				.getSetCookie()
				.map((set) => set.split(';')[0])
				.join('; ');
			const post = async (from: string, scheme: string) => {
				const body = new FormData();
				body.set('file', new Blob(['image,opacity\n']), 'a.csv');
				const answer = await fetch(`${origin}/api/v1/competitions/${DEMO}/submissions`, {
					method: 'POST',
					headers: { origin: from, cookie, 'x-holdout-protocol': scheme },
					body,
				});
				return ((await answer.json()) as { code: string }).code;
			};
			// It came as far as the rules of the competition; what a client says of the scheme is dropped.
			expect(await post(origin, 'http')).toBe('not_joined');
			expect(await post(origin, 'https')).toBe('not_joined');
			expect(await post('http://evil.example', 'http')).toBe('forbidden');
		},
	);

	it('the demo: baselines scored, simulated participants ranked and moving', async () => {
		const { participants, references } = await board(DEMO);
		expect(participants.map(({ name }) => name).sort()).toEqual(
			[...'ABCDEF'].map((letter) => `Simulated model ${letter}`),
		);
		expect(participants.some(({ movement }) => movement !== null && movement > 0)).toBe(true);
		expect(new Set(participants.map(({ best_at }) => best_at)).size).toBe(6);
		const baselines = references.filter(({ kind }) => kind === 'baseline');
		// All that was trained for it, and the one that needs no training.
		const trained = readdirSync(join(TRAINED, DEMO)).map(
			(id) => JSON.parse(readFileSync(join(TRAINED, DEMO, id, 'card.json'), 'utf8')) as Trained,
		);
		const expected = ['Random', ...trained.map(({ recipe }) => recipe.name)];
		expect(expected.length).toBeGreaterThan(5);
		expect(baselines.map(({ name }) => name).sort()).toEqual(expected.sort());
		for (const { score } of baselines) expect(score).not.toBeNull();
		expect(references.filter(({ kind }) => kind === 'reported')).toHaveLength(7);
	});

	it('a taken port is said in a sentence, before anything is built', async () => {
		const port = await freePort();
		const other = createServer().listen(port, '127.0.0.1');
		const { code, stderr, stdout } = await holdout(['serve', '--port', String(port)], {
			HOLDOUT_DATA: dataDir,
		});
		other.close();
		expect(code).toBe(1);
		expect(stderr).toMatch(new RegExp(`Port ${port} is in use`));
		expect(stdout).not.toMatch(/Build/);
	});

	it('a data folder that cannot be written is said in a sentence', async () => {
		const file = join(parent, 'a-file');
		writeFileSync(file, '');
		const { code, stderr } = await holdout(['serve', '--port', String(await freePort())], {
			HOLDOUT_DATA: join(file, 'data'),
		});
		expect(code).toBe(1);
		expect(stderr).toMatch(/not writable \(ENOTDIR\)/);
	});
});

describe('submit and leaderboard, over HTTP', () => {
	const submit = (file: string, ...flags: string[]) =>
		holdout(['submit', 'small', file, '--server', server.url, ...flags], { HOLDOUT_TOKEN: token });
	const write = (name: string, text: string) => {
		writeFileSync(join(parent, name), text);
		return join(parent, name);
	};

	beforeAll(async () => {
		token = await createUserToken(dataDir, 'ada@example.org', '--organiser');
		const folder = writeSmallCompetition(parent, { slug: 'small', yaml: 'limits: { per_day: 3 }' });
		const imported = await holdout(['competition', 'import', folder, '--json'], {
			HOLDOUT_SERVER: server.url,
			HOLDOUT_TOKEN: token,
		});
		expect(imported.code, imported.stdout + imported.stderr).toBe(0);
		expect(JSON.parse(imported.stdout)).toMatchObject({ ok: true, slug: 'small' });
		await joinCompetition(server, token, 'small');
	});

	it('--wait follows to the score and prints it per finding', async () => {
		const { code, stdout, stderr } = await submit(write('a.csv', smallPredictions(0.5)), '--wait');
		expect(code, stderr).toBe(0);
		expect(stdout).toMatch(/\nEffusion +24 +8 +[01]\.\d{3}/);
		expect(stdout).toMatch(/Your best so far: rank 1 of 1\./);
		expect(stdout).toMatch(/\/submissions\/\S+\n$/);
	});

	it('--json prints the submission', async () => {
		const { code, stdout } = await submit(
			write('b.csv', smallPredictions(0.9)),
			'--wait',
			'--json',
		);
		expect(code).toBe(0);
		const submission = JSON.parse(stdout);
		expect(submission).toMatchObject({ ok: true, status: 'scored', competition: 'small' });
		const { participants } = await board('small');
		expect(participants).toMatchObject([{ rank: 1, entries: 2, score: submission.score }]);
	});

	it('a bad file is refused here, before it costs anything', async () => {
		const bad = write('bad.csv', smallPredictions(0.5).replace('Nodule', 'Nodul'));
		const { code, stderr } = await submit(bad);
		expect(code).toBe(1);
		expect(stderr).toMatch(/was not submitted; no attempt was used/);
		expect(stderr).toMatch(/missing_column .*Nodule/);
	});

	it('with --no-check the server refuses it, and gives the attempt back', async () => {
		const bad = write('bad2.csv', smallPredictions(0.5).replace('Nodule', 'Nodul'));
		const { code, stdout } = await submit(bad, '--no-check', '--wait', '--json');
		expect(code).toBe(1);
		expect(JSON.parse(stdout)).toMatchObject({
			ok: false,
			code: 'invalid_submission',
			detail: expect.stringContaining('attempt was given back'),
			problems: [{ code: 'missing_column', column: 'Nodule' }],
		});
		const { body } = await api(server, token, '/competitions/small/attempts');
		expect(body).toMatchObject({ used: 2, left: 1 });
	});

	it('used-up attempts and wrong tokens are refused with the server’s reason', async () => {
		const file = write('c.csv', smallPredictions(0.7));
		expect((await submit(file)).code).toBe(0);
		const over = await submit(file, '--json');
		expect(over.code).toBe(1);
		expect(JSON.parse(over.stdout)).toMatchObject({ code: 'attempts_used_up' });
		const wrong = await holdout(['submit', 'small', file, '--server', server.url, '--json'], {
			HOLDOUT_TOKEN: 'holdout_wrong',
		});
		expect(wrong.code).toBe(1);
		expect(JSON.parse(wrong.stdout)).toMatchObject({ code: 'invalid_token' });
		const none = await holdout(['submit', 'small', file, '--server', server.url], {
			HOLDOUT_TOKEN: '',
		});
		expect(none.code).toBe(1);
		expect(none.stderr).toMatch(/Set HOLDOUT_TOKEN/);
	});

	it('a server that is not there is our fault, not the file’s', async () => {
		const away = `http://127.0.0.1:${await freePort()}`;
		const { code, stderr } = await holdout(['leaderboard', 'small', '--server', away]);
		expect(code).toBe(3);
		expect(stderr).toMatch(/does not answer/);
	});

	it('leaderboard prints ranks and references, and the server’s CSV', async () => {
		const table = await holdout(['leaderboard', DEMO, '--server', server.url]);
		expect(table.code).toBe(0);
		expect(table.stdout).toMatch(/\n1=? +Simulated model [A-F] +0\.\d{4}/);
		expect(table.stdout).toMatch(/\n– +Prevalence +0\.\d{4} .*baseline/);
		const csv = await holdout(['leaderboard', DEMO, '--csv', '--server', server.url]);
		const text = await fetch(`${server.url}/api/v1/competitions/${DEMO}/leaderboard.csv`);
		expect(csv.stdout).toBe(await text.text());
	});

	it('exports over HTTP, for organisers', async () => {
		const out = join(parent, 'small.zip');
		const args = ['competition', 'export', 'small', '--out', out, '--server', server.url, '--json'];
		const { code, stdout } = await holdout(args, { HOLDOUT_TOKEN: token });
		expect(code, stdout).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject({ ok: true, path: out });
		expect((await holdout(['competition', 'import', out, '--dry-run'])).code).toBe(0);
	});
});

describe('a second start', () => {
	it('changes nothing, loses nothing, and a deleted demo stays deleted', async () => {
		const before = await board(DEMO);
		await server.kill();
		expect(server.output()).toMatch(/stopped\.\s*$/);
		await deleteCompetition('demo-covid-3');
		server = await startServer(dataDir, { HOLDOUT_DEMO: '1' });
		expect(server.output()).toMatch(/Demo … nothing to do/);
		const after = await board(DEMO);
		expect({ ...after, generated_at: '' }).toEqual({ ...before, generated_at: '' });
		const gone = await api(server, null, '/competitions/demo-covid-3');
		expect(gone.status).toBe(404);
	});
});

async function deleteCompetition(slug: string): Promise<void> {
	const { createClient } = await import('@libsql/client');
	const db = createClient({ url: `file:${join(dataDir, 'holdout.db')}` });
	await db.batch(
		['PRAGMA foreign_keys = ON', { sql: 'DELETE FROM competitions WHERE slug = ?', args: [slug] }],
		'write',
	);
	db.close();
}
