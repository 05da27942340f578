/** Whole competitions, here and elsewhere, and what their boards did. */
import { admins, everyone, FORBIDDEN, onlyOrganisers, organisers } from '../actors.ts';
import { CONFLICT, json, type Row } from './row.ts';

export const copies: Record<string, Row> = {
	'GET /competitions/{slug}/export/everything': { answers: organisers(200), solution: true },
	'POST /competitions/restore': {
		answers: admins([422, 'invalid_folder']),
		send: () => ({ type: 'application/zip', body: 'PK' }),
	},
	'POST /competitions/{slug}/clone': {
		// Whoever organises here may not make competitions for that alone.
		answers: { ...organisers([409, 'slug_taken']), coOrganiser: FORBIDDEN },
		send: json({ slug: 'table', shift_days: 0 }),
	},
	'GET /competitions/{slug}/shake-up': {
		answers: { ...everyone([403, 'private_until_close']), ...onlyOrganisers(CONFLICT) },
	},
};
