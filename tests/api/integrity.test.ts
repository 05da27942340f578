/** Copies among honest work: found, shown to staff, marked by people, seen by nobody else. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { IntegrityQueue, PairEvidence } from '#lib/api/schemas/integrity';
import { openClass, type Classroom } from './class.ts';
import { call, type Person } from './world.ts';

let room: Classroom;
let ana: Person;
const at = '/competitions/course/integrity';
const ask = <T = IntegrityQueue & { code?: string }>(
	method: string,
	path = '',
	json?: unknown,
	who: { headers: Record<string, string> } = room.instructor,
) => call<T>(room.world.holdout, who, `${at}${path}`, { method, json });

/** Independent noise on the truth of `small.ts`, by a seeded generator. */
function work(seed: number): number[][] {
	let state = seed;
	const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
	return Array.from({ length: 60 }, (_, i) =>
		[i % 3 === 0, i % 4 === 0].map((y) => 0.3 * Number(y) + 0.7 * random()),
	);
}
const file = (rows: number[][]) =>
	`image,Effusion,Nodule\n${rows.map((row, i) => `img-${i},${row.map((x) => x.toFixed(6)).join(',')}`).join('\n')}\n`;

async function finished(): Promise<IntegrityQueue> {
	for (let tries = 0; tries < 200; tries++) {
		const { body } = await ask('GET');
		if (body.run?.state !== 'running') return body;
		await new Promise((done) => setTimeout(done, 50));
	}
	throw new Error('the comparison does not end');
}

beforeAll(async () => {
	room = await openClass({ names: 'assigned' });
	for (let i = 0; i < 7; i++) {
		const person = await room.enter(`student-${i}@x.org`);
		if (i === 0) ana = person;
		await room.send(person, file(work(1000 + 77 * i)));
	}
	const copyist = await room.enter('copyist@x.org');
	// One finding as it is, the other with a little noise.
	const copied = work(1000).map(([a, b], i) => [a!, b! + (i % 2 ? 0.001 : -0.001)]);
	await room.send(copyist, file(copied));
	const prober = await room.enter('prober@x.org');
	const base = work(5);
	for (let i = 0; i < 5; i++) {
		await room.send(prober, file(base.map((row, k) => (k === i ? [1, row[1]!] : row))));
	}
	await room.world.holdout.lifecycle.drain();
});
afterAll(() => room.world.close());

it('finds the copy and the probing, with what speaks for it', async () => {
	expect((await ask('GET')).body).toEqual({ run: null, result: null });
	const started = await ask('POST', '/runs');
	expect(started.body.run).toMatchObject({ by: 'Inge Instructor' });
	const { run, result } = await finished();
	expect(run).toMatchObject({ state: 'done', share: 1 });
	const copy = result!.pairs.find(({ signs }) => signs.includes('shared_columns'))!;
	expect(copy.shared_columns).toEqual(['Effusion']);
	expect([copy.a, copy.b].flatMap(({ people }) => people).sort()).toEqual(['copyist', 'student-0']);
	expect(copy.correlation).toBeGreaterThan(0.95);
	expect(result!.patterns).toMatchObject([{ code: 'small_steps', people: ['prober'] }]);
	const query = `a=${copy.a.submission}&b=${copy.b.submission}&label=Nodule`;
	const { body } = await ask<PairEvidence>('GET', `/pair?${query}`);
	expect(body).toMatchObject({ rows: 60, equal: 0, points: { length: 60 } });
	expect(body.noise!.most).toBeCloseTo(0.001, 5);
});

it('keeps what people decide, with who did it', async () => {
	const { result } = (await ask('GET')).body;
	const { key } = result!.pairs[0]!;
	const marked = await ask('PUT', `/marks/${key}`, { verdict: 'to_discuss', note: 'Ask both' });
	expect(marked.body.result!.pairs[0]!.mark).toMatchObject({
		...{ verdict: 'to_discuss', note: 'Ask both', by: 'Inge Instructor' },
	});
	await ask('POST', '/runs');
	expect((await finished()).result!.pairs[0]!.mark).not.toBeNull();
	expect((await ask('DELETE', `/marks/${key}`)).body.result!.pairs[0]!.mark).toBeNull();
	expect((await ask('DELETE', `/marks/${key}`)).status).toBe(409);
	expect((await ask('PUT', '/marks/pair:x:y', { verdict: 'explained' })).status).toBe(404);
});

it('is for staff only', async () => {
	for (const [method, path, json] of [
		['GET', '', undefined],
		['POST', '/runs', undefined],
		['GET', '/pair?a=a&b=b&label=Nodule', undefined],
		['PUT', '/marks/pair:a:b', { verdict: 'explained' }],
		['DELETE', '/marks/pair:a:b', undefined],
	] as const) {
		expect([method, path, (await ask(method, path, json, ana)).status]).toEqual([
			method,
			path,
			403,
		]);
	}
});

it('a clone has data, rules and students, and nobody’s work', async () => {
	const clone = (json: object) =>
		call<{ code?: string }>(room.world.holdout, room.instructor, '/competitions/course/clone', {
			...{ method: 'POST', json },
		});
	const made = await clone({ slug: 'course-2027', shift_days: 365, roster: true });
	expect([made.status, made.body]).toEqual([201, { slug: 'course-2027' }]);
	const { body } = await call(room.world.holdout, room.instructor, '/competitions/course-2027');
	expect(body).toMatchObject({
		...{ participants: 0, submissions: 0, closes: '2027-01-20T00:00:00.000Z' },
		class: { names: 'assigned' },
	});
	const roster = await call(
		room.world.holdout,
		room.instructor,
		'/competitions/course-2027/roster',
	);
	expect(roster.body.students).toHaveLength(9);
	expect((await clone({ slug: 'course-2027', shift_days: 0 })).body.code).toBe('slug_taken');
	const theirs = await call(room.world.holdout, ana, '/competitions/course/clone', {
		...{ method: 'POST', json: { slug: 'mine', shift_days: 0 } },
	});
	expect(theirs.status).toBe(403);
});
