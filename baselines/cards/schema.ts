/** The model card as data. No network library here: the server reads cards too. */
import { z } from 'zod';
import type { SplitReport } from '#scorer/types';
import type { Recipe } from '../recipes/types.ts';

const counts = z.object({ train: z.number(), validation: z.number(), test: z.number() });

const epoch = z.object({
	phase: z.string(),
	epoch: z.number(),
	loss: z.number(),
	validation_loss: z.number().nullable(),
	auroc: z.number().nullable(),
	accuracy: z.number().nullable(),
	sensitivity: z.number().nullable(),
	rate: z.number(),
	images_per_second: z.number(),
	best: z.boolean(),
});

const picture = z.object({
	/** Path below the folder of the card. */
	file: z.string(),
	image: z.string(),
	finding: z.string(),
	/** What the model said of it. */
	score: z.number(),
	/** What the label says; null where it is withheld. */
	label: z.number().nullable(),
	width: z.number(),
	height: z.number(),
});

const localisation = z.object({
	/** Findings of images that were looked at. */
	regions: z.number(),
	/** How often the highest point of the heat map lies in the finding's region. */
	hit_rate: z.number(),
	hit_rate_interval: z.tuple([z.number(), z.number()]).nullable(),
	/** Mean share of the heat that lies in it. */
	energy_inside: z.number(),
	/** Mean share of the image that the region takes: what a heat map without meaning would get. */
	area: z.number(),
	/** How often the point where regions of other images lie most often would have hit. */
	prior_hit_rate: z.number(),
	labels: z.record(
		z.string(),
		z.object({
			regions: z.number(),
			hit_rate: z.number(),
			energy_inside: z.number(),
			area: z.number(),
			prior_hit_rate: z.number(),
		}),
	),
});

export const cardSchema = z.object({
	version: z.literal(1),
	recipe: z.object({
		id: z.string(),
		name: z.string(),
		note: z.string(),
		/** The recipe as it was when the model was trained. */
		definition: z.custom<Recipe>((value) => typeof value === 'object' && value !== null),
	}),
	task: z.enum(['binary', 'multiclass', 'multilabel']),
	labels: z.array(z.string()),
	/** Name of the id column in submission.csv. */
	id_column: z.string(),
	data: z.object({
		/** As the person who trained it calls the set. */
		name: z.string(),
		/** Of ids, splits and labels. */
		hash: z.string(),
		images: counts,
		patients: counts,
		/** Images with the label, by label; null of a test split whose labels are withheld. */
		positives: z.record(z.string(), counts.extend({ test: z.number().nullable() })),
		split: z.string(),
		notices: z.array(z.string()),
	}),
	settings: z.object({
		seed: z.number(),
		batch: z.number().nullable(),
		size: z.number().nullable(),
		epochs: z.number().nullable(),
		rate_factor: z.number(),
	}),
	/** What the backbone started from. */
	start: z.object({
		kind: z.enum(['random', 'file', 'none']),
		source: z.string().optional(),
		sha256: z.string().optional(),
		missing: z.array(z.string()).optional(),
	}),
	parameters: z.object({ backbone: z.number(), head: z.number().nullable() }).nullable(),
	chosen: z.record(z.string(), z.unknown()),
	device: z.object({ backend: z.string(), device: z.string() }).nullable(),
	software: z.object({ holdout: z.string(), node: z.string() }),
	seconds: z.number(),
	images_per_second: z.number().nullable(),
	thresholds: z.record(z.string(), z.number()),
	/** Measured by the scorer, on the test split where its labels are known, else on the validation split. */
	figures: z
		.object({
			split: z.enum(['test', 'validation']),
			metric: z.string(),
			report: z.custom<SplitReport>((value) => typeof value === 'object' && value !== null),
		})
		.nullable(),
	/** By epoch; empty where nothing was trained step by step. */
	history: z.array(epoch),
	explanation: z
		.object({
			method: z.string(),
			layer: z.string(),
			/** Whose images were looked at. Cards of earlier versions do not say: see `explainedSplit`. */
			split: z.enum(['test', 'validation']).optional(),
			localisation: localisation.nullable(),
		})
		.nullable(),
	gallery: z.array(picture),
	limits: z.array(z.string()),
	/** How to build the network again for its weights. */
	network: z
		.object({
			size: z.number(),
			stored: z.number(),
			outputs: z.number(),
			input: z.object({
				channels: z.union([z.literal(1), z.literal(3)]),
				scale: z.enum(['none', 'unit', 'symmetric', 'imagenet', 'bgr-mean']),
				centre: z.number().optional(),
			}),
		})
		.nullable(),
});

/** Whose images the gallery shows; older runs looked at the test images where there were any. */
export const explainedSplit = ({ explanation, data }: Card): 'test' | 'validation' =>
	explanation?.split ?? (data.images.test > 0 ? 'test' : 'validation');

export type Card = z.infer<typeof cardSchema>;
export type CardPicture = z.infer<typeof picture>;
export type Localisation = z.infer<typeof localisation>;
