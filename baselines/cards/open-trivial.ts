/** A baseline without a network, from what it learned. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tableOnly } from '../data/index.ts';
import { findBaseline, looksAtImages } from '../index.ts';
import type { TrivialRecipe } from '../recipes/types.ts';
import { TrainingError } from '../training/error.ts';
import { loadSplit } from '../training/run/images.ts';
import { splitScores } from '../training/run/scores.ts';
import { rowsOf, TRIVIAL_SIZE } from '../training/run/train-trivial.ts';
import { FILES } from './folder.ts';
import { TRAIN_AGAIN } from './open-head.ts';
import type { ScoreOptions, TrainedRun } from './opened.ts';
import type { Card } from './schema.ts';

/** @throws {TrainingError} `bad_output_folder` */
export async function openTrivial(
	out: string,
	{ labels, settings: { seed } }: Card,
	{ baseline: id }: TrivialRecipe,
	{ onEvent, signal }: ScoreOptions,
): Promise<TrainedRun> {
	const path = join(out, FILES.learned);
	const refused = (what: string) => new TrainingError('bad_output_folder', what, TRAIN_AGAIN);
	const text = await readFile(path, 'utf8').catch(() => {
		throw refused(`There is no ${FILES.learned} in ${out}.`);
	});
	const trained = findBaseline(id)?.open(text.trim(), { labels, seed });
	if (!trained) throw refused(`${path} is damaged, or of another version.`);
	return {
		async score(dataset, split) {
			const source = looksAtImages(id) ? dataset : tableOnly(dataset);
			const { images } = await loadSplit(source, split, { size: TRIVIAL_SIZE }, onEvent, signal);
			if (!images) return null;
			const scores = trained.predict(rowsOf(images));
			if (scores.length === labels.length) return splitScores(images, scores);
			throw refused(`${path} does not fit the card.`);
		},
		dispose() {},
	};
}
