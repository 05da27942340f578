/**
 * One row per route of the API: who is answered what. The requests change nothing, or the same again,
 * so that their order hardly matters.
 */
import { PICTURE } from '../../../support/card.ts';
import type { World } from '../actors.ts';
import { accounts } from './accounts.ts';
import { baselines } from './baselines.ts';
import { classes } from './classes.ts';
import { commitments } from './commitments.ts';
import { competitions } from './competitions.ts';
import { copies } from './copies.ts';
import { downloads } from './downloads.ts';
import { grades } from './grades.ts';
import { integrity } from './integrity.ts';
import { notifications } from './notifications.ts';
import { last, participants } from './participants.ts';
import { rescoring } from './rescoring.ts';
import type { Row } from './row.ts';
import { submissions } from './submissions.ts';

/** By method and path, as the OpenAPI document writes them. */
export const ROWS: Readonly<Record<string, Row>> = {
	...accounts,
	...competitions,
	...participants,
	...submissions,
	...baselines,
	...downloads,
	...classes,
	...rescoring,
	...grades,
	...commitments,
	...integrity,
	...copies,
	...notifications,
	...last,
};

/** What stands for a parameter of a path where a row says nothing else. */
export const parametersOf = (route: string, world: World): Record<string, string> => ({
	slug: 'table',
	id: route.includes('/baselines/') ? world.baseline : world.submission,
	name: 'train.csv',
	file: PICTURE.replace('gallery/', ''),
	page: 'rules',
	part: 'rules',
	number: '1',
	user: 'nobody',
});
