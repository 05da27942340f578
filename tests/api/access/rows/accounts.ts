/** Accounts and tokens. */
import { admins, everyone, NOT_FOUND, session, signedInToSubmit } from '../actors.ts';
import { json, type Row } from './row.ts';

export const accounts: Record<string, Row> = {
	'GET /me': { answers: everyone(200) },
	'PATCH /me': { answers: signedInToSubmit(204), send: json({ locale: 'en' }) },
	'DELETE /me': {
		answers: session([400, 'invalid_request']),
		send: json({ email: 'somebody-else@example.org' }),
	},
	'GET /me/export': { answers: session(200) },
	'GET /me/sign-in-methods': { answers: session(200) },
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
