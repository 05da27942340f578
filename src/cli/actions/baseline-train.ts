/** `holdout baseline train` */
import { basename, join, resolve } from 'node:path';
import { version } from '../../../package.json' with { type: 'json' };
import { writeRun } from '#baselines/cards/folder';
import { makeCard } from '#baselines/cards/make-card';
import type { Card } from '#baselines/cards/schema';
import { findRecipe, recipes, type Recipe } from '#baselines/recipes/index';
import { hashDataset } from '#baselines/training/run/hashes';
import { train } from '#baselines/training/run/train';
import { MEMBERS } from '#baselines/training/run/train-stack';
import type { RunOptions } from '#baselines/training/run/types';
import { say, sayJson } from '../output.ts';
import { wrongUsage } from '../outcome.ts';
import { style } from '../style.ts';
import { explainRun } from './baseline-explain.ts';
import { readableTime, trainingProgress } from './baseline-progress.ts';
import {
	abortOnInterrupt,
	cacheFolder,
	dataFrom,
	deviceStarter,
	failureOfBaselines,
	type DataOptions,
} from './baseline-shared.ts';

export interface TrainOptions extends DataOptions {
	out: string;
	backend?: string;
	cache?: string;
	weights?: string;
	weightsSha256?: string;
	partialWeights?: boolean;
	seed: number;
	epochs?: number;
	batch?: number;
	size?: number;
	rateFactor?: number;
	/** Share of the filters of a network from random weights, for a try; no option of the command. */
	width?: number;
	threads?: number;
	name?: string;
	explain: boolean;
	resume?: boolean;
	json?: boolean;
}

function recipeNamed(id: string) {
	const recipe = findRecipe(id);
	if (recipe) return recipe;
	const near = recipes.filter((known) => known.id.includes(id)).map((known) => known.id);
	throw wrongUsage(
		`There is no recipe "${id}".`,
		near.length ? `Similar: ${near.join(', ')}.` : '`holdout baseline list` shows them all.',
	);
}

/** The card tells, as it holds the recipe. */
const narrowed = (recipe: Recipe, width?: number): Recipe =>
	width === undefined || recipe.method !== 'network'
		? recipe
		: { ...recipe, backbone: { ...recipe.backbone, width } };

function describe(card: Card, out: string): string {
	const { figures, labels } = card;
	const number = (value: number | null | undefined) => (value == null ? '–' : value.toFixed(3));
	const lines = [style.bold(card.recipe.name), `${readableTime(card.seconds)}, in ${out}`];
	if (!figures) return lines.join('\n');
	const { report, metric, split } = figures;
	const [lo, hi] = report.interval ?? [];
	lines.push(
		`${metric} on the ${split} split: ${number(report.score)} (95 %: ${number(lo)} to ${number(hi)})`,
	);
	if (labels.length > 1) {
		for (const label of labels) {
			const own = report.labels[label];
			if (own) lines.push(`  ${label}: ${number(own.auroc)} (${own.positives} of ${own.n})`);
		}
	}
	return lines.join('\n');
}

/** Trains, and writes the whole folder; nothing but a checkpoint is written before the end. */
export async function trainBaseline(id: string, options: TrainOptions): Promise<void> {
	const { json = false, seed, out } = options;
	const recipe = narrowed(recipeNamed(id), options.width);
	const progress = trainingProgress(json);
	const interrupt = abortOnInterrupt(json);
	try {
		const { dataset, unlabelled, idColumn } = await dataFrom(options, seed, json);
		const run: RunOptions = {
			...options,
			...{ dataset, unlabelled, dataHash: hashDataset(dataset), resume: options.resume ?? false },
			startBackend: deviceStarter(options.backend, json),
			cache: cacheFolder(options.cache),
			...{ onEvent: progress.onEvent, signal: interrupt.signal },
		};
		const outcome = await train(recipe, run);
		const facts = {
			...{ idColumn, seed, version, epochs: options.epochs ?? null },
			...{ dataHash: run.dataHash, dataName: options.name ?? basename(resolve(options.data)) },
			rateFactor: options.rateFactor ?? 1,
		};
		for (const member of outcome.members ?? []) {
			await writeRun(
				join(out, MEMBERS, member.recipe.id),
				member.outcome,
				makeCard({ ...facts, ...member }),
			);
		}
		let card = makeCard({ ...facts, recipe, outcome });
		await writeRun(out, outcome, card);
		if (options.explain && recipe.method === 'network') {
			card = await explainRun(out, card, dataset, options.data, run, { said: outcome });
		}
		progress.stop();
		if (json) return sayJson({ ok: true, out, card });
		say(describe(card, out));
	} catch (error) {
		throw failureOfBaselines(error, '--resume');
	} finally {
		progress.stop();
		interrupt.stop();
	}
}
