/** What a competition is bound to. Nothing is revealed before its close. */
import { everyone, organisers } from '../actors.ts';
import { CONFLICT, json, type Row } from './row.ts';

export const commitments: Record<string, Row> = {
	'GET /competitions/{slug}/commitments': { answers: everyone(200) },
	'POST /competitions/{slug}/commitments/reveal': {
		answers: organisers(CONFLICT),
		send: json({ files: false }),
	},
	'GET /competitions/{slug}/verification.zip': { answers: everyone([403, 'not_revealed']) },
};
