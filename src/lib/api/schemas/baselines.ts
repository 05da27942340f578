import { z } from '@hono/zod-openapi';
import type { Card } from '#baselines/cards/schema';
import { Instant } from './common.ts';
import { MetricInfo } from './competitions.ts';
import { SubmissionStatus } from './submissions.ts';

export const BaselinePicture = z
	.object({
		/** As the card names it, such as `gallery/01-Nodule.webp`. */
		file: z.string(),
		/** Address below the server; changes with the bytes. */
		url: z.string(),
		sha256: z.string(),
		size: z.number().int(),
		/** Id of the image that it shows. */
		image: z.string(),
		finding: z.string(),
		score: z.number(),
		/** 1 or 0; null where it is withheld. */
		label: z.number().nullable(),
		/** The image, then the same image under its heat map, side by side. */
		width: z.number(),
		height: z.number(),
	})
	.openapi('BaselinePicture');

const Result = z.object({
	score: z.number().nullable(),
	interval: z.tuple([z.number(), z.number()]).nullable(),
});

export const Baseline = z
	.object({
		id: z.string(),
		name: z.string(),
		note: z.string().nullable(),
		/** Best scored submission, by the board; score and interval are null until there is one. */
		public: Result,
		/** Organisers until the close, everyone after. */
		private: Result.optional(),
		/** The submission that counts, or the newest one while none is scored. */
		submission: z
			.object({
				id: z.string(),
				status: SubmissionStatus,
				file: z.object({ name: z.string(), size: z.number().int(), sha256: z.string() }),
				created_at: Instant,
			})
			.nullable(),
		/** Everything that was submitted as this baseline, newest first. */
		runs: z.array(z.object({ id: z.string(), status: SubmissionStatus, sha256: z.string() })),
		/** What its card says in short; null where it has none. */
		card: z
			.object({
				sha256: z.string(),
				updated_at: Instant,
				recipe: z.string(),
				title: z.string(),
				note: z.string(),
				method: z.enum(['trivial', 'classical', 'network', 'stack']),
				architecture: z.string().nullable(),
				/** Backbone and head together. */
				parameters: z.number().nullable(),
				start: z.enum(['random', 'file', 'none']),
				/** File or address of the weights that it started from. */
				weights: z.string().nullable(),
				device: z.string().nullable(),
				backend: z.string().nullable(),
				/** Of training and scoring. */
				seconds: z.number(),
				images_per_second: z.number().nullable(),
				/** Edge of the images in pixels. */
				size: z.number().nullable(),
				training_images: z.number(),
				epochs: z.number().int(),
				pictures: z.number().int(),
			})
			.nullable(),
		thumbnails: z.array(BaselinePicture),
	})
	.openapi('Baseline');

export const BaselineList = z
	.object({ competition: z.string(), metric: MetricInfo, baselines: z.array(Baseline) })
	.openapi('BaselineList');

export const BaselineCard = z
	.object({
		baseline: z.string(),
		sha256: z.string(),
		/** The submission of the same run. */
		submission: z.string().nullable(),
		updated_at: Instant,
		/** The model card, as `holdout baseline train` writes it. */
		card: z.looseObject({ version: z.literal(1) }),
		/** Parts that speak of the hidden test split, left out for this reader until the close. */
		withheld: z.array(z.enum(['figures', 'positives', 'localisation', 'gallery'])),
		/** Pictures of the gallery that are there, in its order. */
		pictures: z.array(BaselinePicture),
		/** Pictures that the card names and that have not arrived. */
		missing: z.array(z.string()),
	})
	.openapi('BaselineCard');

export type BaselinePicture = z.infer<typeof BaselinePicture>;
export type Baseline = z.infer<typeof Baseline>;
export type BaselineList = z.infer<typeof BaselineList>;
/** `card` is checked when it is stored, and so known to be one. */
export type BaselineCard = Omit<z.infer<typeof BaselineCard>, 'card'> & { card: Card };
