import { findCompetitionById } from '#db/queries/competitions';
import { findStatus } from '#db/queries/submissions';
import { rankingMetricOf } from '../api/present/metric.ts';
import { notify } from '../notifications/notify.ts';
import type { Services } from '../services.ts';
import type { Claim } from './score-claim.ts';

/** Tells a team how its submission ended, if it has. Scores are of the public split. Never rejects. */
export async function tellResult(services: Services, claim: Claim): Promise<void> {
	const { db, log } = services;
	try {
		const end = await findStatus(db, claim.id);
		if (end?.status !== 'scored' && end?.status !== 'invalid' && end?.status !== 'failed') return;
		const competition = await findCompetitionById(db, claim.competitionId);
		const metric = rankingMetricOf(competition);
		await notify(services, {
			kind: 'result',
			about: claim.id,
			to: { team: claim.teamId },
			competitionId: competition.id,
			params: {
				status: end.status,
				file: claim.fileName,
				score: end.publicScore,
				decimals: metric.decimals,
				metric: metric.short_name,
			},
			href: `/submissions/${claim.id}`,
		});
	} catch (error) {
		log.error({ submission: claim.id, error: String(error) }, 'nobody could be told of a result');
	}
}
