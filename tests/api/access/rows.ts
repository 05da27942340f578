/**
 * One row per route of the API: who is answered what. The requests change nothing, or the same again,
 * so that their order does not matter.
 */
import { zipFolder } from '#lib/competition-folder/index';
import { PICTURE, smallCard } from '../../support/card.ts';
import { predictions, smallCompetition } from '../small.ts';
import type { Call } from '../world.ts';
import {
	admins,
	everyone,
	FORBIDDEN,
	joined,
	joinedOrOrganiser,
	joinedToSubmit,
	makers,
	NOT_FOUND,
	ofTeam,
	organisers,
	owners,
	SCOPE,
	session,
	signedIn,
	type Answers,
	type World,
} from './actors.ts';

export interface Row {
	answers: Answers;
	/** Instead of the address that the route's parameters make, such as one with a query. */
	path?: (path: string, world: World) => string;
	send?: () => Call;
	/** What the owner posts to after a good answer, so that the next actor meets the same. */
	undo?: (world: World) => string;
	/** May the hidden labels be part of a good answer? */
	solution?: true;
}

const json = (json?: unknown) => () => ({ json });
const CONFLICT = [409, 'conflict'] as const;
const query = (text: string) => (path: string) => `${path}?${text}`;
const elsewhere = (path: string) => path.replace('/table/', '/elsewhere/');

const files: Record<string, Row> = {
	'GET /competitions/{slug}/export': { answers: organisers(200), solution: true },
	'GET /competitions/{slug}/submissions.csv': { answers: organisers(200) },
	'GET /competitions/{slug}/submissions.zip': { answers: organisers(200) },
	'GET /competitions/{slug}/leaderboard.csv': { answers: everyone(200) },
	'GET /competitions/{slug}/sample-submission.csv': { answers: everyone(200) },
	'GET /competitions/{slug}/files/{name}': { answers: joinedOrOrganiser(200) },
	'GET /competitions/{slug}/audit.csv': { answers: organisers(200) },
	'GET /competitions/{slug}/audit.json': { answers: organisers(200) },
	'GET /submissions/{id}/file': { answers: ofTeam(200) },
	'GET /submissions/{id}/figures.csv': { answers: ofTeam(200) },
};

const accounts: Record<string, Row> = {
	'GET /me': { answers: everyone(200) },
	'POST /setup': {
		answers: everyone([409, 'setup_done']),
		send: json({
			token: 'wrong',
			name: 'A',
			email: 'a@example.org',
			password: 'correct horse battery',
		}),
	},
	'GET /tokens': { answers: session(200) },
	'POST /tokens': {
		answers: session(201),
		send: json({ name: 'table', scopes: ['read'], expires_in_days: 1 }),
	},
	'DELETE /tokens/{id}': { answers: session(NOT_FOUND), path: () => '/tokens/nothing' },
	'GET /users': { answers: admins(200) },
	'PATCH /users/{id}': {
		answers: admins(NOT_FOUND),
		path: () => '/users/nobody',
		send: json({ role: 'admin' }),
	},
};

const competitions: Record<string, Row> = {
	'GET /metrics': { answers: everyone(200) },
	'GET /competitions': { answers: everyone(200) },
	'POST /competitions/import': {
		answers: makers(200),
		path: query('dry_run=true'),
		send: () => ({
			type: 'application/zip',
			body: zipFolder(smallCompetition({ slug: 'not-made' })) as Uint8Array<ArrayBuffer>,
		}),
	},
	'GET /competitions/{slug}': { answers: everyone(200) },
	'PATCH /competitions/{slug}': { answers: organisers(200), send: json({ late: 'accept' }) },
	'POST /competitions/{slug}/publish': { answers: organisers(CONFLICT), send: json() },
	'POST /competitions/{slug}/reveal': { answers: organisers(CONFLICT), send: json() },
	'GET /competitions/{slug}/format': { answers: everyone(200) },
	'GET /competitions/{slug}/leaderboard': { answers: everyone(200) },
	'GET /competitions/{slug}/events': { answers: everyone(200) },
	'GET /competitions/{slug}/announcements': { answers: everyone(200) },
	'POST /competitions/{slug}/announcements': {
		answers: organisers(201),
		send: json({ title: 'News', markdown: 'Text' }),
	},
	'PATCH /competitions/{slug}/announcements/{id}': {
		answers: organisers(NOT_FOUND),
		path: (path) => path.replace('{id}', 'nothing'),
		send: json({ title: 'News' }),
	},
	'DELETE /competitions/{slug}/announcements/{id}': {
		answers: organisers(NOT_FOUND),
		path: (path) => path.replace('{id}', 'nothing'),
	},
	'GET /competitions/{slug}/pages/{page}': { answers: organisers(200) },
	'PUT /competitions/{slug}/pages/{page}': {
		answers: organisers(200),
		send: json({ markdown: '', revision: 0 }),
	},
	'POST /competitions/{slug}/preview': { answers: organisers(200), send: json({ markdown: 'x' }) },
	'GET /competitions/{slug}/revisions/{part}': { answers: organisers(200) },
	'POST /competitions/{slug}/revisions/{part}/{number}/restore': {
		answers: organisers(NOT_FOUND),
		send: json(),
	},
	'GET /competitions/{slug}/staff': { answers: organisers(200) },
	'POST /competitions/{slug}/staff': {
		answers: owners([422, 'no_account']),
		send: json({ email: 'nobody@example.org' }),
	},
	'PATCH /competitions/{slug}/staff/{user}': {
		answers: owners(NOT_FOUND),
		send: json({ role: 'owner' }),
	},
	'DELETE /competitions/{slug}/staff/{user}': { answers: owners(NOT_FOUND) },
	'GET /competitions/{slug}/audit': { answers: organisers(200) },
	'GET /competitions/{slug}/audit/check': { answers: organisers(200) },
};

const parts: Record<string, Row> = {
	'POST /competitions/{slug}/join': {
		answers: {
			...signedIn(200),
			...{ authorRead: SCOPE, authorOrganise: SCOPE, ownerRead: SCOPE, ownerOrganise: SCOPE },
			...{ adminRead: SCOPE, adminOrganise: SCOPE },
		},
		path: elsewhere,
		send: json({ accept_rules: true }),
	},
	'GET /competitions/{slug}/join-requests': { answers: organisers(200) },
	'POST /competitions/{slug}/join-requests/{user}': {
		answers: organisers(NOT_FOUND),
		send: json({ decision: 'approve' }),
	},
	'GET /competitions/{slug}/attempts': { answers: joined(200) },
	'GET /competitions/{slug}/team': { answers: joined(200) },
	'PATCH /competitions/{slug}/team': { answers: captains(200), send: json({}) },
	'POST /competitions/{slug}/team/invitation': { answers: captains(200), send: json() },
	'DELETE /competitions/{slug}/team/invitation': { answers: captains(200) },
	'POST /competitions/{slug}/team/merge': {
		answers: captains([403, 'wrong_code']),
		send: json({ code: 'none' }),
	},
	'DELETE /competitions/{slug}/team/members/{user}': { answers: captains(CONFLICT) },
	'GET /competitions/{slug}/finals': { answers: joined(200) },
	'PUT /competitions/{slug}/finals': {
		answers: joinedToSubmit(200),
		send: json({ submissions: [] }),
	},
};

/** Of the team's members only the captain. */
function captains(yes: Answers[keyof Answers]): Answers {
	return { ...joinedToSubmit(yes), member: FORBIDDEN };
}

const submissions: Record<string, Row> = {
	'GET /competitions/{slug}/submissions': { answers: organisers(200), path: query('scope=all') },
	'POST /competitions/{slug}/submissions': {
		answers: joinedToSubmit(202),
		send: () => ({ type: 'text/csv', body: predictions(0.4) }),
	},
	'GET /competitions/{slug}/comparable': { answers: joinedOrOrganiser(200) },
	'GET /competitions/{slug}/compare': {
		answers: { ...joinedOrOrganiser(200), participant: NOT_FOUND },
		path: (path, { submission: id }) => `${path}?a=${id}&b=${id}`,
	},
	'GET /submissions/{id}': { answers: ofTeam(200) },
	'GET /submissions/{id}/events': { answers: ofTeam(200) },
	'GET /submissions/{id}/intervals': { answers: ofTeam(200) },
	'POST /submissions/{id}/disqualify': {
		answers: { ...signedIn(NOT_FOUND), ...moderated(200) },
		send: json({ reason: 'A test' }),
		undo: ({ submission }) => `/submissions/${submission}/reinstate`,
	},
	'POST /submissions/{id}/reinstate': {
		answers: { ...signedIn(NOT_FOUND), ...moderated(CONFLICT) },
		send: json(),
	},
};

function moderated(yes: Answers[keyof Answers]): Partial<Answers> {
	const { member, author, authorOrganise, authorRead, authorSubmit, ...rest } = organisers(yes);
	const { coOrganiser, owner, admin, ownerOrganise, adminOrganise } = rest;
	return {
		...{ member, author, authorOrganise, authorRead, authorSubmit },
		...{ coOrganiser, owner, admin, ownerOrganise, adminOrganise },
	};
}

const CARD = '/competitions/{slug}/baselines/{id}';
const baselines: Record<string, Row> = {
	'GET /competitions/{slug}/baselines': { answers: everyone(200) },
	[`GET ${CARD}`]: { answers: everyone(200) },
	[`GET ${CARD}/card`]: { answers: everyone(200) },
	[`GET ${CARD}/card.json`]: { answers: everyone(200) },
	[`GET ${CARD}/card.md`]: { answers: everyone(200) },
	[`GET ${CARD}/gallery/{file}`]: { answers: everyone(200) },
	[`PUT ${CARD}/card`]: {
		answers: organisers(200),
		send: () => ({ json: smallCard(['Effusion', 'Nodule']) }),
	},
	[`PUT ${CARD}/gallery/{file}`]: {
		answers: organisers([422, 'invalid_picture']),
		send: () => ({ type: 'image/webp', body: 'RIFF' }),
	},
	[`DELETE ${CARD}/card`]: {
		answers: organisers(NOT_FOUND),
		path: () => '/competitions/table/baselines/nothing/card',
	},
};

/** At the end, because they change the cast. */
const last: Record<string, Row> = {
	'POST /competitions/{slug}/team/leave': {
		// Nobody else has a team to leave, and the captain has none once the other member left.
		answers: { ...joinedToSubmit(CONFLICT), member: 200 },
		send: json(),
	},
};

/** By method and path, as the OpenAPI document writes them. */
export const ROWS: Readonly<Record<string, Row>> = {
	...accounts,
	...competitions,
	...parts,
	...submissions,
	...baselines,
	...files,
	...last,
};

/** What stands for a parameter of a path where a row says nothing else. */
export const parametersOf = (route: string, world: World): Record<string, string> => ({
	slug: 'table',
	id: route.includes('/baselines/') ? world.baseline : world.submission,
	name: 'train.csv',
	file: PICTURE.replace('gallery/', ''),
	page: 'rules',
	part: 'rules',
	number: '1',
	user: 'nobody',
});
