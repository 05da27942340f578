/** `holdout baseline explain` */
import { join } from 'node:path';
import { FILES, readCard, writeCard } from '#baselines/cards/folder';
import { networkRecipe, openTrained } from '#baselines/cards/open-trained';
import type { Card } from '#baselines/cards/schema';
import type { ImageDataset } from '#baselines/data/index';
import { explainSplit } from '#baselines/explain/explain-split';
import { OVERLAY_SIZE } from '#baselines/explain/overlay';
import { readRegions } from '#baselines/explain/regions';
import { disposeModel } from '#baselines/training/network/network';
import { loadImages } from '#baselines/training/run/images';
import { predictSplit } from '#baselines/training/run/predict-split';
import type { Outcome, RunOptions } from '#baselines/training/run/types';
import { writeAtomically } from '#baselines/training/write-atomically';
import { say, sayJson } from '../output.ts';
import { refuse } from '../outcome.ts';
import { trainingProgress } from './baseline-progress.ts';
import {
	abortOnInterrupt,
	dataFrom,
	deviceStarter,
	failureOfBaselines,
	type DataOptions,
} from './baseline-shared.ts';

interface Options extends DataOptions {
	backend?: string;
	layer?: string;
	json?: boolean;
}

const METHOD = 'Grad-CAM (Selvaraju et al. 2017), gradient of the finding’s logit';

/**
 * Draws the gallery of a finished run, and puts it on its card. The backend must be startable.
 * @param said scores that the run has just given, so that they need not be computed again
 */
export async function explainRun(
	out: string,
	card: Card,
	dataset: ImageDataset,
	folder: string,
	run: Pick<RunOptions, 'startBackend' | 'onEvent' | 'signal'>,
	{ layer, said }: { layer?: string | undefined; said?: Pick<Outcome, 'validation' | 'test'> } = {},
): Promise<Card> {
	const { onEvent, signal } = run;
	const recipe = networkRecipe(card);
	await run.startBackend();
	const seed = card.settings.seed;
	const images = await loadImages({ dataset }, recipe.image, {
		size: card.network!.stored,
		seed,
		onEvent,
		signal,
	});
	// Where the labels are known, so that the gallery can say what is right. A test split whose labels
	// are withheld would leave nothing to measure.
	const measured = card.figures && images[card.figures.split];
	const split = measured ?? images.test ?? images.validation;
	if (!split) throw refuse('There are no test and no validation images to explain.');
	const net = await openTrained(out, card);
	try {
		const known = said?.[split.split];
		const { yScore } =
			known && String(known.ids) === String(split.ids)
				? known
				: await predictSplit(net, split, card.labels.length, { ...run, batch: 32 });
		const explained = await explainSplit({
			...{ net, labels: card.labels, images: split, yScore, layer, signal },
			regions: await readRegions(folder),
			onProgress: (share) => onEvent({ kind: 'work', what: 'Heat maps', share }),
		});
		const gallery = explained.pictures.map(({ bytes: _bytes, ...picture }, k) => ({
			...picture,
			file: `${FILES.gallery}/${String(k + 1).padStart(2, '0')}-${picture.finding.replace(/[^\w-]+/g, '-')}.webp`,
			...OVERLAY_SIZE,
		}));
		for (const [k, { bytes }] of explained.pictures.entries()) {
			await writeAtomically(join(out, gallery[k]!.file), bytes);
		}
		const { layer: used, localisation } = explained;
		const explanation = { method: METHOD, layer: used, split: split.split, localisation };
		const whole = { ...card, gallery, explanation } as Card;
		await writeCard(out, whole);
		return whole;
	} finally {
		disposeModel(net.whole);
	}
}

export async function explainBaseline(out: string, options: Options): Promise<void> {
	const { json = false } = options;
	const progress = trainingProgress(json);
	const interrupt = abortOnInterrupt(json);
	try {
		const card = await readCard(out);
		const labels = options.labels ?? card.labels;
		const { dataset } = await dataFrom(
			{ ...options, labels, task: options.task ?? card.task },
			card.settings.seed,
			json,
		);
		const run = {
			...{ onEvent: progress.onEvent, signal: interrupt.signal },
			startBackend: deviceStarter(options.backend, json),
		};
		const { explanation, gallery } = await explainRun(out, card, dataset, options.data, run, {
			layer: options.layer,
		});
		progress.stop();
		if (json) return sayJson({ ok: true, explanation, gallery });
		say(`${gallery.length} pictures in ${join(out, FILES.gallery)}`);
		const found = explanation?.localisation;
		if (!found) return;
		const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
		say(
			`The highest point lies inside the true region in ${percent(found.hit_rate)} of ${found.regions} findings (best fixed point: ${percent(found.prior_hit_rate)}); ${percent(found.energy_inside)} of the heat lies inside regions of ${percent(found.area)} of the image.`,
		);
	} catch (error) {
		throw failureOfBaselines(error);
	} finally {
		progress.stop();
		interrupt.stop();
	}
}
