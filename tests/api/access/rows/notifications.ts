/** What people are told. */
import { everyone, NOT_FOUND, signedIn, signedInToSubmit } from '../actors.ts';
import { json, query, type Row } from './row.ts';

export const notifications: Record<string, Row> = {
	'GET /me/notifications': { answers: signedIn(200) },
	'POST /me/notifications/read': {
		answers: signedInToSubmit(200),
		send: json({ ids: [] }),
	},
	'GET /me/notifications/events': { answers: signedIn(200) },
	'GET /me/notification-settings': { answers: signedIn(200) },
	'PUT /me/notification-settings': {
		answers: signedInToSubmit(200),
		send: json({ kind: 'result', site: true, mail: false }),
	},
	'GET /unsubscribe': { answers: everyone(NOT_FOUND), path: query('token=wrong') },
	'POST /unsubscribe': { answers: everyone(NOT_FOUND), path: query('token=wrong') },
};
