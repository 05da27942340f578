/** The output folder of a run: weights, head, history, submission, card. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { headToJson } from '../heads/saved-head.ts';
import type { BackboneSpec, Recipe } from '../recipes/types.ts';
import { submissionCsv } from '../submission-csv.ts';
import { historyCsv } from '../training/history.ts';
import { RECIPE_KEY } from '../training/run/start-weights.ts';
import type { Outcome, SplitScores } from '../training/run/types.ts';
import { TrainingError } from '../training/error.ts';
import { writeAtomically } from '../training/write-atomically.ts';
import { writeSafetensors } from '../weights/safetensors.ts';
import { cardMarkdown } from './markdown.ts';
import { cardSchema, type Card } from './schema.ts';

export const FILES = {
	weights: 'weights.safetensors',
	head: 'head.json',
	learned: 'learned.json',
	history: 'history.json',
	historyCsv: 'history.csv',
	submission: 'submission.csv',
	card: 'card.json',
	cardText: 'card.md',
	gallery: 'gallery',
} as const;

export async function writeCard(out: string, card: Card): Promise<void> {
	await writeAtomically(join(out, FILES.card), `${JSON.stringify(card, null, '\t')}\n`);
	await writeAtomically(join(out, FILES.cardText), cardMarkdown(card));
}

export const writeSubmission = (
	out: string,
	{ id_column: id, labels }: Pick<Card, 'id_column' | 'labels'>,
	{ ids, yScore }: Pick<SplitScores, 'ids' | 'yScore'>,
): Promise<void> =>
	writeAtomically(join(out, FILES.submission), submissionCsv(id, labels, ids, yScore));

/** Null where a recipe has none of its own. */
export function backboneOf(recipe: Recipe): BackboneSpec | null {
	if (recipe.method === 'network') return recipe.backbone;
	if (recipe.method !== 'classical' || recipe.features.kind !== 'backbone') return null;
	return recipe.features.backbone;
}

function weightsFile({ weights }: Outcome, { recipe }: Card): Uint8Array | null {
	if (!weights) return null;
	const backbone = backboneOf(recipe.definition);
	return writeSafetensors(weights, {
		[RECIPE_KEY]: recipe.id,
		...(backbone && { 'holdout.architecture': backbone.model }),
		...(backbone?.convention && { 'holdout.convention': backbone.convention }),
	});
}

/** Each file is written whole or not at all; the card, which says that the run is done, comes last. */
export async function writeRun(out: string, outcome: Outcome, card: Card): Promise<void> {
	const weights = weightsFile(outcome, card);
	if (weights) await writeAtomically(join(out, FILES.weights), weights);
	if (outcome.head) await writeAtomically(join(out, FILES.head), headToJson(outcome.head));
	if (outcome.learned !== undefined)
		await writeAtomically(join(out, FILES.learned), `${outcome.learned}\n`);
	if (outcome.history.length) {
		await writeAtomically(
			join(out, FILES.history),
			`${JSON.stringify(outcome.history, null, '\t')}\n`,
		);
		await writeAtomically(join(out, FILES.historyCsv), historyCsv(outcome.history));
	}
	const said = outcome.test ?? outcome.validation;
	if (said) await writeSubmission(out, card, said);
	await writeCard(out, card);
}

/** @throws {TrainingError} `bad_output_folder` */
export async function readCard(out: string): Promise<Card> {
	const path = join(out, FILES.card);
	const refuse = (what: string) =>
		new TrainingError(
			'bad_output_folder',
			what,
			'Name the --out folder of a finished `holdout baseline train`.',
		);
	const text = await readFile(path, 'utf8').catch(() => {
		throw refuse(`There is no ${FILES.card} in ${out}.`);
	});
	try {
		return cardSchema.parse(JSON.parse(text));
	} catch {
		throw refuse(`${path} is not a card of this version.`);
	}
}
