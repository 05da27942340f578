/** Submissions, and what is said of them. */
import { predictions } from '../../small.ts';
import {
	joinedOrOrganiser,
	joinedToSubmit,
	NOT_FOUND,
	ofTeam,
	organisers,
	signedIn,
	type Answers,
} from '../actors.ts';
import { json, query, CONFLICT, type Row } from './row.ts';

export const submissions: Record<string, Row> = {
	'GET /competitions/{slug}/submissions': { answers: organisers(200), path: query('scope=all') },
	'POST /competitions/{slug}/submissions': {
		answers: joinedToSubmit(202),
		send: () => ({ type: 'text/csv', body: predictions(0.4) }),
	},
	'GET /competitions/{slug}/comparable': { answers: joinedOrOrganiser(200) },
	'GET /competitions/{slug}/compare': {
		answers: { ...joinedOrOrganiser(200), participant: NOT_FOUND },
		path: (path, { submission: id }) => `${path}?a=${id}&b=${id}`,
	},
	'GET /submissions/{id}': { answers: ofTeam(200) },
	'GET /submissions/{id}/events': { answers: ofTeam(200) },
	'GET /submissions/{id}/intervals': { answers: ofTeam(200) },
	'POST /submissions/{id}/disqualify': {
		answers: { ...signedIn(NOT_FOUND), ...moderated(200) },
		send: json({ reason: 'A test' }),
		undo: ({ submission }) => `/submissions/${submission}/reinstate`,
	},
	'POST /submissions/{id}/reinstate': {
		answers: { ...signedIn(NOT_FOUND), ...moderated(CONFLICT) },
		send: json(),
	},
};

function moderated(yes: Answers[keyof Answers]): Partial<Answers> {
	const { member, author, authorOrganise, authorRead, authorSubmit, ...rest } = organisers(yes);
	const { coOrganiser, owner, admin, ownerOrganise, adminOrganise } = rest;
	return {
		...{ member, author, authorOrganise, authorRead, authorSubmit },
		...{ coOrganiser, owner, admin, ownerOrganise, adminOrganise },
	};
}
