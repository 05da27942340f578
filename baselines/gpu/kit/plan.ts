/** What a kit is told to do on the machine: plain data, beside the program as `kit.json`. */
import { z } from 'zod';
import { FINDING_NAMES } from '../../phantoms/names.ts';
import { demoSets } from '../../phantoms/sets/index.ts';

const run = z.object({
	/** Folder of its results: competition and recipe. */
	slug: z.string(),
	recipe: z.string(),
	/** Name of a packed data set, or of one that is drawn. */
	set: z.string(),
	/** What the card calls the data. */
	name: z.string(),
	/** As of `holdout baseline train`. */
	options: z.object({
		task: z.string().optional(),
		labels: z.array(z.string()).optional(),
		target: z.string().optional(),
		allowCrossing: z.boolean().optional(),
		epochs: z.number().optional(),
		batch: z.number().optional(),
		size: z.number().optional(),
		rateFactor: z.number().optional(),
		width: z.number().optional(),
	}),
});

export const planSchema = z.object({
	version: z.literal(1),
	/** Of Holdout. */
	holdout: z.string(),
	smoke: z.array(z.enum(['small', 'usual'])),
	/** Recipes that are tried and timed. */
	networks: z.array(z.string()),
	timing: z.object({
		sizes: z.array(z.number()),
		batches: z.array(z.number()),
		/** For each measurement. */
		seconds: z.number(),
		/** Share of the filters. */
		width: z.number(),
	}),
	/** Phantoms, drawn on the machine: those of a demo competition, or a small set for a try. */
	drawn: z.array(
		z.object({
			set: z.string(),
			patients: z.number().optional(),
			size: z.number().optional(),
		}),
	),
	runs: z.array(run),
});

export type Plan = z.infer<typeof planSchema>;
export type PlannedRun = z.infer<typeof run>;
type Options = PlannedRun['options'];

export const RECIPES = ['densenet121', 'xception', 'vgg-mlp'];

interface Known {
	slug: string;
	name: string;
	options: Options;
}

/** Fourteen findings, or one label, are told by the table itself. */
const ofDemo = demoSets.map(({ slug, columns: { labels } }): [string, Known[]] => {
	const options = labels.kind === 'class' ? { task: 'multiclass', target: labels.name } : {};
	return [slug, [{ slug, name: `Thorax phantoms, ${slug}`, options }]];
});

/**
 * What is learned from the data sets that the project knows, under the names that `holdout import` gives
 * their competitions; of others the table decides.
 */
export const KNOWN: Record<string, Known[]> = {
	...Object.fromEntries(ofDemo),
	kermany: [
		{
			...{ slug: 'kermany', name: 'Kermany, pneumonia' },
			options: { task: 'binary', target: 'finding', labels: ['Pneumonia'], allowCrossing: true },
		},
		{
			...{ slug: 'kermany-three-classes', name: 'Kermany, three classes' },
			options: {
				...{ task: 'multiclass', target: 'subtype', labels: ['normal', 'bacteria', 'virus'] },
				allowCrossing: true,
			},
		},
	],
	nih: [
		{
			...{ slug: 'nih-chestxray14', name: 'NIH ChestX-ray14, open selection' },
			options: { task: 'multilabel', labels: [...FINDING_NAMES] },
		},
	],
};

/**
 * From random weights: larger steps than the recipes take from published ones, in larger batches, and
 * few epochs of a head on a backbone that knows nothing.
 */
const FROM_SCRATCH: Options = { epochs: 25, batch: 32, rateFactor: 5 };

/** For a try: every data set with one network, each network with some data set. */
export const withEachOnce = (runs: readonly PlannedRun[]): PlannedRun[] =>
	runs.filter((_, k) => k % RECIPES.length === Math.floor(k / RECIPES.length) % RECIPES.length);

/** Every data set with each of the three networks; the first set of `sets` comes first. */
export function plannedRuns(
	sets: readonly string[],
	size: number,
	more: Options = {},
): PlannedRun[] {
	return sets.flatMap((set) => {
		const own = KNOWN[set] ?? [{ slug: set, name: set, options: {} }];
		return own.flatMap(({ slug, name, options }) =>
			RECIPES.map((recipe) => ({
				...{ slug, recipe, set, name: `${name}, ${size} pixels` },
				options: { ...options, ...FROM_SCRATCH, size, ...more },
			})),
		);
	});
}
