import { m } from '#messages';
import type { BaselinePicture } from '#lib/api/schemas/baselines';
import type { Format } from '#lib/format/format.svelte';

const LABELS: Record<string, string> = { 1: 'positive', 0: 'negative' };

/** `score 0.83, positive`: what the model said, and what is true where that may be known. */
export function pictureWords(
	{ score, label }: Pick<BaselinePicture, 'score' | 'label'>,
	format: Pick<Format, 'score'>,
): string {
	const truth = label === null ? m.baselines_label_withheld() : (LABELS[label] ?? '');
	return m.baselines_picture_words({ score: format.score(score, 3), truth });
}
