/** Classes. The competition of the table is none, so that whoever may do these is told so. */
import { organisers } from '../actors.ts';
import { json, CONFLICT, type Row } from './row.ts';

export const classes: Record<string, Row> = {
	'GET /competitions/{slug}/roster': { answers: organisers(CONFLICT) },
	'GET /competitions/{slug}/roster.csv': { answers: organisers(CONFLICT) },
	'POST /competitions/{slug}/roster': {
		answers: organisers(CONFLICT),
		send: () => ({ type: 'text/csv', body: 'name,email\nA,a@example.org\n' }),
	},
	'PATCH /competitions/{slug}/roster/{id}': {
		answers: organisers(CONFLICT),
		send: json({ section: 'B' }),
	},
	'DELETE /competitions/{slug}/roster/{id}': { answers: organisers(CONFLICT) },
};
