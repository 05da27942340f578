/** Taking a card and its pictures: checked, stored by content, and only then named in the database. */
import type { Card } from '#baselines/cards/schema';
import type { Actor } from '#db/queries/audit';
import { findCard, putPicture, replaceCard } from '#db/queries/baseline-cards';
import { listRunsOfBaselines } from '#db/queries/submissions';
import type { BaselineCardRow } from '#db/schema/baseline-cards';
import type { TeamRow } from '#db/schema/teams';
import { checkCard } from '#lib/baseline-card/check-card';
import { checkPicture } from '#lib/baseline-card/check-picture';
import { ApiError } from '../errors.ts';
import type { Services } from '../services.ts';

/** As in a competition folder. */
const MAX_NOTE = 500;

type Stored = Pick<Services, 'db' | 'files' | 'now'>;

/** The submission that a card describes: the named one, or the newest. */
async function describedBy({ db }: Stored, team: TeamRow, named: string | undefined) {
	const runs = await listRunsOfBaselines(db, team.competitionId, team.id);
	const own = runs.map(({ row }) => row.id);
	if (named === undefined) return own[0] ?? null;
	if (own.includes(named)) return named;
	throw new ApiError('not_found', {
		detail: `The baseline "${team.name}" has no submission "${named}".`,
		remedy: 'Send its CSV first, or leave the submission out.',
	});
}

/**
 * Puts a card in the place of the one before. The same card again changes nothing; another one drops
 * the pictures of the one before.
 * @param by who sends it; `submissionId` of the same run, by default the baseline's newest
 * @throws ApiError invalid_card, with the place of every problem; not_found
 */
export async function storeCard(
	services: Stored,
	team: TeamRow,
	bytes: Uint8Array,
	by: { actor: Actor; submissionId?: string | undefined },
): Promise<BaselineCardRow> {
	const { db, files, now } = services;
	const checked = checkCard(bytes);
	if (!checked.ok) throw new ApiError('invalid_card', { problems: checked.problems });
	const described = await describedBy(services, team, by.submissionId);
	const { sha256, size } = await files.write(bytes);
	const before = await findCard(db, team.id);
	if (before?.sha256 === sha256 && before.submissionId === described) return before;
	const row = { teamId: team.id, submissionId: described, sha256, size, updatedAt: now() };
	await replaceCard(db, row, {
		note: checked.card.recipe.note.slice(0, MAX_NOTE),
		entry: {
			...{ competitionId: team.competitionId, at: row.updatedAt, actor: by.actor },
			...{ action: 'baseline_card_set', target: team.name, detail: { sha256 } },
		},
	});
	return row;
}

const notNamed = (file: string) =>
	new ApiError('not_found', {
		detail: `The card names no picture "${file}".`,
		remedy: 'Send the card first, then the pictures that it names.',
	});

/**
 * Stores a picture that the card names.
 * @param file as in the card, such as `gallery/01-Nodule.webp`
 * @throws ApiError invalid_picture, file_too_large, not_found
 */
export async function storePicture(
	services: Stored,
	team: TeamRow,
	{ row, card }: { row: BaselineCardRow; card: Card },
	file: string,
	bytes: Uint8Array,
): Promise<void> {
	const named = card.gallery.find((picture) => picture.file === file);
	if (!named) throw notNamed(file);
	const checked = checkPicture(named, bytes);
	if (!checked.ok) {
		const { code, detail, remedy } = checked;
		if (code === 'file_too_large') throw new ApiError(code, { detail, remedy });
		throw new ApiError('invalid_picture', {
			...{ detail, remedy },
			problems: [{ code, file, detail, remedy }],
		});
	}
	const stored = await services.files.write(bytes);
	const picture = { teamId: team.id, path: file, type: checked.type, ...stored };
	if (await putPicture(services.db, picture, row.sha256)) return;
	throw new ApiError('conflict', {
		detail: 'The card was replaced while the picture was arriving.',
		remedy: 'Publish the card again.',
	});
}
