/** A baseline in the local data folder, by the queries that the server uses. */
import { uuidv7 } from 'uuidv7';
import { findCompetition } from '#db/queries/competitions';
import { insertBaselineSubmission } from '#db/queries/submissions';
import { ensureBaseline } from '#db/queries/teams';
import { createClient } from '#lib/api/client';
import type { Holdout } from '#lib/server/holdout';
import type { SubmissionFormat } from '#scorer/index';
import { fetchLocally } from '../local.ts';
import { calling } from '../remote.ts';

export interface LocalBaseline {
	slug: string;
	name: string;
	fileName: string;
	/** Checks the file against the competition and gives its bytes. */
	prepare(format: SubmissionFormat): Uint8Array;
}

/** Has it scored before it returns. @returns id of the submission */
export async function publishInto(
	holdout: Holdout,
	{ slug, name, fileName, prepare }: LocalBaseline,
): Promise<string> {
	const format = await calling(null, () => createClient(fetchLocally(holdout)).format(slug));
	const bytes = prepare(format);
	const { db, files } = holdout;
	const now = holdout.now();
	const competition = (await findCompetition(db, slug))!;
	const team = await ensureBaseline(db, { competitionId: competition.id, name, now });
	const id = uuidv7();
	await insertBaselineSubmission(db, {
		...{ id, competitionId: competition.id, teamId: team.id, userId: null, fileName, now },
		...(await files.write(bytes)),
	});
	await holdout.lifecycle.drain();
	return id;
}
