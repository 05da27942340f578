/** From what a run gave to its card. */
import type { Split } from '../data/types.ts';
import type { Recipe } from '../recipes/types.ts';
import type { Outcome } from '../training/run/types.ts';
import { scoreSplit } from './figures.ts';
import { limitsOf } from './limits.ts';
import type { Card } from './schema.ts';

export interface CardFacts {
	recipe: Recipe;
	outcome: Outcome;
	dataName: string;
	dataHash: string;
	idColumn: string;
	seed: number;
	epochs: number | null;
	rateFactor: number;
	version: string;
}

const splitText = ({ carved }: Outcome) =>
	carved
		? 'by patient; validation taken out of the training patients by the seed'
		: 'as the data set gives it, by patient';

/** Numbers of a card have as many digits as they are good for. */
const rounded = (value: number, digits = 6) => Number(value.toPrecision(digits));

export function makeCard(facts: CardFacts): Card {
	const { recipe, outcome, dataName, dataHash, idColumn, seed, epochs, rateFactor } = facts;
	const { labels, task, thresholds, validation, test } = outcome;
	const measured = test?.yTrue ? test : validation?.yTrue ? validation : null;
	const scored = measured && scoreSplit(measured, { task, labels, thresholds });
	const split = (of: (split: Split) => number) => ({
		train: of('train'),
		validation: of('validation'),
		test: of('test'),
	});
	const byLabel = <T>(of: (k: number) => T) =>
		Object.fromEntries(labels.map((label, k) => [label, of(k)]));
	return {
		version: 1,
		recipe: { id: recipe.id, name: recipe.name, note: recipe.note, definition: recipe },
		...{ task, labels: [...labels], id_column: idColumn },
		data: {
			...{ name: dataName, hash: dataHash },
			images: split((name) => outcome.rows[name]),
			patients: split((name) => outcome.patients[name]),
			positives: byLabel((k) => ({
				...split((name) => outcome.positives[name][k] ?? 0),
				...(test && !test.yTrue && { test: null }),
			})),
			split: splitText(outcome),
			notices: outcome.notices.map(({ detail, count }) =>
				count > 1 ? `${detail} (${count})` : detail,
			),
		},
		settings: {
			...{ seed, batch: outcome.batch, size: outcome.built?.size ?? null, epochs },
			rate_factor: rateFactor,
		},
		start: {
			...outcome.start,
			...(outcome.start.missing && { missing: [...outcome.start.missing] }),
		} as Card['start'],
		parameters: outcome.parameters,
		chosen: { ...outcome.chosen },
		device: outcome.device,
		software: { holdout: facts.version, node: process.versions.node },
		seconds: rounded(outcome.seconds, 4),
		images_per_second: outcome.imagesPerSecond && rounded(outcome.imagesPerSecond, 3),
		thresholds: byLabel((k) => rounded(thresholds[k]!)),
		figures: scored && {
			split: measured!.split as 'test' | 'validation',
			metric: scored.metric,
			report: scored.report,
		},
		history: outcome.history.map((row) => ({
			...{ phase: row.phase, epoch: row.epoch, loss: rounded(row.loss) },
			validation_loss: row.validationLoss && rounded(row.validationLoss),
			auroc: row.auroc && rounded(row.auroc),
			accuracy: row.validationLoss === null ? null : rounded(row.accuracy),
			sensitivity: row.sensitivity && rounded(row.sensitivity),
			...{ rate: rounded(row.rate, 3), images_per_second: rounded(row.imagesPerSecond, 3) },
			best: row.best,
		})),
		...{ explanation: null, gallery: [], limits: limitsOf(recipe, outcome) },
		network: outcome.built,
	};
}
