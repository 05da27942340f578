import { and, asc, eq, sql } from 'drizzle-orm';
import type { Db } from '../client.server.ts';
import {
	baselineCards,
	baselinePictures,
	type BaselineCardRow,
	type BaselinePictureRow,
} from '../schema/baseline-cards.ts';
import { teams, type TeamRow } from '../schema/teams.ts';
import { CHANGED, withEntry, type NewAuditEntry } from './audit.ts';

/** A baseline of one competition. */
export async function findBaseline(
	db: Db,
	competitionId: string,
	id: string,
): Promise<TeamRow | undefined> {
	const [row] = await db
		.select()
		.from(teams)
		.where(
			and(eq(teams.id, id), eq(teams.competitionId, competitionId), eq(teams.kind, 'baseline')),
		);
	return row;
}

/** Oldest first. */
export const listBaselines = (db: Db, competitionId: string): Promise<TeamRow[]> =>
	db
		.select()
		.from(teams)
		.where(and(eq(teams.competitionId, competitionId), eq(teams.kind, 'baseline')))
		.orderBy(asc(teams.createdAt), asc(teams.id));

export const countBaselines = (db: Db, competitionId: string): Promise<number> =>
	db.$count(teams, and(eq(teams.competitionId, competitionId), eq(teams.kind, 'baseline')));

export async function findCard(db: Db, teamId: string): Promise<BaselineCardRow | undefined> {
	return (await db.select().from(baselineCards).where(eq(baselineCards.teamId, teamId)))[0];
}

/** Cards of a competition's baselines, by team id. */
export async function listCards(
	db: Db,
	competitionId: string,
): Promise<Map<string, BaselineCardRow>> {
	const rows = await db
		.select({ card: baselineCards })
		.from(baselineCards)
		.innerJoin(teams, eq(teams.id, baselineCards.teamId))
		.where(eq(teams.competitionId, competitionId));
	return new Map(rows.map(({ card }) => [card.teamId, card]));
}

/** Of one baseline. */
export const listPictures = (db: Db, teamId: string): Promise<BaselinePictureRow[]> =>
	db
		.select()
		.from(baselinePictures)
		.where(eq(baselinePictures.teamId, teamId))
		.orderBy(asc(baselinePictures.path));

/** Of all baselines of a competition. */
export async function listPicturesOf(db: Db, competitionId: string): Promise<BaselinePictureRow[]> {
	const rows = await db
		.select({ picture: baselinePictures })
		.from(baselinePictures)
		.innerJoin(teams, eq(teams.id, baselinePictures.teamId))
		.where(eq(teams.competitionId, competitionId))
		.orderBy(asc(baselinePictures.path));
	return rows.map(({ picture }) => picture);
}

export async function findPicture(
	db: Db,
	teamId: string,
	path: string,
): Promise<BaselinePictureRow | undefined> {
	const [row] = await db
		.select()
		.from(baselinePictures)
		.where(and(eq(baselinePictures.teamId, teamId), eq(baselinePictures.path, path)));
	return row;
}

/**
 * Puts a card in the place of the one before. Pictures of another card are dropped with it.
 * @param about `note` becomes the baseline's where it has none
 */
export async function replaceCard(
	db: Db,
	card: typeof baselineCards.$inferInsert,
	{ note, entry }: { note: string; entry: NewAuditEntry },
): Promise<void> {
	const { teamId, ...values } = card;
	await withEntry(db, entry, [
		db.run(sql`
			DELETE FROM baseline_pictures WHERE team_id = ${teamId} AND NOT EXISTS (
				SELECT 1 FROM baseline_cards WHERE team_id = ${teamId} AND sha256 = ${values.sha256})`),
		db
			.insert(baselineCards)
			.values(card)
			.onConflictDoUpdate({ target: baselineCards.teamId, set: values }),
		db.run(sql`UPDATE teams SET note = ${note} WHERE id = ${teamId} AND note IS NULL`),
	]);
}

/**
 * Adds a picture, or puts it in the place of one of the same name.
 * @param cardSha256 of the card that names it
 * @returns whether that is still the card
 */
export async function putPicture(
	db: Db,
	{ teamId, path, sha256, size, type }: BaselinePictureRow,
	cardSha256: string,
): Promise<boolean> {
	const rows = await db.all(sql`
		INSERT INTO baseline_pictures (team_id, path, sha256, size, type)
		SELECT ${teamId}, ${path}, ${sha256}, ${size}, ${type}
		WHERE EXISTS (
			SELECT 1 FROM baseline_cards WHERE team_id = ${teamId} AND sha256 = ${cardSha256})
		ON CONFLICT (team_id, path) DO UPDATE SET
			sha256 = excluded.sha256, size = excluded.size, type = excluded.type
		RETURNING path`);
	return rows.length > 0;
}

/** With its pictures. An entry is written where there was a card. */
export async function removeCard(db: Db, teamId: string, entry: NewAuditEntry): Promise<void> {
	await withEntry(
		db,
		entry,
		[db.delete(baselineCards).where(eq(baselineCards.teamId, teamId))],
		CHANGED,
	);
}
