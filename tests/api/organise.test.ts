/** Staff, pages with a history, announcements. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
	Announcement,
	PageSource,
	RevisionList,
	StaffMember,
} from '#lib/api/schemas/organise';
import type { CompetitionDetail } from '#lib/api/schemas/competitions';
import {
	call,
	importSmall,
	newPerson,
	NOBODY,
	openWorld,
	type Person,
	type World,
} from './world.ts';

let world: World;
let owner: Person;
let clock = Date.UTC(2026, 0, 10, 12);
beforeAll(async () => {
	world = await openWorld({ now: () => clock });
	await newPerson(world.holdout, 'admin');
	owner = await newPerson(world.holdout, 'organiser', 'Olga');
	await importSmall(world.holdout, { slug: 'run' }, owner.id);
});
afterAll(() => world.close());

const send = <
	T = { code?: string; staff?: StaffMember[]; problems?: { code: string; column?: string }[] },
>(
	who: { headers: Record<string, string> },
	method: string,
	path: string,
	json?: unknown,
) => call<T>(world.holdout, who, `/competitions/run${path}`, { method, json });

describe('staff', () => {
	it('is invited by the address of an account, and is an organiser at once', async () => {
		const co = await newPerson(world.holdout, 'participant', 'Carla');
		expect((await send(co, 'GET', '/staff')).status).toBe(403);
		const { body } = await send(owner, 'POST', '/staff', {
			email: ` ${co.email.toUpperCase()}`.trim(),
		});
		expect(body.staff!.map(({ name, role }) => [name, role])).toEqual([
			['Olga', 'owner'],
			['Carla', 'organiser'],
		]);
		expect((await send(co, 'GET', '/staff')).status).toBe(200);
		const seen = await send<CompetitionDetail>(co, 'GET', '');
		expect(seen.body.viewer).toMatchObject({ organiser: true, owner: false });
		expect((await send(owner, 'POST', '/staff', { email: co.email })).body.code).toBe('conflict');
		expect((await send(co, 'POST', '/staff', { email: owner.email })).body.code).toBe('forbidden');
	});

	it('an address without an account is refused with what to do', async () => {
		const { status, body } = await send(owner, 'POST', '/staff', { email: 'no@example.org' });
		expect([status, body.code]).toEqual([422, 'no_account']);
	});

	it('a competition keeps an owner, however many leave at once', async () => {
		const other = await newPerson(world.holdout, 'participant', 'Second owner');
		await send(owner, 'POST', '/staff', { email: other.email, role: 'owner' });
		const leave = (who: Person) => send(who, 'DELETE', `/staff/${who.id}`);
		const answers = await Promise.all([leave(owner), leave(other)]);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
		const left = answers[0]!.status === 200 ? other : owner;
		const gone = left === owner ? other : owner;
		expect((await send(gone, 'GET', '/staff')).status).toBe(403);
		expect((await send(left, 'PATCH', `/staff/${left.id}`, { role: 'organiser' })).status).toBe(
			409,
		);
		await send(left, 'POST', '/staff', { email: gone.email, role: 'owner' });
		expect((await send(owner, 'DELETE', `/staff/${other.id}`)).status).toBe(200);
	});

	it('an organiser may leave, and removes nobody else', async () => {
		const [a, b] = [await newPerson(world.holdout), await newPerson(world.holdout)];
		for (const { email } of [a, b]) await send(owner, 'POST', '/staff', { email });
		expect((await send(a, 'DELETE', `/staff/${b.id}`)).body.code).toBe('forbidden');
		expect((await send(a, 'DELETE', `/staff/${a.id}`)).status).toBe(200);
		expect((await send(owner, 'DELETE', `/staff/${b.id}`)).status).toBe(200);
		expect((await send(owner, 'DELETE', `/staff/${b.id}`)).status).toBe(404);
	});
});

describe('pages', () => {
	it('are edited with a history that can be restored', async () => {
		const first = await send<PageSource>(owner, 'GET', '/pages/overview');
		expect(first.body).toEqual({
			...{ page: 'overview', revision: 0, markdown: '# About\n\nTwo findings.\n' },
		});
		const edit = (markdown: string, revision: number) =>
			send<PageSource>(owner, 'PUT', '/pages/overview', { markdown, revision });
		expect((await edit('# One\r\n\r\ntext <script>alert(1)</script>\r\n', 0)).body.revision).toBe(
			1,
		);
		const shown = await send<CompetitionDetail>(NOBODY, 'GET', '');
		expect(shown.body.pages.overview).toContain('One</h1>');
		expect(shown.body.pages.overview).not.toContain('script>');
		await edit('# Two\n', 1);
		const stale = await send(owner, 'PUT', '/pages/overview', { markdown: 'lost', revision: 1 });
		expect([stale.status, stale.body.code]).toEqual([409, 'edited_meanwhile']);
		// The original: the state before the first revision.
		const restored = await send<RevisionList>(owner, 'POST', '/revisions/overview/0/restore');
		expect(restored.body.revisions.map(({ number, restored: r }) => [number, r])).toEqual([
			[3, 0],
			[2, null],
			[1, null],
		]);
		expect(restored.body.revisions[1]!.text).toEqual({
			before: '# One\n\ntext <script>alert(1)</script>\n',
			after: '# Two\n',
		});
		expect((await send<PageSource>(owner, 'GET', '/pages/overview')).body.markdown).toBe(
			first.body.markdown,
		);
		expect((await send(owner, 'POST', '/revisions/overview/9/restore')).status).toBe(404);
	});

	it('two edits of the same revision at once: one is refused', async () => {
		const edit = (markdown: string) => send(owner, 'PUT', '/pages/data', { markdown, revision: 0 });
		const answers = await Promise.all(['a', 'b', 'c'].map(edit));
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
	});

	it('an emptied page is none, and a preview changes nothing', async () => {
		await send(owner, 'PUT', '/pages/rules', { markdown: 'x', revision: 0 });
		await send(owner, 'PUT', '/pages/rules', { markdown: '', revision: 1 });
		expect((await send<CompetitionDetail>(NOBODY, 'GET', '')).body.pages.rules).toBeNull();
		const { body } = await send<{ html: string }>(owner, 'POST', '/preview', {
			markdown: '**b** <img src=x onerror=alert(1)> [x](javascript:alert(1))',
		});
		expect(body.html).toContain('<strong>b</strong>');
		expect(body.html).not.toMatch(/onerror|javascript/);
	});
});

describe('settings', () => {
	it('keep a history that can be restored', async () => {
		const before = (await send<CompetitionDetail>(owner, 'GET', '')).body;
		await send(owner, 'PATCH', '', { limits: { per_day: 3 }, closes: '2027-01-01T00:00:00Z' });
		await send(owner, 'PATCH', '', { limits: { final: 1 } });
		const { body } = await send<RevisionList>(owner, 'GET', '/revisions/settings');
		expect(body.revisions.map(({ changes }) => changes)).toEqual([
			[{ key: 'limits.final', before: '2', after: '1' }],
			[
				{ key: 'closes', before: null, after: '2027-01-01T00:00:00.000Z' },
				{ key: 'limits.per_day', before: null, after: '3' },
			],
		]);
		await send(owner, 'POST', '/revisions/settings/0/restore');
		const after = (await send<CompetitionDetail>(owner, 'GET', '')).body;
		expect(after.limits).toEqual(before.limits);
		expect(after.closes).toBe(before.closes);
	});

	it('that contradict each other change nothing', async () => {
		const { status, body } = await send(owner, 'PATCH', '', {
			...{ title: 'Not kept', opens: '2026-05-01T00:00:00Z', closes: '2026-04-01T00:00:00Z' },
		});
		expect([status, body.problems![0]!.column]).toEqual([400, 'closes']);
		expect((await send<CompetitionDetail>(owner, 'GET', '')).body.title).toBe('Small run');
	});
});

describe('announcements', () => {
	const list = async (who: { headers: Record<string, string> }) =>
		(await send<{ announcements: Announcement[] }>(who, 'GET', '/announcements')).body
			.announcements;

	it('pinned first, those for later only for organisers', async () => {
		const post = (title: string, more = {}) =>
			send<Announcement>(owner, 'POST', '/announcements', { title, markdown: '*Hi*', ...more });
		expect((await post('First')).status).toBe(201);
		clock += 1000;
		await post('Pinned', { pinned: true });
		clock += 1000;
		await post('Last');
		const later = new Date(clock + 60_000).toISOString();
		const planned = await post('Later', { publish_at: later });
		expect(planned.body.published).toBe(false);
		expect((await list(NOBODY)).map(({ title }) => title)).toEqual(['Pinned', 'Last', 'First']);
		expect((await list(NOBODY))[0]).toMatchObject({ markdown: null, author: 'Olga' });
		expect((await list(NOBODY))[0]!.html).toContain('<em>Hi</em>');
		expect(await list(owner)).toHaveLength(4);
		clock += 60_000;
		expect(await list(NOBODY)).toHaveLength(4);
		const path = `/announcements/${planned.body.id}`;
		const edited = await send<Announcement>(owner, 'PATCH', path, { title: 'Corrected' });
		expect(edited.body).toMatchObject({ title: 'Corrected', markdown: '*Hi*' });
		expect(edited.body.edited_at).not.toBeNull();
		expect((await send(owner, 'DELETE', path)).status).toBe(204);
		expect((await send(owner, 'DELETE', path)).status).toBe(404);
		expect(await list(NOBODY)).toHaveLength(3);
	});

	it('bad input: every problem at once, nothing written', async () => {
		const before = (await list(owner)).length;
		const { status, body } = await send(owner, 'POST', '/announcements', {
			...{ title: '', markdown: '', publish_at: 'tomorrow' },
		});
		expect(status).toBe(400);
		expect(body.problems!.map(({ column }) => column)).toEqual([
			...['title', 'markdown', 'publish_at'],
		]);
		expect(await list(owner)).toHaveLength(before);
	});

	it('are told on the event stream, once', async () => {
		const response = await world.holdout.api.request('/api/v1/competitions/run/events');
		const reader = response.body!.getReader();
		let text = '';
		const until = async (what: RegExp) => {
			while (!what.test(text)) text += new TextDecoder().decode((await reader.read()).value);
		};
		await until(/retry/);
		for (const title of ['Told', 'Told again']) {
			await send(owner, 'POST', '/announcements', { title, markdown: 'x' });
		}
		await until(/"Told again"/);
		expect(text.match(/event: announcement/g)).toHaveLength(2);
		await reader.cancel();
		expect(world.holdout.events.count()).toBe(0);
	});
});
