/** The local data folder as a place to publish to, by the code that the server uses. */
import { uuidv7 } from 'uuidv7';
import { findBaseline, findCard, listPictures } from '#db/queries/baseline-cards';
import { findCompetition } from '#db/queries/competitions';
import { insertBaselineSubmission } from '#db/queries/submissions';
import { ensureBaseline } from '#db/queries/teams';
import { createClient } from '#lib/api/client';
import { storeCard, storePicture } from '#lib/server/baselines/store-card';
import type { Holdout } from '#lib/server/holdout';
import { fetchLocally } from '../local.ts';
import { calling } from '../remote.ts';
import type { Destination } from './baseline-destination.ts';

export function inDataFolder(holdout: Holdout, slug: string, fileName: string): Destination {
	const { db, files } = holdout;
	const client = createClient(fetchLocally(holdout));
	const call = <T>(work: () => Promise<T>) => calling(null, work);
	const competition = async () => (await findCompetition(db, slug))!;
	const teamOf = async (baseline: string) =>
		(await findBaseline(db, (await competition()).id, baseline))!;
	return {
		format: () => call(() => client.format(slug)),
		baselines: () => call(async () => (await client.baselines(slug)).baselines),
		async card(baseline) {
			const row = await findCard(db, baseline);
			const stored = row ? await listPictures(db, baseline) : [];
			const pictures = stored.map(({ path, sha256 }) => ({ file: path, sha256 }));
			return row ? { sha256: row.sha256, submission: row.submissionId, pictures } : null;
		},
		async sendSubmission(name, bytes) {
			const { id: competitionId } = await competition();
			const now = holdout.now();
			const team = await ensureBaseline(db, { competitionId, name, now });
			const id = uuidv7();
			await insertBaselineSubmission(db, {
				...{ id, competitionId, teamId: team.id, userId: null, fileName, now },
				...(await files.write(bytes)),
			});
			return { baseline: team.id, submission: id };
		},
		sendCard: async (baseline, submission, bytes) =>
			storeCard(holdout, await teamOf(baseline), bytes, { actor: null, submissionId: submission }),
		async sendPicture(baseline, { file, bytes }) {
			const row = (await findCard(db, baseline))!;
			const card = await holdout.cards.read(row.sha256);
			await storePicture(holdout, await teamOf(baseline), { row, card }, file, bytes);
		},
	};
}
