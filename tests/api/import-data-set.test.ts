/** A published data set, from its publisher's files to a competition in a database and out again. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { unzipFolder, zipFolder } from '#lib/competition-folder/index';
import { findImporter, importDataset } from '#lib/importers/index';
import type { Leaderboard } from '#lib/api/schemas/leaderboard';
import * as small from '../lib/importers/small-sets.ts';
import { call, newPerson, NOBODY, openWorld, type Person, type World } from './world.ts';

let world: World;
let organiser: Person;
beforeAll(async () => {
	world = await openWorld();
	await newPerson(world.holdout, 'admin');
	organiser = await newPerson(world.holdout, 'organiser');
});
afterAll(() => world.close());

const SETS = {
	'siim-covid': () => ({ files: small.siimFiles(), images: [] }),
	'nih-chestxray14': () => ({ files: small.nihFiles(), images: [] }),
	chexpert: () => ({ files: [small.chexpertFiles().train], images: [] }),
	kermany: small.kermanyImages,
	'covid19-radiography': small.covidInput,
};

const texts = (folder: ReadonlyMap<string, Uint8Array>) =>
	Object.fromEntries([...folder].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]));

it.each(Object.keys(SETS) as (keyof typeof SETS)[])('%s: in and out without loss', async (id) => {
	const split = id === 'chexpert' ? ({ split: 'random', testShare: 0.6 } as const) : {};
	const options = { ...split, closes: '2030-12-20T23:59:00-05:00', trainingLabels: true };
	const made = importDataset(findImporter(id)!, SETS[id](), options);
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	const sent = await call(world.holdout, organiser, '/competitions/import', {
		method: 'POST',
		body: zipFolder(made.folder) as Uint8Array<ArrayBuffer>,
		type: 'application/zip',
	});
	expect(sent).toMatchObject({ status: 201, body: { ok: true, slug: id, problems: [] } });

	const answer = await world.holdout.api.request(`/api/v1/competitions/${id}/export`, {
		headers: organiser.headers,
	});
	const unzipped = unzipFolder(new Uint8Array(await answer.arrayBuffer()));
	expect(unzipped.ok && texts(unzipped.folder)).toEqual(texts(made.folder));
});

it('reported results stand on the board, each with its source', async () => {
	const { body } = await call<Leaderboard>(
		world.holdout,
		NOBODY,
		'/competitions/siim-covid/leaderboard',
	);
	const reported = body.references.filter(({ kind }) => kind === 'reported');
	expect(reported).toHaveLength(7);
	expect(reported.map(({ score }) => score)).toContain((226 + 789) / 1266);
	for (const { source, note } of reported) {
		expect(source!.title).toContain('García Boronat');
		expect(note).toContain('not scored here');
	}
});
