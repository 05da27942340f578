/** Figures that were published with the five reference systems, where they can be recomputed. */
import { describe, expect, it } from 'vitest';
import { scorePredictions } from '#scorer/index';
import { scoresOf, solutionOf, spec } from '../support/cases.ts';
import { expectPrinted, scoreAurocs, scoreBinary, scoreClasses } from '../support/matrices.ts';
import { NIH_AUROCS, S1_HEADS, S1_LABEL_QUALITY, S2_BINARY } from '../support/published.ts';

describe('S1, mass or nodule on the NIH sample', () => {
	// No matrix was printed. One test set, 114 positives among 1,121 images (a fifth of the 5,606),
	// has for every head a matrix with all the figures that were.
	it.each(S1_HEADS)('$head: precision, recall and F1 of both classes', (published) => {
		const { counts, precision, recall, f1, accuracy } = published;
		expect(counts.flat().reduce((a, b) => a + b)).toBe(1121);
		const report = scoreBinary(counts, ['none', 'mass or nodule']);
		['none', 'mass or nodule'].forEach((label, k) => {
			const figures = report.labels[label]!;
			// Printed as 0 where nothing was predicted to be of the class.
			if (precision[k] === 'undefined') expect(figures.precision).toBeNull();
			else expectPrinted(figures.precision, precision[k]!);
			expectPrinted(figures.recall, recall[k]!);
			expectPrinted(figures.f1, f1[k]!);
		});
		if (accuracy) expectPrinted(report.score, accuracy);
	});

	it.each(S1_LABEL_QUALITY)(
		'text-mined labels, %s: F1 follows from P %d and R %d',
		(_, p, r, f1) => {
			// P and R were rounded: F1 of the corners of what they may have been.
			const ends = [-0.005, 0.005].map((off) => (2 * (p + off) * (r + off)) / (p + r + 2 * off));
			expect(f1).toBeGreaterThanOrEqual(ends[0]! - 0.005);
			expect(f1).toBeLessThanOrEqual(ends[1]! + 0.005);
		},
	);
});

describe('S2, opacity on SIIM-FISABIO-RSNA COVID-19', () => {
	it('four classes', () => {
		const labels = ['atypical', 'indeterminate', 'negative', 'typical'];
		const counts = [
			[21, 5, 14, 49],
			[38, 8, 64, 129],
			[32, 20, 242, 62],
			[36, 12, 54, 480],
		];
		const report = scoreClasses(counts, labels);
		expect(report.rows).toBe(1266);
		expect(report.confusion).toEqual({ labels, counts });
		// Printed with 16 digits: a float64 to its last bit or the one beside it.
		expect(Math.abs(report.score! - 0.5932069510268563)).toBeLessThan(1e-15);
		// A file of classes has no scores to rank.
		expect(report.metrics.mean_auroc!.value).toBeNull();
		expect(report.metrics.mean_auroc!.reason).toMatch(/names classes only/);
	});

	it.each(S2_BINARY)('binary, $model', ({ counts, accuracy }) => {
		const report = scoreBinary(counts, ['none', 'opacity']);
		expect(report.confusion).toEqual({ labels: ['none', 'opacity'], counts });
		expectPrinted(report.score, accuracy);
	});

	it('per-class rates: 71 % / 77 %, and 83 % of opacities after retraining', () => {
		const of = (model: string) => {
			const { counts } = S2_BINARY.find((published) => published.model === model)!;
			return scoreBinary(counts, ['none', 'opacity']);
		};
		const frozen = of('united, frozen, test');
		expectPrinted(frozen.labels.none!.recall, '0.71');
		expectPrinted(frozen.labels.opacity!.recall, '0.77');
		expectPrinted(frozen.metrics.specificity!.value, '0.71');
		expectPrinted(of('retrained on competition data').labels.opacity!.recall, '0.83');
		// Fine-tuning on the united data lost the smaller class, which accuracy hides.
		const collapsed = of('united, fine-tuned, test');
		expectPrinted(collapsed.metrics.accuracy!.value, '0.7368');
		expect(collapsed.metrics.balanced_accuracy!.value).toBeLessThan(0.52);
	});
});

describe('S3, fourteen findings on ChestX-ray14', () => {
	const labels = Object.keys(NIH_AUROCS);
	it.each([
		['Wang et al. 2017', 0, '73.81', '73.81'],
		['Yao et al. 2017', 1, '80.27', '80.27'],
		['Rajpurkar et al. 2017', 2, '84.14', '86.57'],
		['this work (ResNet50)', 3, '50.69', '50.68'],
	] as const)('%s: the mean of the column', (_, column, follows, printed) => {
		const aurocs = labels.map((label) => NIH_AUROCS[label]![column]!);
		const report = scoreAurocs(
			labels,
			aurocs.map((percent) => Math.round(10 * percent)),
		);
		labels.forEach((label, k) =>
			expect(100 * report.labels[label]!.auroc!).toBeCloseTo(aurocs[k]!, 10),
		);
		expectPrinted(100 * report.score!, follows);
		// The AUROCs were rounded to 0.1, or cut to it: their mean can be off by no more than that.
		expect(Math.abs(Number(printed) - Number(follows)) < 0.1).toBe(column !== 2);
	});
});

describe('S4, 25 body parts, two of which no test image shows', () => {
	const labels = Array.from({ length: 25 }, (_, k) => `part ${k}`);
	const [arm, cavum] = ['part 2', 'part 8'];
	const yTrue = labels.map((_, k) =>
		Array.from({ length: 366 }, (_, i) => (i % 25 === k && k !== 2 && k !== 8 ? 1 : 0)),
	);
	// Right but for arm, which one image is said to show.
	const yScore = yTrue.map((values, k) => values.map((y, i) => (k === 2 && i === 7 ? 1 : y)));
	const task = spec({ labels, metric: 'macro_f1' });
	const report = scorePredictions(scoresOf(yScore), solutionOf(yTrue), task).public;

	it('figures that need positives are undefined, with the reason, whatever was predicted', () => {
		for (const part of [arm, cavum]) {
			for (const key of ['auroc', 'average_precision', 'precision', 'recall', 'f1', 'mcc']) {
				expect(report.labels[part!]![key], `${key} of ${part}`).toBeNull();
				expect(report.label_reasons![part!]![key]).toMatch(/\.$/);
			}
		}
		expect(report.labels[arm!]).toMatchObject({ positives: 0, specificity: 365 / 366 });
		expect(report.labels[cavum!]).toMatchObject({ positives: 0, accuracy: 1 });
	});

	it('means are over the other 23 and name what they left out', () => {
		expect(report.score).toBe(1);
		expect(report.averagedOver).toEqual({ defined: 23, total: 25, left_out: [arm, cavum] });
	});

	it('accuracy is what Hamming loss leaves of 1, and one wrong label spoils an exact match', () => {
		const { macro_accuracy, hamming_loss, exact_match } = report.metrics;
		expect(macro_accuracy!.value).toBeCloseTo(1 - 1 / (366 * 25), 14);
		expect(hamming_loss!.value).toBeCloseTo(1 / (366 * 25), 14);
		expect(exact_match!.value).toBe(365 / 366);
	});
});
