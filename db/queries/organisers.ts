import { and, eq } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import { competitionOrganisers } from '../schema/competitions.ts';

export async function isOrganiser(db: Db, competitionId: string, userId: string): Promise<boolean> {
	const rows = await db
		.select({ userId: competitionOrganisers.userId })
		.from(competitionOrganisers)
		.where(
			and(
				eq(competitionOrganisers.competitionId, competitionId),
				eq(competitionOrganisers.userId, userId),
			),
		);
	return rows.length > 0;
}
