import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listPublicStandings } from '#db/queries/standings';
import { findCompetition } from '#db/queries/competitions';
import { evaluations } from '#db/schema/evaluations';
import { submissions } from '#db/schema/submissions';
import type { Submission } from '#lib/api/schemas/submissions';
import type { Holdout } from '#lib/server/holdout';
import { predictions } from './small.ts';
import {
	call,
	codesOf,
	importSmall,
	joinAs,
	newDataDir,
	newPerson,
	openWorld,
	submit,
	type Person,
	type World,
} from './world.ts';

const ROOT = resolve(import.meta.dirname, '../..');

let dataDir: string;
let worlds: World[];
beforeEach(() => {
	dataDir = newDataDir();
	worlds = [];
});
afterEach(async () => {
	for (const world of worlds) await world.close();
	rmSync(dataDir, { recursive: true, force: true });
});

async function open(options: Parameters<typeof openWorld>[0] = {}): Promise<World> {
	const world = await openWorld({ dataDir, ...options });
	worlds.push(world);
	return world;
}

async function competitor(holdout: Holdout): Promise<Person> {
	await importSmall(holdout, { slug: 'small' });
	const person = await newPerson(holdout);
	await joinAs(holdout, person, 'small');
	return person;
}

const rowsOf = ({ db }: Holdout) => db.select().from(submissions);

/** A worker file of its own, for jobs that must fail in a known way. */
function workerFile(name: string, source: string): string {
	const path = join(dataDir, `${name}.mjs`);
	mkdirSync(dataDir, { recursive: true });
	writeFileSync(path, source);
	return path;
}

/** Resolves when the condition holds. */
async function until(condition: () => Promise<boolean>, ms = 20_000): Promise<void> {
	for (const end = Date.now() + ms; Date.now() < end;) {
		if (await condition()) return;
		await new Promise((done) => setTimeout(done, 25));
	}
	throw new Error('did not happen');
}

describe('a scorer that crashes', () => {
	const CRASH = `export function score() { throw new Error('inside of the scorer'); }`;

	it('is tried three times; then the attempt comes back and only organisers hear why', async () => {
		const { holdout, logged } = await open({ workerFile: workerFile('crash', CRASH) });
		const admin = await newPerson(holdout, 'admin');
		const person = await competitor(holdout);
		const { body } = await submit(holdout, person, 'small', predictions(0.5));
		await holdout.lifecycle.drain();
		const [row] = await rowsOf(holdout);
		expect(row).toMatchObject({ status: 'failed', claims: 3, crashes: 2, attemptReturned: true });

		const own = await call<Submission>(holdout, person, `/submissions/${body.id}`);
		expect(own.body).toMatchObject({ status: 'failed', score: null, attempt_returned: true });
		expect(codesOf(own.body.problems)).toEqual(['scoring_failed']);
		expect(own.text).not.toContain('inside of the scorer');
		const seen = await call<Submission>(holdout, admin, `/submissions/${body.id}`);
		expect(seen.text).toContain('inside of the scorer');
		expect(logged.filter(({ level }) => level === 50)).toHaveLength(1);
	});

	it('does not stop the others', async () => {
		const source = `
			import { readFileSync } from 'node:fs';
			export function score({ submissionPath }) {
				if (readFileSync(submissionPath, 'utf8').includes('boom')) process.exit(1);
				return { ok: false, durationMs: 1, problems: [], notices: [] };
			}`;
		const { holdout } = await open({ workerFile: workerFile('sometimes', source) });
		const person = await competitor(holdout);
		await submit(holdout, person, 'small', 'boom');
		for (let i = 0; i < 5; i++) await submit(holdout, person, 'small', `fine ${i}`);
		await holdout.lifecycle.drain();
		const statuses = (await rowsOf(holdout)).map(({ status }) => status).sort();
		expect(statuses).toEqual(['failed', ...Array(5).fill('invalid')]);
	});
});

describe('a process that is killed', () => {
	/** A Holdout in a process of its own, whose scorer never ends. */
	async function scoringForever(): Promise<ChildProcess> {
		const worker = workerFile(
			'forever',
			'export const score = () => new Promise(() => setInterval(() => {}, 1000));',
		);
		const script = `
			const { openHoldout } = await import('#lib/server/holdout');
			const holdout = await openHoldout({
				dataDir: ${JSON.stringify(dataDir)}, threads: 1, workerFile: ${JSON.stringify(worker)} });
			await holdout.lifecycle.start();
			console.log('started');
			setInterval(() => {}, 1000);`;
		const child = spawn(
			process.execPath,
			['--import', 'tsx', '--input-type=module', '-e', script],
			{
				cwd: ROOT,
				stdio: ['ignore', 'pipe', 'inherit'],
			},
		);
		await once(child.stdout!, 'data');
		return child;
	}

	it('leaves its work to the next one, which does it once', async () => {
		const { holdout } = await open();
		const person = await competitor(holdout);
		for (let i = 0; i < 3; i++) await submit(holdout, person, 'small', predictions(i / 3));
		const child = await scoringForever();
		await until(async () => (await rowsOf(holdout)).some(({ status }) => status === 'scoring'));
		const states = (await rowsOf(holdout)).map(({ status }) => status).sort();
		expect(states).toEqual(['queued', 'queued', 'scoring']);
		child.kill('SIGKILL');
		await once(child, 'exit');

		const begun = Date.now();
		await holdout.lifecycle.drain();
		// Its lease ran for 15 s more; a process that is gone is noticed at once.
		expect(Date.now() - begun).toBeLessThan(10_000);
		expect((await rowsOf(holdout)).every(({ status }) => status === 'scored')).toBe(true);
		expect(await holdout.db.$count(evaluations)).toBe(3);
	});

	it('keeps its work while it lives', async () => {
		const { holdout } = await open();
		const person = await competitor(holdout);
		await submit(holdout, person, 'small', predictions(0.5));
		const child = await scoringForever();
		await until(async () => (await rowsOf(holdout))[0]!.status === 'scoring');
		const [held] = await rowsOf(holdout);
		await holdout.lifecycle.start();
		// Longer than a heartbeat: the lease moved, and nobody else took the row.
		await until(async () => (await rowsOf(holdout))[0]!.leaseExpiresAt! > held!.leaseExpiresAt!);
		expect((await rowsOf(holdout))[0]).toMatchObject({ status: 'scoring', claims: 1 });
		child.kill('SIGKILL');
		await once(child, 'exit');
	});
});

describe('several Holdouts on one data folder', () => {
	it('share the work, and each submission is scored once', async () => {
		const [one, two] = [await open(), await open()];
		const person = await competitor(one.holdout);
		await one.holdout.lifecycle.start();
		await two.holdout.lifecycle.start();
		const answers = await Promise.all(
			Array.from({ length: 40 }, (_, i) =>
				submit(i % 2 ? one.holdout : two.holdout, person, 'small', predictions(i / 40)),
			),
		);
		expect(answers.every(({ status }) => status === 202)).toBe(true);
		await Promise.all([one.holdout.lifecycle.drain(), two.holdout.lifecycle.drain()]);
		const rows = await rowsOf(one.holdout);
		expect(rows.map(({ status }) => status)).toEqual(Array(40).fill('scored'));
		expect(rows.every(({ claims }) => claims === 1)).toBe(true);
		expect(await one.holdout.db.$count(evaluations)).toBe(40);
		const competition = await findCompetition(one.holdout.db, 'small');
		const standings = await listPublicStandings(two.holdout.db, competition!, 'participant');
		expect(standings).toHaveLength(1);
		for (const { logged } of [one, two]) {
			expect(logged.filter(({ level }) => level > 30)).toEqual([]);
		}
	});

	it('a running one scores the baselines that another one imported', async () => {
		const [server, command] = [await open(), await open()];
		await server.holdout.lifecycle.start();
		await importSmall(command.holdout, {
			slug: 'small',
			yaml: 'baselines: [{ name: Half, file: baselines/half.csv }]',
			files: { 'baselines/half.csv': predictions(0.5) },
		});
		await until(async () => (await rowsOf(server.holdout))[0]?.status === 'scored');
	});

	it('give the same limits, however many take the uploads', async () => {
		const [one, two] = [await open(), await open()];
		await importSmall(one.holdout, { slug: 'small', yaml: 'limits: { per_day: 5 }' });
		const person = await newPerson(one.holdout);
		await joinAs(one.holdout, person, 'small');
		const answers = await Promise.all(
			Array.from({ length: 20 }, (_, i) =>
				submit(i % 2 ? one.holdout : two.holdout, person, 'small', predictions(i / 20)),
			),
		);
		expect(answers.filter(({ status }) => status === 202)).toHaveLength(5);
	});
});

it('waits for its work at the end, and goes on with the rest after a restart', async () => {
	const first = await open();
	const person = await competitor(first.holdout);
	await first.holdout.lifecycle.start();
	await Promise.all(
		Array.from({ length: 10 }, (_, i) =>
			submit(first.holdout, person, 'small', predictions(i / 10)),
		),
	);
	await first.close();
	worlds.splice(0);
	const second = await open();
	const rows = await rowsOf(second.holdout);
	expect(rows).toHaveLength(10);
	expect(rows.some(({ status }) => status === 'scoring')).toBe(false);
	await second.holdout.lifecycle.drain();
	expect((await rowsOf(second.holdout)).every(({ status }) => status === 'scored')).toBe(true);
	expect(await second.holdout.db.$count(evaluations)).toBe(10);
});

it('drains at once when there is nothing to do', async () => {
	const { holdout } = await open();
	await holdout.lifecycle.drain();
	expect(await rowsOf(holdout)).toEqual([]);
});

it('drains as often as it is asked to, also at once and while it runs', async () => {
	const { holdout } = await open();
	const person = await competitor(holdout);
	for (let i = 0; i < 6; i++) await submit(holdout, person, 'small', predictions(i / 6));
	const { lifecycle } = holdout;
	await Promise.all([lifecycle.drain(), lifecycle.drain(), lifecycle.start(), lifecycle.drain()]);
	expect((await rowsOf(holdout)).every(({ status }) => status === 'scored')).toBe(true);
	await submit(holdout, person, 'small', predictions(0.9));
	await until(async () => (await rowsOf(holdout)).every(({ status }) => status === 'scored'));
	await lifecycle.stop();
	await submit(holdout, person, 'small', predictions(0.8));
	expect((await rowsOf(holdout)).at(-1)!.status).toBe('received');
	await lifecycle.drain();
	expect((await rowsOf(holdout)).at(-1)!.status).toBe('scored');
});
