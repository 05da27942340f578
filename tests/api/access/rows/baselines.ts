/** Reference models. */
import { smallCard } from '../../../support/card.ts';
import { everyone, NOT_FOUND, organisers } from '../actors.ts';
import type { Row } from './row.ts';

const CARD = '/competitions/{slug}/baselines/{id}';
export const baselines: Record<string, Row> = {
	'GET /competitions/{slug}/baselines': { answers: everyone(200) },
	[`GET ${CARD}`]: { answers: everyone(200) },
	[`GET ${CARD}/card`]: { answers: everyone(200) },
	[`GET ${CARD}/card.json`]: { answers: everyone(200) },
	[`GET ${CARD}/card.md`]: { answers: everyone(200) },
	[`GET ${CARD}/gallery/{file}`]: { answers: everyone(200) },
	[`PUT ${CARD}/card`]: {
		answers: organisers(200),
		send: () => ({ json: smallCard(['Effusion', 'Nodule']) }),
	},
	[`PUT ${CARD}/gallery/{file}`]: {
		answers: organisers([422, 'invalid_picture']),
		send: () => ({ type: 'image/webp', body: 'RIFF' }),
	},
	[`DELETE ${CARD}/card`]: {
		answers: organisers(NOT_FOUND),
		path: () => '/competitions/table/baselines/nothing/card',
	},
};
