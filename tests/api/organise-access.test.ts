/** Who may do what in running a competition: everyone × every action. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { predictions } from './small.ts';
import {
	byToken,
	call,
	importSmall,
	joinAs,
	newPerson,
	NOBODY,
	openWorld,
	submit,
	type Call,
	type Person,
	type World,
} from './world.ts';

const ACTORS = [
	...(['anonymous', 'stranger', 'participant', 'member', 'otherOrganiser'] as const),
	...(['organiser', 'owner', 'admin', 'memberRead', 'ownerRead'] as const),
];
type Actor = (typeof ACTORS)[number];
type Expected = number | readonly [status: number, code: string];

let world: World;
let actors: Record<Actor, { headers: Record<string, string> }>;
let member: Person;
let submission: string;

beforeAll(async () => {
	world = await openWorld();
	const { holdout } = world;
	const person = (role?: 'admin' | 'organiser') => newPerson(holdout, role);
	const admin = await person('admin');
	const [owner, otherOrganiser] = [await person('organiser'), await person('organiser')];
	const [organiser, stranger, participant] = [await person(), await person(), await person()];
	member = await person();
	await importSmall(
		holdout,
		{ slug: 'table', yaml: 'late: accept\nteams: { max_size: 3 }' },
		owner.id,
	);
	await importSmall(holdout, { slug: 'other' }, otherOrganiser.id);
	for (const who of [member, participant]) await joinAs(holdout, who, 'table');
	submission = (await submit(holdout, member, 'table', predictions(0.5))).body.id;
	await holdout.lifecycle.drain();
	await call(holdout, owner, '/competitions/table/staff', {
		...{ method: 'POST', json: { email: organiser.email } },
	});
	actors = {
		...{
			anonymous: NOBODY,
			stranger,
			participant,
			member,
			otherOrganiser,
			organiser,
			owner,
			admin,
		},
		memberRead: await byToken(holdout, member, ['read']),
		ownerRead: await byToken(holdout, owner, ['read']),
	};
});
afterAll(() => world.close());

const UNAUTHENTICATED = [401, 'unauthenticated'] as const;
const FORBIDDEN = [403, 'forbidden'] as const;
const SCOPE = [403, 'insufficient_scope'] as const;
const NOT_JOINED = [403, 'not_joined'] as const;
const NOT_FOUND = [404, 'not_found'] as const;

const everyone = (expected: Expected) =>
	Object.fromEntries(ACTORS.map((actor) => [actor, expected])) as Record<Actor, Expected>;

/** Organisers of the competition and administrators. */
const organisers = (yes: Expected): Record<Actor, Expected> => ({
	...everyone(FORBIDDEN),
	anonymous: UNAUTHENTICATED,
	...{ organiser: yes, owner: yes, admin: yes },
	...{ memberRead: SCOPE, ownerRead: SCOPE },
});
const owners = (yes: Expected): Record<Actor, Expected> => ({
	...organisers(yes),
	organiser: FORBIDDEN,
});
const joined = (yes: Expected): Record<Actor, Expected> => ({
	...everyone(NOT_JOINED),
	anonymous: UNAUTHENTICATED,
	...{ participant: yes, member: yes, memberRead: yes },
});
/** A submission of somebody else is not there; of one's own team only organisers decide. */
const moderators = (yes: Expected): Record<Actor, Expected> => ({
	...everyone(NOT_FOUND),
	anonymous: UNAUTHENTICATED,
	member: FORBIDDEN,
	memberRead: SCOPE,
	...{ organiser: yes, owner: yes, admin: yes },
});

interface Row {
	what: string;
	path: () => string;
	send?: Call;
	answers: Record<Actor, Expected>;
}
const post = (json?: unknown): Call => ({ method: 'POST', json });
const at = (path: string) => () => `/competitions/table${path}`;
const read = (path: string) => ({ what: `GET ${path}`, path: at(path), answers: organisers(200) });
const text = { title: 'News', markdown: 'Text' };

/** The answers are of requests that would change nothing, or the same again, where that can be. */
const ROWS: Row[] = [
	...[
		...['/audit', '/audit/check', '/audit.csv', '/audit.json', '/staff', '/pages/rules'],
		...['/revisions/overview', '/revisions/settings', '/join-requests'],
		...['/submissions.csv', '/submissions.zip'],
	].map(read),
	{
		what: 'PATCH settings of running it',
		path: at(''),
		send: {
			method: 'PATCH',
			json: { late: 'accept', reveal: 'at_close', join: { who: 'everyone' } },
		},
		answers: organisers(200),
	},
	{
		what: 'PUT a page',
		path: at('/pages/rules'),
		send: { method: 'PUT', json: { markdown: '', revision: 0 } },
		answers: organisers(200),
	},
	{
		what: 'POST a preview',
		path: at('/preview'),
		send: post({ markdown: 'x' }),
		answers: organisers(200),
	},
	{
		what: 'POST a restoration',
		path: at('/revisions/rules/1/restore'),
		send: post(),
		answers: organisers(NOT_FOUND),
	},
	{
		what: 'POST an organiser',
		path: at('/staff'),
		send: post({ email: 'nobody@example.org' }),
		answers: owners([422, 'no_account']),
	},
	{
		what: 'PATCH an organiser',
		path: at('/staff/nobody'),
		send: { method: 'PATCH', json: { role: 'owner' } },
		answers: owners(NOT_FOUND),
	},
	{
		what: 'DELETE another organiser',
		path: at('/staff/nobody'),
		send: { method: 'DELETE' },
		answers: owners(NOT_FOUND),
	},
	{ what: 'GET announcements', path: at('/announcements'), answers: everyone(200) },
	{
		what: 'POST an announcement',
		path: at('/announcements'),
		send: post(text),
		answers: organisers(201),
	},
	{
		what: 'PATCH an announcement',
		path: at('/announcements/nothing'),
		send: { method: 'PATCH', json: text },
		answers: organisers(NOT_FOUND),
	},
	{
		what: 'DELETE an announcement',
		path: at('/announcements/nothing'),
		send: { method: 'DELETE' },
		answers: organisers(NOT_FOUND),
	},
	{
		what: 'POST a decision about a request',
		path: at('/join-requests/nobody'),
		send: post({ decision: 'approve' }),
		answers: organisers(NOT_FOUND),
	},
	{
		what: 'POST the reveal',
		path: at('/reveal'),
		send: post(),
		answers: organisers([409, 'conflict']),
	},
	{ what: 'GET finals', path: at('/finals'), answers: joined(200) },
	{ what: 'GET the team', path: at('/team'), answers: joined(200) },
	...(
		[
			['rename a team', 'PATCH', '/team', {}, 200],
			['invite', 'POST', '/team/invitation', undefined, 200],
			['take an invitation back', 'DELETE', '/team/invitation', undefined, 200],
			['merge', 'POST', '/team/merge', { code: 'none' }, [403, 'wrong_code']],
			['leave', 'POST', '/team/leave', undefined, [409, 'conflict']],
			['remove a member', 'DELETE', '/team/members/nobody', undefined, [409, 'conflict']],
		] as const
	).map(([what, method, path, json, yes]) => ({
		what: `${method} to ${what}`,
		path: at(path),
		send: { method, json },
		answers: { ...joined(yes), memberRead: SCOPE, ownerRead: SCOPE },
	})),
	{
		what: 'PUT finals',
		path: at('/finals'),
		send: { method: 'PUT', json: { submissions: [] } },
		answers: { ...joined(200), memberRead: SCOPE, ownerRead: SCOPE },
	},
	{
		what: 'POST a reinstatement',
		path: () => `/submissions/${submission}/reinstate`,
		send: post(),
		answers: moderators([409, 'conflict']),
	},
	{
		what: 'POST a disqualification without a reason',
		path: () => `/submissions/${submission}/disqualify`,
		send: post({ reason: '' }),
		answers: everyone([400, 'invalid_request']),
	},
];

describe.each(ROWS)('$what', ({ path, send, answers }) => {
	it.each(ACTORS)('%s', async (actor) => {
		const expected = answers[actor];
		const [status, code] = typeof expected === 'number' ? [expected] : expected;
		const answer = await call(world.holdout, actors[actor], path(), send);
		expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
	});
});

describe('a disqualification', () => {
	const ORDER: [Actor, Expected][] = [
		...(Object.entries(moderators(200)) as [Actor, Expected][]).filter(([, e]) => e !== 200),
		['organiser', 200],
		['owner', [409, 'conflict']],
		['admin', [409, 'conflict']],
	];
	it.each(ORDER)('%s', async (actor, expected) => {
		const [status, code] = typeof expected === 'number' ? [expected] : expected;
		const path = `/submissions/${submission}/disqualify`;
		const answer = await call(world.holdout, actors[actor], path, post({ reason: 'A test' }));
		expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
	});
});

it('an organiser who was taken off can do nothing any more', async () => {
	const { body } = await call<{ staff: { id: string; role: string }[] }>(
		world.holdout,
		actors.owner,
		'/competitions/table/staff',
	);
	const { id } = body.staff.find(({ role }) => role === 'organiser')!;
	await call(world.holdout, actors.owner, `/competitions/table/staff/${id}`, { method: 'DELETE' });
	for (const path of ['/audit', '/submissions?scope=all', '/pages/rules', '/export']) {
		const answer = await call(world.holdout, actors.organiser, `/competitions/table${path}`);
		expect([path, answer.status]).toEqual([path, 403]);
	}
});
