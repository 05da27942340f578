import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zipFolder } from '#lib/competition-folder/index';
import { PICTURE, smallCard } from '../support/card.ts';
import { castOf, SLUG, type Actor, type Cast } from './cast.ts';
import { predictions, smallCompetition } from './small.ts';
import { call, openWorld, type Call, type World } from './world.ts';

let world: World;
let cast: Cast;
beforeAll(async () => {
	world = await openWorld();
	cast = await castOf(world.holdout);
	await world.holdout.lifecycle.drain();
});
afterAll(() => world.close());

const ACTORS: Actor[] = [
	...(['anonymous', 'stranger', 'participant', 'owner', 'organiser', 'otherOrganiser'] as const),
	...([
		'admin',
		'ownerRead',
		'ownerSubmit',
		'organiserRead',
		'organiserToken',
		'adminRead',
	] as const),
];

/** The answer of everyone: a status, or a status and the code of the refusal. */
type Expected = number | readonly [status: number, code: string];
const UNAUTHENTICATED = [401, 'unauthenticated'] as const;
const FORBIDDEN = [403, 'forbidden'] as const;
const SCOPE = [403, 'insufficient_scope'] as const;
const NOT_JOINED = [403, 'not_joined'] as const;
const NOT_FOUND = [404, 'not_found'] as const;
const INVALID_PICTURE = [422, 'invalid_picture'] as const;

const everyone = (expected: Expected): Record<Actor, Expected> =>
	Object.fromEntries(ACTORS.map((actor) => [actor, expected])) as Record<Actor, Expected>;

interface Row {
	what: string;
	path: (cast: Cast) => string;
	send?: () => Call;
	answers: Record<Actor, Expected>;
}

const csv = () => ({ method: 'POST', type: 'text/csv', body: predictions(0.4) });
const zip = () => ({
	method: 'POST',
	type: 'application/zip',
	body: zipFolder(smallCompetition({ slug: 'not-made' })) as Uint8Array<ArrayBuffer>,
});

/** Only organisers of the competition and administrators; a token needs the scope. */
const ORGANISERS: Record<Actor, Expected> = {
	...everyone(FORBIDDEN),
	anonymous: UNAUTHENTICATED,
	organiser: 200,
	admin: 200,
	organiserToken: 200,
	...{ ownerRead: SCOPE, ownerSubmit: SCOPE, organiserRead: SCOPE, adminRead: SCOPE },
};

const ADMINS: Record<Actor, Expected> = {
	...ORGANISERS,
	organiser: FORBIDDEN,
	organiserToken: FORBIDDEN,
};

/** The team that made it and organisers; nobody else learns that it exists. */
const OF_TEAM: Record<Actor, Expected> = {
	...everyone(NOT_FOUND),
	anonymous: UNAUTHENTICATED,
	...{ owner: 200, ownerRead: 200, ownerSubmit: 200 },
	...{ organiser: 200, organiserToken: 200, admin: 200 },
};

const JOINED: Record<Actor, Expected> = {
	...everyone(NOT_JOINED),
	anonymous: UNAUTHENTICATED,
	...{ owner: 200, participant: 200, ownerRead: 200, ownerSubmit: 200 },
};

const OF_ORGANISER_OR_JOINED: Record<Actor, Expected> = {
	...JOINED,
	...{ organiser: 200, organiserToken: 200, admin: 200 },
};

const SIGNED_IN = { ...everyone(200), anonymous: UNAUTHENTICATED };

const ROWS: Row[] = [
	...[
		'/me',
		'/competitions',
		`/competitions/${SLUG}`,
		`/competitions/${SLUG}/format`,
		`/competitions/${SLUG}/sample-submission.csv`,
		`/competitions/${SLUG}/files/examples/weak.csv`,
		`/competitions/${SLUG}/leaderboard`,
		`/competitions/${SLUG}/leaderboard.csv`,
		`/competitions/${SLUG}/baselines`,
		'/metrics',
		'/openapi.json',
		'/healthz',
	].map((path) => ({ what: `GET ${path}`, path: () => path, answers: everyone(200) })),
	...['', '/card', '/card.json', '/card.md', `/${PICTURE}`].map((part) => ({
		what: `GET a baseline${part}`,
		path: (c: Cast) => `/competitions/${SLUG}/baselines/${c.baseline}${part}`,
		answers: everyone(200),
	})),
	{
		what: 'PUT a card',
		path: (c) => `/competitions/${SLUG}/baselines/${c.baseline}/card`,
		send: () => ({ method: 'PUT', json: smallCard(['Effusion', 'Nodule']) }),
		answers: ORGANISERS,
	},
	{
		what: 'PUT a picture, which is none',
		path: (c) => `/competitions/${SLUG}/baselines/${c.baseline}/${PICTURE}`,
		send: () => ({ method: 'PUT', type: 'image/webp', body: 'RIFF' }),
		answers: {
			...ORGANISERS,
			...{ organiser: INVALID_PICTURE, organiserToken: INVALID_PICTURE, admin: INVALID_PICTURE },
		},
	},
	{
		what: 'DELETE a card of a baseline that is not there',
		path: () => `/competitions/${SLUG}/baselines/nothing/card`,
		send: () => ({ method: 'DELETE' }),
		answers: {
			...ORGANISERS,
			...{ organiser: NOT_FOUND, organiserToken: NOT_FOUND, admin: NOT_FOUND },
		},
	},
	{
		what: 'GET a baseline of another competition',
		path: (c) => `/competitions/elsewhere/baselines/${c.baseline}`,
		answers: everyone(NOT_FOUND),
	},
	{
		what: 'GET tokens: not by a token',
		path: () => '/tokens',
		answers: {
			...SIGNED_IN,
			...{ ownerRead: SCOPE, ownerSubmit: SCOPE, organiserRead: SCOPE },
			...{ organiserToken: SCOPE, adminRead: SCOPE },
		},
	},
	{ what: 'GET users', path: () => '/users', answers: ADMINS },
	{
		what: 'PATCH users',
		path: () => '/users/nobody',
		send: () => ({ method: 'PATCH', json: { role: 'admin' } }),
		answers: { ...ADMINS, admin: NOT_FOUND },
	},
	{
		what: 'PATCH a competition',
		path: () => `/competitions/${SLUG}`,
		send: () => ({ method: 'PATCH', json: { title: 'Changed' } }),
		answers: ORGANISERS,
	},
	{ what: 'GET export', path: () => `/competitions/${SLUG}/export`, answers: ORGANISERS },
	{
		what: 'POST import, as a dry run',
		path: () => '/competitions/import?dry_run=true',
		send: zip,
		answers: { ...ORGANISERS, otherOrganiser: 200 },
	},
	{
		what: 'GET a data file',
		path: () => `/competitions/${SLUG}/files/train.csv`,
		answers: OF_ORGANISER_OR_JOINED,
	},
	{ what: 'GET attempts', path: () => `/competitions/${SLUG}/attempts`, answers: JOINED },
	{
		what: 'GET own submissions',
		path: () => `/competitions/${SLUG}/submissions?scope=mine`,
		answers: JOINED,
	},
	{
		what: 'GET all submissions',
		path: () => `/competitions/${SLUG}/submissions?scope=all`,
		answers: ORGANISERS,
	},
	{
		what: 'POST a submission',
		path: () => `/competitions/${SLUG}/submissions`,
		send: csv,
		answers: {
			...JOINED,
			...{ owner: 202, participant: 202, ownerSubmit: 202 },
			...{ ownerRead: SCOPE, organiserRead: SCOPE, organiserToken: SCOPE, adminRead: SCOPE },
		},
	},
	{
		what: 'POST a baseline',
		path: () => `/competitions/${SLUG}/submissions?baseline=DenseNet`,
		send: csv,
		answers: { ...ORGANISERS, organiser: 202, admin: 202, organiserToken: 202 },
	},
	{
		what: 'GET the private leaderboard before the close',
		path: () => `/competitions/${SLUG}/leaderboard?split=private`,
		answers: {
			...everyone([403, 'private_until_close']),
			...{ organiser: 200, admin: 200, organiserToken: 200 },
		},
	},
	{
		what: 'GET the private leaderboard as CSV before the close',
		path: () => `/competitions/${SLUG}/leaderboard.csv?split=private`,
		answers: {
			...everyone([403, 'private_until_close']),
			...{ organiser: 200, admin: 200, organiserToken: 200 },
		},
	},
	{ what: 'GET a submission', path: (c) => `/submissions/${c.submission}`, answers: OF_TEAM },
	...['intervals', 'figures.csv'].map((part) => ({
		what: `GET its ${part}`,
		path: (c: Cast) => `/submissions/${c.submission}/${part}`,
		answers: OF_TEAM,
	})),
	{
		what: 'GET a comparison of it',
		path: (c) => `/competitions/${SLUG}/compare?a=${c.submission}&b=${c.submission}`,
		answers: { ...OF_ORGANISER_OR_JOINED, participant: NOT_FOUND },
	},
	{
		what: 'GET what may be compared',
		path: () => `/competitions/${SLUG}/comparable`,
		answers: OF_ORGANISER_OR_JOINED,
	},
	{ what: 'GET its file', path: (c) => `/submissions/${c.submission}/file`, answers: OF_TEAM },
	{
		what: 'GET a submission that is not there',
		path: () => '/submissions/nothing',
		answers: { ...everyone(NOT_FOUND), anonymous: UNAUTHENTICATED },
	},
];

describe.each(ROWS)('$what', ({ path, send, answers }) => {
	it.each(ACTORS)('%s', async (actor) => {
		const expected = answers[actor];
		const [status, code] = typeof expected === 'number' ? [expected] : expected;
		const answer = await call(world.holdout, cast.actors[actor], path(cast), send?.());
		expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
		if (code) expect(answer.response.headers.get('content-type')).toBe('application/problem+json');
	});
});

it('joining needs an account, and a token needs "submit"', async () => {
	const path = '/competitions/elsewhere/join';
	const send = { method: 'POST', json: { accept_rules: true } };
	const join = (actor: Actor) => call(world.holdout, cast.actors[actor], path, send);
	expect((await join('anonymous')).status).toBe(401);
	expect((await join('ownerRead')).body.code).toBe('insufficient_scope');
	expect((await join('ownerSubmit')).status).toBe(200);
	expect((await join('organiser')).status).toBe(200);
});

it('a baseline’s submission can be opened by anyone, its file by organisers', async () => {
	const made = await call<{ id: string }>(
		world.holdout,
		cast.actors.organiser,
		`/competitions/${SLUG}/submissions?baseline=Open`,
		csv(),
	);
	const read = (actor: Actor, part = '') =>
		call(world.holdout, cast.actors[actor], `/submissions/${made.body.id}${part}`);
	expect((await read('anonymous')).status).toBe(200);
	// Its predictions stay with the organisers.
	for (const actor of ['anonymous', 'owner', 'otherOrganiser', 'organiserRead'] as const)
		expect((await read(actor, '/file')).body.code).toBe('forbidden');
	for (const actor of ['organiser', 'organiserToken', 'admin'] as const)
		expect((await read(actor, '/file')).status).toBe(200);
});
