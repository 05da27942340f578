/** Everyone who may knock at one competition. */
import type { Holdout } from '#lib/server/holdout';
import { publishSmall } from './baseline.ts';
import { predictions } from './small.ts';
import { byToken, importSmall, joinAs, newPerson, NOBODY, submit } from './world.ts';

export const SLUG = 'table';

export async function castOf(holdout: Holdout, yaml = '') {
	const admin = await newPerson(holdout, 'admin');
	const organiser = await newPerson(holdout, 'organiser');
	const otherOrganiser = await newPerson(holdout, 'organiser');
	const owner = await newPerson(holdout);
	const participant = await newPerson(holdout);
	const stranger = await newPerson(holdout);
	const example = 'examples: [{ name: Weak, file: examples/weak.csv }]';
	await importSmall(
		holdout,
		{
			slug: SLUG,
			yaml: `${example}\n${yaml}`,
			files: { 'data/train.csv': 'a,b\n', 'examples/weak.csv': predictions(0.1) },
		},
		organiser.id,
	);
	await importSmall(holdout, { slug: 'elsewhere' }, otherOrganiser.id);
	await joinAs(holdout, owner, SLUG);
	await joinAs(holdout, participant, SLUG);
	const { body } = await submit(holdout, owner, SLUG, predictions(0.5));
	const published = await publishSmall(holdout, organiser, SLUG);
	return {
		baseline: published.id,
		submission: body.id,
		actors: {
			anonymous: NOBODY,
			stranger,
			participant,
			owner,
			organiser,
			otherOrganiser,
			admin,
			ownerRead: await byToken(holdout, owner, ['read']),
			ownerSubmit: await byToken(holdout, owner, ['submit']),
			organiserRead: await byToken(holdout, organiser, ['read']),
			organiserToken: await byToken(holdout, organiser, ['organise']),
			adminRead: await byToken(holdout, admin, ['read']),
		},
	};
}

export type Cast = Awaited<ReturnType<typeof castOf>>;
export type Actor = keyof Cast['actors'];
