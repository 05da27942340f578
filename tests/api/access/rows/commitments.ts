/** What a competition is bound to, and what its end brings. Nothing is revealed before its close. */
import { admins, everyone, organisers, type Answers } from '../actors.ts';
import { CONFLICT, json, type Row } from './row.ts';

/** Organisers see the private board at once, and a shake-up only after the close like everyone. */
const shakeUp = Object.fromEntries(
	Object.entries(organisers(CONFLICT)).map(([actor, answer]) => [
		actor,
		answer === CONFLICT ? answer : ([403, 'private_until_close'] as const),
	]),
) as Answers;

export const commitments: Record<string, Row> = {
	'GET /competitions/{slug}/commitments': { answers: everyone(200) },
	'POST /competitions/{slug}/commitments/reveal': {
		answers: organisers(CONFLICT),
		send: json({ files: false }),
	},
	'GET /competitions/{slug}/shake-up': { answers: shakeUp },
	'POST /competitions/restore': {
		answers: admins([422, 'invalid_folder']),
		send: () => ({ type: 'application/zip', body: 'no zip' }),
	},
	'GET /competitions/{slug}/verification.zip': { answers: everyone([403, 'not_revealed']) },
};
