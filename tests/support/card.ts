/** A model card with real figures and a real picture, for two findings. */
import sharp from 'sharp';
import { scoreSplit } from '#baselines/cards/figures';
import type { Card } from '#baselines/cards/schema';
import { demoSmallCnn } from '#baselines/recipes/own/demo-small-cnn';
import type { SplitScores } from '#baselines/training/run/types';

export const PICTURE = 'gallery/01-Nodule.webp';

/** A picture as `holdout baseline explain` draws them, in one colour. */
export const picture = async (
	kind: 'webp' | 'png' | 'jpeg' = 'webp',
	colour = '#404040',
	width = 24,
): Promise<Uint8Array<ArrayBuffer>> =>
	new Uint8Array(
		await sharp({ create: { width, height: 12, channels: 3, background: colour } })
			.toFormat(kind)
			.toBuffer(),
	);

function scores(labels: readonly string[], split: 'validation' | 'test'): SplitScores {
	const rows = Array.from({ length: 24 }, (_, i) => i);
	return {
		...{ split, metadata: {} },
		ids: rows.map((i) => `i${i}`),
		patients: rows.map((i) => `p${i >> 1}`),
		yTrue: labels.map((_, k) => Uint8Array.from(rows, (i) => Number(i % (k + 2) === 0))),
		yScore: labels.map((_, k) =>
			Float64Array.from(rows, (i) => ((i * 7 + k) % 24) / 48 + (i % (k + 2) === 0 ? 0.3 : 0)),
		),
	};
}

/** `split` is what the figures are measured on and whose images the gallery shows. */
export function smallCard(
	labels: readonly string[],
	{
		split = 'validation' as 'validation' | 'test',
		...changes
	}: Partial<Card> & {
		split?: 'validation' | 'test';
	} = {},
): Card {
	const thresholds = labels.map(() => 0.5);
	const scored = scoreSplit(scores(labels, split), { task: 'multilabel', labels, thresholds })!;
	const counts = { train: 40, validation: 12, test: 20 };
	const known = split === 'test' ? 4 : null;
	const byLabel = <T>(value: T) => Object.fromEntries(labels.map((label) => [label, value]));
	const { id, name, note } = demoSmallCnn;
	const localisation = { regions: 10, hit_rate: 0.6, energy_inside: 0.4, area: 0.06 };
	const measured = { ...localisation, prior_hit_rate: 0.2 };
	return {
		version: 1,
		recipe: { id, name, note, definition: demoSmallCnn },
		...{ task: 'multilabel', labels: [...labels], id_column: 'image' },
		data: {
			...{ name: 'Phantoms', hash: 'abc', images: counts, patients: counts, notices: [] },
			positives: byLabel({ train: 9, validation: 3, test: known }),
			split: 'as the data set gives it, by patient',
		},
		settings: { seed: 5, batch: 8, size: 64, epochs: null, rate_factor: 1 },
		start: { kind: 'random' },
		parameters: { backbone: 128_144, head: 194 },
		...{ chosen: {}, device: { backend: 'wasm', device: 'WebAssembly' } },
		...{ software: { holdout: '0.1.0', node: '20.0.0' }, seconds: 61.5, images_per_second: 48.6 },
		thresholds: byLabel(0.5),
		figures: { split, metric: scored.metric, report: scored.report },
		history: [0.7, 0.5, 0.45].map((loss, i) => ({
			...{ phase: 'all', epoch: i + 1, loss, validation_loss: loss + 0.05, auroc: 0.6 + i / 20 },
			...{ accuracy: 0.8, sensitivity: 0.4, rate: 0.004, images_per_second: 48, best: i === 1 },
		})),
		explanation: {
			...{ method: 'Grad-CAM', layer: 'stage4_a_relu', split },
			localisation: { ...measured, hit_rate_interval: [0.3, 0.85], labels: byLabel(measured) },
		},
		gallery: [
			{
				...{ file: PICTURE, image: 'i3', finding: labels[0]!, score: 0.83, label: 1 },
				...{ width: 24, height: 12 },
			},
		],
		limits: ['A reference for comparison in a competition. Not a medical device.'],
		network: { size: 64, stored: 64, outputs: 2, input: { channels: 1, scale: 'symmetric' } },
		...changes,
	};
}

export const cardBytes = (card: unknown): Uint8Array<ArrayBuffer> =>
	new TextEncoder().encode(JSON.stringify(card, null, '\t'));
