/** The review queue. */
import { NOT_FOUND, organisers } from '../actors.ts';
import { CONFLICT, json, query, type Row } from './row.ts';

const AT = '/competitions/{slug}/integrity';

const nothing = (path: string) => path.replace('{key}', 'pair:nothing:nothing');

export const integrity: Record<string, Row> = {
	[`GET ${AT}`]: { answers: organisers(200) },
	[`POST ${AT}/runs`]: { answers: organisers(200), send: json() },
	[`GET ${AT}/pair`]: {
		answers: organisers(NOT_FOUND),
		path: query('a=nothing&b=nothing&label=Nodule'),
	},
	[`PUT ${AT}/marks/{key}`]: {
		answers: organisers(NOT_FOUND),
		path: nothing,
		send: json({ verdict: 'explained', note: '' }),
	},
	[`DELETE ${AT}/marks/{key}`]: { answers: organisers(CONFLICT), path: nothing },
};
