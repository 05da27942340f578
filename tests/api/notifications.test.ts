import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NotificationList, NotificationSettings } from '#lib/api/schemas/notifications';
import { KIND_NAMES } from '#lib/notifications/kinds';
import { notify } from '#lib/server/notifications/notify';
import { findCompetition } from '#db/queries/competitions';
import { predictions } from './small.ts';
import {
	call,
	importSmall,
	joinAs,
	newPerson,
	NOBODY,
	openWorld,
	submit,
	type Person,
	type World,
} from './world.ts';

const DAY = 86_400_000;
let world: World;
let organiser: Person;
let person: Person;
let clock = Date.now();

beforeAll(async () => {
	world = await openWorld({ now: () => clock });
	organiser = await newPerson(world.holdout, 'admin');
	await importSmall(world.holdout, { slug: 'small' }, organiser.id);
	person = await newPerson(world.holdout);
	await joinAs(world.holdout, person, 'small');
});
afterAll(() => world.close());

const listOf = async (who: Person) =>
	(await call<NotificationList>(world.holdout, who, '/me/notifications')).body;
const titlesOf = async (who: Person) => (await listOf(who)).notifications.map(({ title }) => title);

async function submitted(csv: string): Promise<string> {
	const { body } = await submit(world.holdout, person, 'small', csv);
	await world.holdout.lifecycle.drain();
	return body.id;
}

const setKind = (who: Person, kind: string, site: boolean, mail: boolean) =>
	call<NotificationSettings>(world.holdout, who, '/me/notification-settings', {
		method: 'PUT',
		json: { kind, site, mail },
	});

describe('what people are told', () => {
	it('tells a team how its submission ended, once', async () => {
		const id = await submitted(predictions(0.8));
		const { notifications, unread } = await listOf(person);
		expect(notifications).toMatchObject([
			{
				kind: 'result',
				href: `/submissions/${id}`,
				competition: { slug: 'small' },
				params: { status: 'scored', file: 'mine.csv' },
				read_at: null,
			},
		]);
		expect(notifications[0]!.title).toMatch(/mine\.csv scored 0\.\d{3}/);
		expect(unread).toBe(1);
		await submitted('nonsense');
		expect((await titlesOf(person))[0]).toContain('was not accepted');
	});

	it('tells of a disqualification with its reason, and of the way back', async () => {
		const id = (await listOf(person)).notifications.at(-1)!.href.split('/').at(-1)!;
		const decide = (action: string, json?: object) =>
			call(world.holdout, organiser, `/submissions/${id}/${action}`, { method: 'POST', json });
		await decide('disqualify', { reason: 'made with the test labels' });
		clock += 1000;
		await decide('reinstate');
		const [back, off] = (await listOf(person)).notifications;
		expect(back!.title).toContain('is back on the leaderboard');
		expect(off).toMatchObject({ kind: 'disqualification', text: 'made with the test labels' });
	});

	it('tells of announcements when their time comes, and only those who were there', async () => {
		await call(world.holdout, organiser, '/competitions/small/announcements', {
			method: 'POST',
			json: {
				title: 'Labels corrected',
				markdown: 'Two rows.',
				pinned: false,
				publish_at: new Date(clock + DAY).toISOString(),
			},
		});
		await world.holdout.postman.settle();
		expect((await titlesOf(person))[0]).not.toContain('Labels corrected');
		clock += DAY + 1;
		await world.holdout.postman.settle();
		expect((await titlesOf(person))[0]).toContain('Labels corrected');
		const late = await newPerson(world.holdout);
		await joinAs(world.holdout, late, 'small');
		await world.holdout.postman.settle();
		expect(await titlesOf(late)).toEqual([]);
		expect((await titlesOf(person)).filter((title) => /corrected/.test(title))).toHaveLength(1);
	});

	it('tells of a close within a day, again if it is moved', async () => {
		const close = (at: number) =>
			call(world.holdout, organiser, '/competitions/small', {
				method: 'PATCH',
				json: { closes: new Date(at).toISOString() },
			});
		const count = async () =>
			(await listOf(person)).notifications.filter(({ kind }) => kind === 'closes_tomorrow').length;
		await close(clock + 3 * DAY);
		await world.holdout.postman.settle();
		expect(await count()).toBe(0);
		clock += 2 * DAY + 60_000;
		await world.holdout.postman.settle();
		await world.holdout.postman.settle();
		expect(await count()).toBe(1);
		await close(clock + 5 * DAY);
		clock += 4 * DAY + 60_000;
		await world.holdout.postman.settle();
		expect(await count()).toBe(2);
		await close(clock + 100 * DAY);
	});

	it('says nothing of a kind that was switched off, and knows no other kinds', async () => {
		const before = (await listOf(person)).total;
		expect((await setKind(person, 'result', false, false)).status).toBe(200);
		clock += 2 * DAY;
		await submitted(predictions(0.7));
		expect((await listOf(person)).total).toBe(before);
		const { body } = await setKind(person, 'result', true, true);
		expect(body.kinds.map(({ kind }) => kind)).toEqual(KIND_NAMES);
		expect(body.mail_available).toBe(false);
		expect((await setKind(person, 'toString', true, true)).status).toBe(400);
	});

	it('tells the same event once, whoever repeats it', async () => {
		const { id } = (await findCompetition(world.holdout.db, 'small'))!;
		const before = (await listOf(person)).total;
		const again = () =>
			notify(world.holdout, {
				kind: 'extension',
				about: `${id}:x`,
				to: { users: [person.id, 'nobody'] },
				competitionId: id,
				params: { at: '2026-12-20T22:59:00.000Z' },
				href: '/competitions/small',
			});
		await Promise.all([again(), again(), again()]);
		expect((await listOf(person)).total).toBe(before + 1);
	});
});

describe('the bell', () => {
	it('counts, marks some or all as read, and is one’s own', async () => {
		const { notifications, unread } = await listOf(person);
		expect(unread).toBe(notifications.length);
		const mark = (who: Person, ids: string[] | null) =>
			call<{ unread: number }>(world.holdout, who, '/me/notifications/read', {
				method: 'POST',
				json: { ids },
			});
		expect((await mark(person, [notifications[0]!.id])).body.unread).toBe(unread - 1);
		const other = await newPerson(world.holdout);
		expect((await mark(other, null)).body.unread).toBe(0);
		expect((await listOf(person)).unread).toBe(unread - 1);
		const me = await call<{ unread: number }>(world.holdout, person, '/me');
		expect(me.body.unread).toBe(unread - 1);
		expect((await mark(person, null)).body.unread).toBe(0);
	});

	it('is for people who are signed in', async () => {
		for (const path of ['/me/notifications', '/me/notification-settings'])
			expect((await call(world.holdout, NOBODY, path)).status).toBe(401);
		const stream = await call(world.holdout, NOBODY, '/me/notifications/events');
		expect(stream.status).toBe(401);
	});

	it('tells the number at once and whenever it changes, and keeps nothing afterwards', async () => {
		const response = await world.holdout.api.request('/api/v1/me/notifications/events', {
			headers: person.headers,
		});
		const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
		const next = async () => {
			for (;;) {
				const { value } = await reader.read();
				const found = /data: (.*)/.exec(value ?? '');
				if (found) return JSON.parse(found[1]!) as { unread: number };
			}
		};
		expect(await next()).toEqual({ unread: 0 });
		await submitted(predictions(0.6));
		expect(await next()).toEqual({ unread: 1 });
		await reader.cancel();
		expect(world.holdout.events.count()).toBe(0);
	});
});

describe('the language of an account', () => {
	it('is one of three', async () => {
		const choose = (locale: string) =>
			call(world.holdout, person, '/me', { method: 'PATCH', json: { locale } });
		expect((await choose('pt')).status).toBe(204);
		expect((await call(world.holdout, person, '/me')).body).toMatchObject({ locale: 'pt' });
		expect((await choose('xx')).status).toBe(400);
	});
});
