import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSmallCompetition } from '../support/folder.ts';
import { holdout, makeDataDir, removeDataDir } from '../support/server.ts';

let dataDir: string;
let parent: string;
let folder: string;
const run = (...args: string[]) => holdout(args, { HOLDOUT_DATA: dataDir, HOLDOUT_SERVER: '' });

beforeAll(() => {
	dataDir = makeDataDir('cli');
	parent = mkdtempSync(join(tmpdir(), 'holdout-cli-folders-'));
	folder = writeSmallCompetition(parent, { slug: 'small', yaml: 'limits: { per_day: 3 }' });
});
afterAll(() => {
	removeDataDir(dataDir);
	rmSync(parent, { recursive: true, force: true });
});

describe('competition import and export, without a server', () => {
	it('a dry run shows what was understood and touches nothing', async () => {
		const untouched = join(parent, 'no-data');
		const { code, stdout } = await holdout(
			['competition', 'import', folder, '--dry-run', '--json'],
			{
				HOLDOUT_DATA: untouched,
			},
		);
		expect(code).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject({
			ok: true,
			dry_run: true,
			slug: null,
			summary: { slug: 'small', rows: { public: 24, private: 36, ignored: 0 } },
		});
		expect(existsSync(untouched)).toBe(false);
	});

	it('imports once; the slug is taken then', async () => {
		const first = await run('competition', 'import', folder, '--json');
		expect(first.code, first.stderr).toBe(0);
		expect(JSON.parse(first.stdout)).toMatchObject({ ok: true, slug: 'small', dry_run: false });
		const second = await run('competition', 'import', folder, '--json');
		expect(second.code).toBe(1);
		expect(JSON.parse(second.stdout)).toMatchObject({ ok: false, code: 'slug_taken' });
	});

	it('exports a zip and a folder that import again', async () => {
		const out = join(parent, 'out');
		const asFolder = await run('competition', 'export', 'small', '--out', out);
		expect(asFolder.code, asFolder.stderr).toBe(0);
		expect(readFileSync(join(out, 'solution.csv'))).toEqual(
			readFileSync(join(folder, 'solution.csv')),
		);
		const again = await run('competition', 'import', out, '--dry-run');
		expect(again.code, again.stderr).toBe(0);
		const zip = `${out}.zip`;
		expect((await run('competition', 'export', 'small', '--out', zip)).code).toBe(0);
		expect((await run('competition', 'import', zip, '--dry-run')).code).toBe(0);
		const twice = await run('competition', 'export', 'small', '--out', zip);
		expect(twice.code).toBe(1);
		expect(twice.stderr).toMatch(/is there already/);
	});

	it('a competition that is not there is refused', async () => {
		const { code, stderr } = await run('competition', 'export', 'nothing');
		expect(code).toBe(1);
		expect(stderr).toMatch(/no competition "nothing"/);
	});

	it('every problem of a folder is printed with file, row and remedy', async () => {
		const broken = writeSmallCompetition(parent, { slug: 'Broken', yaml: 'metrc: x' });
		const { code, stderr } = await run('competition', 'import', broken);
		expect(code).toBe(1);
		expect(stderr).toMatch(/has 2 problems:/);
		expect(stderr).toMatch(/bad_value +competition\.yaml, row 1, column slug/);
		expect(stderr).toMatch(/unknown_key +competition\.yaml, row 10, column metrc/);
		expect(stderr).toMatch(/│ metrc: x\n +→ .*"metric"/);
	});
});

describe('user create', () => {
	it('makes a password where none was given, prints it once, and makes a token', async () => {
		const args = ['user', 'create', '--email', 'Ada@example.org', '--name', 'Ada'];
		const first = await run(...args, '--organiser', '--token', '--json');
		expect(first.code, first.stderr).toBe(0);
		expect(JSON.parse(first.stdout)).toMatchObject({
			email: 'ada@example.org',
			role: 'organiser',
			created: true,
			password: expect.stringMatching(/^\S{16}$/),
			token: expect.stringMatching(/^holdout_\S{20,}$/),
		});
		const second = await run(...args, '--token', '--json');
		expect(JSON.parse(second.stdout)).toMatchObject({ created: false, role: 'organiser' });
		expect(JSON.parse(second.stdout).password).toBeUndefined();
		expect(JSON.parse(second.stdout).token).not.toBe(JSON.parse(first.stdout).token);
	});

	it('does not change the password of an account that is there', async () => {
		const args = ['user', 'create', '--email', 'bob@example.org', '--name', 'Bob'];
		expect((await run(...args, '--password', 'a long password')).code).toBe(0);
		const again = await run(...args, '--password', 'another password');
		expect(again.code).toBe(1);
		expect(again.stderr).toMatch(/already/);
	});

	it('a short password is wrong usage', async () => {
		const { code } = await run(
			...['user', 'create', '--email', 'c@example.org', '--name', 'C', '--password', 'short'],
		);
		expect(code).toBe(2);
	});
});

describe('leaderboard, without a server', () => {
	it('prints an empty board, also as CSV and JSON', async () => {
		const asJson = await run('leaderboard', 'small', '--json');
		expect(asJson.code, asJson.stderr).toBe(0);
		expect(JSON.parse(asJson.stdout)).toMatchObject({ competition: 'small', total: 0 });
		const asCsv = await run('leaderboard', 'small', '--csv');
		expect(asCsv.stdout).toMatch(/^rank,/);
	});

	it('the private board stays hidden', async () => {
		const { code, stdout } = await run('leaderboard', 'small', '--split', 'private', '--json');
		expect(code).toBe(1);
		expect(JSON.parse(stdout)).toMatchObject({ code: 'private_until_close' });
	});
});

it('a data folder that cannot be opened is said in a sentence', async () => {
	const file = join(parent, 'a-file');
	writeFileSync(file, '');
	const { code, stderr } = await holdout(['leaderboard', 'small'], {
		HOLDOUT_DATA: join(file, 'x'),
	});
	expect(code).toBe(3);
	expect(stderr).toMatch(/cannot be opened/);
	expect(stderr).not.toMatch(/\n\s+at /);
});
