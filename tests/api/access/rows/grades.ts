/** Grades. The competition of the table is no class, so that whoever may do these is told so. */
import { organisers, signedIn } from '../actors.ts';
import { CONFLICT, json, type Row } from './row.ts';

const AT = '/competitions/{slug}/grades';
const scheme = {
	scale: { min: 0, max: 10, step: 1 },
	rules: [{ rule: 'submitted', grade: 5 }],
};

export const grades: Record<string, Row> = {
	[`GET ${AT}/scheme`]: { answers: organisers(CONFLICT) },
	[`PUT ${AT}/scheme`]: { answers: organisers(CONFLICT), send: json({ scheme, revision: 0 }) },
	[`POST ${AT}/preview`]: { answers: organisers(CONFLICT), send: json({ scheme }) },
	[`PUT ${AT}/overrides/{id}`]: {
		answers: organisers(CONFLICT),
		send: json({ grade: 5, reason: 'A test' }),
	},
	[`DELETE ${AT}/overrides/{id}`]: { answers: organisers(CONFLICT) },
	[`GET ${AT}/releases`]: { answers: organisers(CONFLICT) },
	[`POST ${AT}/releases`]: {
		answers: organisers(CONFLICT),
		send: json({ revision: 1, note: '' }),
	},
	[`POST ${AT}/releases/{version}/withdraw`]: {
		answers: organisers(CONFLICT),
		path: (path) => path.replace('{version}', '1'),
		send: json({ reason: 'A test' }),
	},
	'GET /competitions/{slug}/grades.csv': { answers: organisers(CONFLICT) },
	[`GET ${AT}/mine`]: { answers: signedIn(200) },
};
