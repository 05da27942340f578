/** A trained head, or a stack, from its output folder. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { headFromJson, type SavedHead } from '../heads/saved-head.ts';
import { TrainingError } from '../training/error.ts';
import { FILES } from './folder.ts';
import type { Card } from './schema.ts';

export const TRAIN_AGAIN = 'Train again into another folder.';

/** @throws {TrainingError} `bad_output_folder` */
export async function openHead(out: string, { labels, task }: Card): Promise<SavedHead> {
	const path = join(out, FILES.head);
	const text = await readFile(path, 'utf8').catch(() => {
		throw new TrainingError(
			'bad_output_folder',
			`There is no ${FILES.head} in ${out}.`,
			TRAIN_AGAIN,
		);
	});
	const head = headFromJson(text);
	if (head && head.models.length === labels.length && head.task === task) return head;
	throw new TrainingError(
		'bad_output_folder',
		head ? `${path} does not fit the card.` : `${path} is damaged, or of another version.`,
		TRAIN_AGAIN,
	);
}
