import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evaluations } from '#db/schema/evaluations';
import { submissions } from '#db/schema/submissions';
import type { Holdout } from '#lib/server/holdout';
import type { Role } from '#lib/server/lifecycle/lifecycle';
import { NO_ENGINES } from '#lib/server/settings/engines';
import { predictions } from '../api/small.ts';
import { importSmall, joinAs, newDataDir, newPerson, openWorld, submit } from '../api/world.ts';
import type { Person, World } from '../api/world.ts';
import { redisProgram, startRedis, type Engine } from './engines.ts';

let redis: Engine;
let dataDir: string;
let worlds: World[];

const open = async (role: Role): Promise<Holdout> => {
	const engines = { ...NO_ENGINES, redis: { url: redis.url, prefix: 'test' } };
	const world = await openWorld({ dataDir, engines }, role);
	worlds.push(world);
	await world.holdout.lifecycle.start();
	return world.holdout;
};

async function until(condition: () => Promise<boolean>, ms = 20_000): Promise<number> {
	const begun = Date.now();
	while (Date.now() - begun < ms) {
		if (await condition()) return Date.now() - begun;
		await new Promise((done) => setTimeout(done, 10));
	}
	throw new Error('did not happen');
}

const statuses = async ({ db }: Holdout) =>
	(await db.select().from(submissions)).map((s) => s.status);
const allScored = (holdout: Holdout, n: number) => async () => {
	const found = await statuses(holdout);
	return found.length === n && found.every((status) => status === 'scored');
};

async function competitor(holdout: Holdout): Promise<Person> {
	await importSmall(holdout, { slug: 'small', yaml: 'limits: { per_day: 1000 }' });
	const person = await newPerson(holdout);
	await joinAs(holdout, person, 'small');
	return person;
}

const send = async (holdout: Holdout, person: Person, n: number, from = 0) => {
	const sent = [];
	for (let i = from; i < from + n; i++) {
		sent.push(submit(holdout, person, 'small', predictions(i / 40)));
	}
	const answers = await Promise.all(sent);
	expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
	return answers.map(({ body }) => body.id);
};

const expectOneEvaluationEach = async ({ db }: Holdout, n: number) => {
	const rows = await db.select().from(evaluations);
	expect(rows).toHaveLength(n);
	expect(new Set(rows.map((row) => row.submissionId)).size).toBe(n);
};

// CI installs redis-server; elsewhere there may be none.
describe.skipIf(!redisProgram)('delivery through Redis', () => {
	beforeEach(async () => {
		redis = await startRedis();
		dataDir = newDataDir();
		worlds = [];
	});
	afterEach(async () => {
		for (const world of worlds) await world.close();
		rmSync(dataDir, { recursive: true, force: true });
		await redis.remove();
	});

	it('scorers score, the web process does not, and it hears of it', async () => {
		const web = await open('web');
		const person = await competitor(web);
		const [id] = await send(web, person, 1);
		await new Promise((done) => setTimeout(done, 300));
		expect(await statuses(web)).toEqual(['received']);
		let heard = 0;
		web.events.listen(id!, () => heard++);
		const scorer = await open('scorer');
		await until(allScored(web, 1));
		await until(async () => heard > 1);
		const scorers = [scorer, await open('scorer')];
		await send(web, person, 20, 1);
		await until(allScored(web, 21));
		await expectOneEvaluationEach(web, 21);
		expect(scorers).toHaveLength(2);
	});

	it('a Redis that forgets everything loses nothing', async () => {
		const web = await open('web');
		const person = await competitor(web);
		await send(web, person, 10);
		await redis.kill('SIGKILL');
		await redis.start();
		await open('scorer');
		await until(allScored(web, 10));
		await expectOneEvaluationEach(web, 10);
	});

	it('without Redis submissions are taken and scored all the same', async () => {
		const web = await open('web');
		const person = await competitor(web);
		await open('scorer');
		await send(web, person, 2);
		await until(allScored(web, 2));
		await redis.kill('SIGKILL');
		await send(web, person, 5, 2);
		await until(allScored(web, 7));
		await redis.start();
		await send(web, person, 5, 7);
		await until(allScored(web, 12));
		await expectOneEvaluationEach(web, 12);
	});

	it('commands score without a scorer', async () => {
		const web = await open('web');
		const person = await competitor(web);
		await send(web, person, 3);
		await web.lifecycle.drain();
		await allScored(web, 3)();
		await expectOneEvaluationEach(web, 3);
	});

	it('a scorer that is stopped hands back what it holds', async () => {
		const web = await open('web');
		const person = await competitor(web);
		const first = await open('scorer');
		await send(web, person, 10);
		await first.lifecycle.stop();
		expect((await statuses(web)).filter((status) => status === 'scoring')).toEqual([]);
		await open('scorer');
		await until(allScored(web, 10));
		await expectOneEvaluationEach(web, 10);
	});
});
