/** Taking part, alone and in a team. */
import {
	FORBIDDEN,
	joined,
	joinedToSubmit,
	NOT_FOUND,
	organisers,
	SCOPE,
	signedIn,
	type Answers,
} from '../actors.ts';
import { json, elsewhere, CONFLICT, type Row } from './row.ts';

export const participants: Record<string, Row> = {
	'POST /competitions/{slug}/join': {
		answers: {
			...signedIn(200),
			...{ authorRead: SCOPE, authorOrganise: SCOPE, ownerRead: SCOPE, ownerOrganise: SCOPE },
			...{ adminRead: SCOPE, adminOrganise: SCOPE },
		},
		path: elsewhere,
		send: json({ accept_rules: true }),
	},
	'GET /competitions/{slug}/join-requests': { answers: organisers(200) },
	'POST /competitions/{slug}/join-requests/{user}': {
		answers: organisers(NOT_FOUND),
		send: json({ decision: 'approve' }),
	},
	'GET /competitions/{slug}/attempts': { answers: joined(200) },
	'GET /competitions/{slug}/team': { answers: joined(200) },
	'PATCH /competitions/{slug}/team': { answers: captains(200), send: json({}) },
	'POST /competitions/{slug}/team/invitation': { answers: captains(200), send: json() },
	'DELETE /competitions/{slug}/team/invitation': { answers: captains(200) },
	'POST /competitions/{slug}/team/merge': {
		answers: captains([403, 'wrong_code']),
		send: json({ code: 'none' }),
	},
	'DELETE /competitions/{slug}/team/members/{user}': { answers: captains(CONFLICT) },
	'GET /competitions/{slug}/finals': { answers: joined(200) },
	'PUT /competitions/{slug}/finals': {
		answers: joinedToSubmit(200),
		send: json({ submissions: [] }),
	},
};

/** Of the team's members only the captain. */
function captains(yes: Answers[keyof Answers]): Answers {
	return { ...joinedToSubmit(yes), member: FORBIDDEN };
}

export const last: Record<string, Row> = {
	'POST /competitions/{slug}/team/leave': {
		// Nobody else has a team to leave, and the captain has none once the other member left.
		answers: { ...joinedToSubmit(CONFLICT), member: 200 },
		send: json(),
	},
};
