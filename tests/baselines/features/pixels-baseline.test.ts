import { expect, it } from 'vitest';
import { imageBaselines, type ImageBaselineInput } from '#baselines/index';
import { loadPhantoms } from '#baselines/data/sets/phantoms';
import { aurocOf } from '#baselines/heads/auroc';
import { FINDING_NAMES } from '#baselines/phantoms/index';

const { train, test } = loadPhantoms({ seed: 5, patients: 260, size: 32 });
const input: ImageBaselineInput = {
	task: 'multilabel',
	labels: FINDING_NAMES,
	train: { ...train, images: train },
	test: { ...test, images: test },
	seed: 1,
};

it.each(imageBaselines)(
	'baseline $id: one score in [0, 1] per label and row, the same every time',
	(b) => {
		const scores = b.predict(input);
		expect(scores.map((column) => column.length)).toEqual(FINDING_NAMES.map(() => test.ids.length));
		expect(scores.flatMap((c) => [...c]).every((v) => v >= 0 && v <= 1)).toBe(true);
		expect(b.predict(input)).toEqual(scores);
		// Large hearts and fluid change where it is bright: so much even few small images show.
		const k = FINDING_NAMES.indexOf('Effusion');
		expect(aurocOf(test.yTrue[k]!, scores[k]!)!).toBeGreaterThan(0.6);
	},
);
