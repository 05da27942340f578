/** Changes of the scoring. */
import { NOT_FOUND, organisers } from '../actors.ts';
import { json, query, type Row } from './row.ts';

const AT = '/competitions/{slug}/rescorings';

function form() {
	const form = new FormData();
	form.set('reason', 'A test of who may');
	form.set('changes', '{}');
	return { body: form };
}

export const rescoring: Record<string, Row> = {
	[`GET ${AT}`]: { answers: organisers(200) },
	[`POST ${AT}`]: { answers: organisers(200), path: query('dry_run=true'), send: form },
	[`GET ${AT}/{number}`]: { answers: organisers(NOT_FOUND) },
	[`GET ${AT}/{number}/preview`]: { answers: organisers(NOT_FOUND) },
	[`GET ${AT}/{number}/preview.csv`]: { answers: organisers(NOT_FOUND) },
	[`POST ${AT}/{number}/publish`]: {
		answers: organisers(NOT_FOUND),
		send: json({ notice: null }),
	},
	[`POST ${AT}/{number}/discard`]: { answers: organisers(NOT_FOUND), send: json() },
	[`POST ${AT}/{number}/retry`]: { answers: organisers(NOT_FOUND), send: json() },
};
