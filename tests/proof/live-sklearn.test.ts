/** Every figure of real submissions against scikit-learn and against what their authors published. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
	metricsFor,
	parseSolution,
	scorePredictions,
	submissionFormat,
	validateSubmission,
	type Predictions,
	type Solution,
	type SplitReport,
	type TaskSpec,
} from '#scorer/index';
import {
	expectFigure,
	hasSklearn,
	sklearnFigures,
	truthText,
	type OracleFigures,
} from '../scorer/support/oracle.ts';
import { CHEXPERT_LABELS, NIH_LABELS, REAL_DATA } from './folders.ts';

const here = existsSync(REAL_DATA);
if (!here) console.log('live comparison: skipped, the real labels and predictions are not here');
const sklearn = hasSklearn();
if (!sklearn) console.log('live comparison: skipped, scikit-learn is not installed');

const task = (id: string, labels: string[], threshold = 0.5): TaskSpec => ({
	task: 'multilabel',
	id,
	labels,
	metric: 'mean_auroc',
	threshold,
	missingLabels: 'error',
});

function read(truth: string, file: string, spec: TaskSpec) {
	const parsed = parseSolution(readFileSync(join(REAL_DATA, truth)), spec);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	const { solution } = parsed;
	const valid = validateSubmission(readFileSync(file), submissionFormat(spec, solution));
	if (!valid.ok) throw new Error(JSON.stringify(valid.problems));
	return { solution, predictions: valid.predictions };
}

const TRUTH = {
	nih: ['nih14/test_22433_labels_v2020.csv', task('Image Index', NIH_LABELS)],
	chexpert: ['chexpert-test/groundtruth.csv', task('Study', CHEXPERT_LABELS)],
} as const;

const filesIn = (folder: string) =>
	readdirSync(join(REAL_DATA, folder)).map((file) => join(REAL_DATA, folder, file));

const files: ['nih' | 'chexpert', string, string][] = here
	? [
			...filesIn('nih14/predictions').map((file) => ['nih', basename(file), file] as const),
			...['predictions', 'radiologists']
				.flatMap((folder) => filesIn(`chexpert-test/${folder}`))
				.map((file) => ['chexpert', basename(file), file] as const),
		].map(([set, name, file]) => [set, name, file])
	: [];

async function oracle(
	{ yTrue }: Solution,
	{ yScore }: Predictions,
	probabilities: boolean,
): Promise<OracleFigures> {
	// Of other scores only the order is compared: their places among the scores have the same.
	const scores = yScore.map((values) => {
		if (probabilities) return Array.from(values);
		const sorted = [...new Set(values)].sort((a, b) => a - b);
		const place = new Map(sorted.map((value, i) => [value, i / sorted.length]));
		return Array.from(values, (value) => place.get(value)!);
	});
	const c = { name: '', task: 'multilabel', threshold: 0.5, yTrue: yTrue.map(truthText) };
	const [figures] = await sklearnFigures([{ ...c, yScore: scores }]);
	return figures!;
}

describe.skipIf(!here || !sklearn)('real predictions: every figure as scikit-learn has it', () => {
	it.each(files)('%s %s', async (set, _, file) => {
		const [truth, spec] = TRUTH[set];
		const { solution, predictions } = read(truth, file, spec);
		const probabilities = predictions.yScore.every((scores) =>
			scores.every((score) => score >= 0 && score <= 1),
		);
		const report = scorePredictions(predictions, solution, spec).public;
		const expected = await oracle(solution, predictions, probabilities);
		for (const { id, rankBased, key } of metricsFor('multilabel')) {
			if (!probabilities && !rankBased) {
				expect(report.metrics[id]!.value, id).toBeNull();
				expect(report.metrics[id]!.reason).toMatch(/probabilities/);
				continue;
			}
			expectFigure(report.metrics[id]!.value, expected.metrics[id]!, id);
			spec.labels.forEach((label, k) => {
				if (key)
					expectFigure(report.labels[label]![key], expected.labels[k]![key]!, `${label} ${key}`);
			});
		}
	});
});

/** What the author of the file published beside it; decisions were `score > 0.5`. */
interface Published {
	auc: Record<string, number>;
	f1: Record<string, number>;
	recall: Record<string, number>;
	MMC: Record<string, number>;
	precision: Record<string, number>;
	accuracy: number;
	gmean: Record<string, number>;
}

describe.skipIf(!here)('haooyuee-reordered-columns: the figures in its metrics.json', () => {
	/** score >= the double after 0.5 is score > 0.5. */
	const ABOVE_HALF = 0.5 + Number.EPSILON / 2;

	function measured(): { published: Published; report: SplitReport } {
		const name = 'haooyuee-reordered-columns';
		const json = join(REAL_DATA, `nih14/published/${name}.metrics.json`);
		const spec = task('Image Index', NIH_LABELS, ABOVE_HALF);
		const file = join(REAL_DATA, `nih14/predictions/${name}.csv`);
		const { solution, predictions } = read(TRUTH.nih[0], file, spec);
		return {
			published: JSON.parse(readFileSync(json, 'utf8')) as Published,
			report: scorePredictions(predictions, solution, spec).public,
		};
	}

	it('per finding: AUROC, F1, precision, recall, MCC, and the geometric mean of the rates', () => {
		const { published, report } = measured();
		for (const label of NIH_LABELS) {
			const figures = report.labels[label]!;
			const bare = report.decisions![label]!.tp + report.decisions![label]!.fp === 0;
			// It has 0 where nothing was predicted to be positive, as for Hernia and Pneumonia.
			expectFigure(figures.precision, bare ? null : published.precision[label]!, label);
			expectFigure(figures.mcc, bare ? null : published.MMC[label]!, label);
			expectFigure(figures.auroc, published.auc[label]!, label);
			expectFigure(figures.f1, published.f1[label]!, label);
			expectFigure(figures.recall, published.recall[label]!, label);
			const gmean = Math.sqrt(figures.recall! * figures.specificity!);
			expectFigure(gmean, published.gmean[label]!, label);
		}
	});

	it('over all: subset accuracy, macro and weighted F1, weighted precision and recall', () => {
		const { published, report } = measured();
		expectFigure(report.score, published.auc.mean!, 'AUROC');
		expectFigure(report.metrics.exact_match!.value, published.accuracy, 'subset accuracy');
		expectFigure(report.metrics.macro_f1!.value, published.f1.mean!, 'macro F1');
		expectFigure(report.metrics.weighted_f1!.value, published.f1.globale!, 'weighted F1');
		// Undefined ones count 0 there.
		const mean = (key: string, weight: (label: string) => number) => {
			const all = NIH_LABELS.reduce((sum, label) => sum + weight(label), 0);
			const sum = NIH_LABELS.reduce(
				(total, label) => total + weight(label) * (report.labels[label]![key] ?? 0),
				0,
			);
			return sum / all;
		};
		const positives = (label: string) => report.labels[label]!.positives;
		expectFigure(mean('precision', positives), published.precision.globale!, 'precision');
		expectFigure(mean('recall', positives), published.recall.globale!, 'recall');
		expectFigure(
			mean('mcc', () => 1),
			published.MMC.mean!,
			'mean MCC',
		);
	});
});
