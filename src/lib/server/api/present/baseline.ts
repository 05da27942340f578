/** Baselines and their cards, as one reader may see them. */
import type { Card } from '#baselines/cards/schema';
import type { Baseline, BaselinePicture } from '#lib/api/schemas/baselines';
import type { SubmissionView } from '#db/queries/submissions';
import type { BaselineCardRow, BaselinePictureRow } from '#db/schema/baseline-cards';
import type { TeamRow } from '#db/schema/teams';
import type { BoardEntry } from '../../leaderboard/place.ts';
import { iso } from './competition.ts';

const MOST_THUMBNAILS = 4;

/** Pictures that are there, in the order of the card. */
export function picturesOf(
	slug: string,
	card: Card,
	rows: readonly BaselinePictureRow[],
): BaselinePicture[] {
	const byPath = new Map(rows.map((row) => [row.path, row]));
	return card.gallery.flatMap(({ file, image, finding, score, label, width, height }) => {
		const row = byPath.get(file);
		if (!row) return [];
		const at = `/api/v1/competitions/${encodeURIComponent(slug)}/baselines/${row.teamId}`;
		return [
			{
				...{ file, url: `${at}/${file}?v=${row.sha256.slice(0, 16)}` },
				...{ sha256: row.sha256, size: row.size },
				...{ image, finding, score, label, width, height },
			},
		];
	});
}

function architectureOf({ recipe: { definition } }: Card): string | null {
	switch (definition.method) {
		case 'network':
			return definition.backbone.model;
		case 'classical':
			return definition.features.kind === 'backbone'
				? `${definition.features.backbone.model} + ${definition.head.id}`
				: `dense SIFT + ${definition.head.id}`;
		case 'stack':
			return definition.stacker;
		case 'trivial':
			return null;
	}
}

export const cardSummaryOf = (
	row: BaselineCardRow,
	card: Card,
	pictures: number,
): NonNullable<Baseline['card']> => ({
	sha256: row.sha256,
	updated_at: iso(row.updatedAt)!,
	recipe: card.recipe.id,
	title: card.recipe.name,
	note: card.recipe.note,
	method: card.recipe.definition.method,
	architecture: architectureOf(card),
	parameters: card.parameters && card.parameters.backbone + (card.parameters.head ?? 0),
	start: card.start.kind,
	weights: card.start.source ?? null,
	device: card.device?.device ?? null,
	backend: card.device?.backend ?? null,
	seconds: card.seconds,
	images_per_second: card.images_per_second,
	size: card.settings.size,
	training_images: card.data.images.train,
	epochs: card.history.length,
	pictures,
});

const resultOf = (entry: BoardEntry | undefined): Baseline['public'] => ({
	score: entry?.score ?? null,
	interval: entry?.interval ?? null,
});

const submissionIn = ({ row }: SubmissionView): Baseline['submission'] => ({
	id: row.id,
	status: row.status,
	file: { name: row.fileName, size: row.size, sha256: row.sha256 },
	created_at: iso(row.createdAt)!,
});

export const baselineOf = (
	team: TeamRow,
	about: {
		/** The submission that counts, or the newest one. */
		run: SubmissionView | undefined;
		/** All of them, newest first. */
		runs: SubmissionView[];
		onPublic: BoardEntry | undefined;
		/** Undefined where the reader may not see the private board, null where it is not on it. */
		onPrivate: BoardEntry | null | undefined;
		card: Baseline['card'];
		pictures: BaselinePicture[];
	},
): Baseline => ({
	...{ id: team.id, name: team.name, note: team.note },
	public: resultOf(about.onPublic),
	...(about.onPrivate === undefined ? {} : { private: resultOf(about.onPrivate ?? undefined) }),
	submission: about.run ? submissionIn(about.run) : null,
	runs: about.runs.map(({ row: { id, status, sha256 } }) => ({ id, status, sha256 })),
	card: about.card,
	thumbnails: about.pictures.slice(0, MOST_THUMBNAILS),
});
