/** A draft: for everyone but its organisers it is not there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zipFolder } from '#lib/competition-folder/index';
import { predictions, smallCompetition } from './small.ts';
import {
	byToken,
	call,
	joinAs,
	newPerson,
	NOBODY,
	openWorld,
	submit,
	type Person,
	type World,
} from './world.ts';

let world: World;
let owner: Person;
let admin: Person;
let strangers: { headers: Record<string, string> }[];
let baseline: string;
beforeAll(async () => {
	world = await openWorld();
	const { holdout } = world;
	owner = await newPerson(holdout, 'organiser');
	admin = await newPerson(holdout, 'admin');
	const another = await newPerson(holdout, 'organiser');
	// A token that may not organise is as good as a participant.
	const reading = await byToken(holdout, owner, ['read']);
	strangers = [NOBODY, await newPerson(holdout), another, reading];
	const body = zipFolder(smallCompetition({ slug: 'sketch' })) as Uint8Array<ArrayBuffer>;
	const send = { method: 'POST', type: 'application/zip', body };
	const made = await call(holdout, owner, '/competitions/import?draft=true', send);
	expect(made.status).toBe(201);
	baseline = (await submit(holdout, owner, 'sketch', predictions(0.3), '?baseline=Net')).body.id;
	await holdout.lifecycle.drain();
});
afterAll(() => world.close());

const slugs = async (who: { headers: Record<string, string> }) => {
	const { body } = await call<{ competitions: { slug: string }[] }>(
		world.holdout,
		who,
		'/competitions',
	);
	return body.competitions.map(({ slug }) => slug);
};
const sketch = '/competitions/sketch';

describe('while it is a draft', () => {
	it('its organisers and administrators see it, and that it is one', async () => {
		for (const who of [owner, admin]) {
			expect(await slugs(who)).toEqual(['sketch']);
			expect(await call(world.holdout, who, sketch)).toMatchObject({
				...{ status: 200, body: { draft: true, baselines: 1 } },
			});
		}
	});

	it('nobody else learns that it exists', async () => {
		const paths = ['', '/format', '/leaderboard', '/baselines', '/events', '/announcements'];
		for (const who of strangers) {
			expect(await slugs(who)).toEqual([]);
			for (const path of paths) {
				expect((await call(world.holdout, who, sketch + path)).status, path).toBe(404);
			}
			const { status } = await call(world.holdout, who, `/submissions/${baseline}`);
			expect([401, 404]).toContain(status);
		}
		const stranger = strangers[1] as Person;
		expect((await joinAs(world.holdout, stranger, 'sketch')).status).toBe(404);
		expect(
			(await call(world.holdout, stranger, `${sketch}/publish`, { method: 'POST' })).status,
		).toBe(404);
	});
});

it('once it is published everyone sees it, and the log says who did it', async () => {
	const publish = () => call(world.holdout, owner, `${sketch}/publish`, { method: 'POST' });
	expect(await publish()).toMatchObject({ status: 200, body: { draft: false } });
	for (const who of strangers) {
		expect(await slugs(who)).toEqual(['sketch']);
		expect((await call(world.holdout, who, `/submissions/${baseline}`)).status).toBe(200);
	}
	expect(await publish()).toMatchObject({ status: 409, body: { code: 'conflict' } });
	const log = await call<{ entries: { action: string }[] }>(
		world.holdout,
		owner,
		`${sketch}/audit`,
	);
	expect(log.body.entries[0]!.action).toBe('competition_published');
});
