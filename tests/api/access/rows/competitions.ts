/** A competition and running it. */
import { zipFolder } from '#lib/competition-folder/index';
import { smallCompetition } from '../../small.ts';
import { everyone, makers, NOT_FOUND, organisers, owners } from '../actors.ts';
import { json, query, CONFLICT, type Row } from './row.ts';

export const competitions: Record<string, Row> = {
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
