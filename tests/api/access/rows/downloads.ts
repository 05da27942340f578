/** Files that are handed out. */
import { everyone, joinedOrOrganiser, ofTeam, organisers } from '../actors.ts';
import type { Row } from './row.ts';

export const downloads: Record<string, Row> = {
	'GET /competitions/{slug}/export': { answers: organisers(200), solution: true },
	'GET /competitions/{slug}/export/everything': { answers: organisers(200), solution: true },
	'GET /competitions/{slug}/submissions.csv': { answers: organisers(200) },
	'GET /competitions/{slug}/submissions.zip': { answers: organisers(200) },
	'GET /competitions/{slug}/leaderboard.csv': { answers: everyone(200) },
	'GET /competitions/{slug}/sample-submission.csv': { answers: everyone(200) },
	'GET /competitions/{slug}/files/{name}': { answers: joinedOrOrganiser(200) },
	'GET /competitions/{slug}/audit.csv': { answers: organisers(200) },
	'GET /competitions/{slug}/audit.json': { answers: organisers(200) },
	'GET /submissions/{id}/file': { answers: ofTeam(200) },
	'GET /submissions/{id}/figures.csv': { answers: ofTeam(200) },
};
