/** What is measured: figures, sizes and prevalences, with the population's values. */
import { normalTail } from '#scorer/stats/normal';
import type { MetricResult } from '#scorer/metrics/define';
import type { Cell } from './measure.ts';
import { cells as outcomes, distance, expectedLoss, type World } from './worlds.ts';

export const PREVALENCES = [0.003, 0.01, 0.03, 0.1, 0.3];
/** As common as the findings of ChestX-ray14 are, and of NIH's test split. */
export const FINDINGS = [
	0.1, 0.025, 0.12, 0.18, 0.05, 0.056, 0.012, 0.047, 0.042, 0.021, 0.022, 0.015, 0.03, 0.003,
];

type Truth = (world: World, k: number) => number;
type Outcomes = ReturnType<typeof outcomes>;

const decided =
	(figure: (of: Outcomes) => number): Truth =>
	(world, k) =>
		figure(outcomes(world, k));

/** ∫ precision d recall over thresholds. */
function averagePrecision(world: World, k: number): number {
	const p = world.prevalences[k]!;
	const d = distance(world.areas[k]!);
	const step = 0.002;
	let area = 0;
	for (let t = d - 9; t < d + 9; t += step) {
		const tp = p * normalTail(t - d);
		const fp = (1 - p) * normalTail(t);
		const density = Math.exp(-((t - d) ** 2) / 2) / Math.sqrt(2 * Math.PI);
		if (tp + fp > 0) area += (tp / (tp + fp)) * density * step;
	}
	return area;
}

const clipped = (p: number) => Math.min(Math.max(p, Number.EPSILON), 1 - Number.EPSILON);
const logLoss = (score: number, label: number) =>
	-Math.log(clipped(label === 1 ? score : 1 - score));

const TRUTHS: Record<string, Truth> = {
	auroc: (world, k) => world.areas[k]!,
	mean_auroc: (world, k) => world.areas[k]!,
	accuracy: decided(({ tp, tn }) => tp + tn),
	recall: decided(({ tp, fn }) => tp / (tp + fn)),
	specificity: decided(({ tn, fp }) => tn / (tn + fp)),
	precision: decided(({ tp, fp }) => tp / (tp + fp)),
	f1: decided(({ tp, fp, fn }) => (2 * tp) / (2 * tp + fp + fn)),
	macro_f1: decided(({ tp, fp, fn }) => (2 * tp) / (2 * tp + fp + fn)),
	average_precision: averagePrecision,
	brier: (world, k) => expectedLoss(world, k, (score, label) => (score - label) ** 2),
	log_loss: (world, k) => expectedLoss(world, k, logLoss),
};

/** The mean of the population's values over the findings that the test set defines. */
function truthOf(metric: string, world: World): Cell['truth'] {
	const values = world.areas.map((_, k) => TRUTHS[metric]!(world, k));
	if (values.length === 1) return () => values[0]!;
	return ({ labels }: MetricResult) => {
		const defined = values.filter((_, k) => labels?.[`finding ${k}`] !== null);
		return defined.reduce((sum, value) => sum + value, 0) / defined.length;
	};
}

export function cell(metric: string, world: World): Cell {
	const { rows, prevalences, areas, rowsPerPatient = 1 } = world;
	const single = areas.length === 1;
	const findings = single ? `${100 * prevalences[0]!} %` : `${areas.length} findings`;
	const patients = rowsPerPatient > 1 ? `, ${rowsPerPatient} rows a patient` : '';
	const name = `${metric}, ${rows} rows, ${findings}, AUROC ${areas[0]}${patients}`;
	const task = single ? 'binary' : 'multilabel';
	return { name, metric, task, world, truth: truthOf(metric, world) };
}

const one = (rows: number, prevalence: number, area: number, rest: Partial<World> = {}): World => ({
	rows,
	prevalences: [prevalence],
	areas: [area],
	...rest,
});

const many = (rows: number, area: number, rest: Partial<World> = {}): World => ({
	rows,
	prevalences: FINDINGS,
	areas: FINDINGS.map(() => area),
	...rest,
});

/** Probabilities with which a threshold of 0.5 makes some decisions of each kind. */
const SHIFT = { shift: 1.5 };
const PATIENTS = { rowsPerPatient: 3 };

function product<A, B, C>(as: A[], bs: B[], cs: C[], make: (a: A, b: B, c: C) => Cell): Cell[] {
	return as.flatMap((a) => bs.flatMap((b) => cs.map((c) => make(a, b, c))));
}

export const GROUPS: Record<string, Cell[]> = {
	'AUROC (DeLong)': product([500, 2000, 10_000, 22_433], PREVALENCES, [0.6, 0.8, 0.95], (n, p, a) =>
		cell('auroc', one(n, p, a)),
	),
	'AUROC, patients (Obuchowski)': product(
		[500, 2000, 10_000],
		PREVALENCES,
		[0.8, 0.95],
		(n, p, a) => cell('auroc', one(n, p, a, { ...PATIENTS, betweenFindings: 0.5 })),
	),
	'Mean AUROC of 14 correlated findings': product(
		[500, 2000],
		[{}, PATIENTS],
		[0.6, 0.8, 0.95],
		(n, rest, a) => cell('mean_auroc', many(n, a, rest)),
	),
	'Proportions (Wilson)': ['accuracy', 'recall', 'specificity', 'precision'].flatMap((metric) =>
		product([500, 2000], PREVALENCES, [0.8], (n, p, a) => cell(metric, one(n, p, a, SHIFT))),
	),
	'Proportions, patients (Wilson, design effect)': ['accuracy', 'recall', 'precision'].flatMap(
		(metric) =>
			product([500, 2000], PREVALENCES, [0.8], (n, p, a) =>
				cell(metric, one(n, p, a, { ...SHIFT, ...PATIENTS, betweenFindings: 0.5 })),
			),
	),
	'Row means (t)': ['brier', 'log_loss'].flatMap((metric) =>
		product([500, 2000], PREVALENCES, [{}, PATIENTS], (n, p, rest) =>
			cell(metric, one(n, p, 0.8, { ...SHIFT, ...rest, betweenFindings: 0.5 })),
		),
	),
	'F1 (bootstrap)': product([500, 2000], PREVALENCES, [0.8], (n, p, a) =>
		cell('f1', one(n, p, a, SHIFT)),
	),
	'F1, patients (bootstrap)': product([500, 2000], PREVALENCES, [0.8], (n, p, a) =>
		cell('f1', one(n, p, a, { ...SHIFT, ...PATIENTS, betweenFindings: 0.5 })),
	),
	'Macro F1 of 14 correlated findings (bootstrap)': product(
		[500, 2000],
		[{}, PATIENTS],
		[0.8],
		(n, rest, a) => cell('macro_f1', many(n, a, { ...SHIFT, ...rest })),
	),
	'Average precision (bootstrap)': product(
		[500, 2000],
		PREVALENCES.slice(1),
		[0.8, 0.95],
		(n, p, a) => cell('average_precision', one(n, p, a)),
	),
};

/** Pairs of equally good submissions. */
export const TESTED: Record<string, Cell[]> = {
	'Paired DeLong': product([500, 2000], PREVALENCES, [0.6, 0.8, 0.95], (n, p, a) =>
		cell('auroc', one(n, p, a)),
	),
	'Paired DeLong, mean of 14 findings, Holm over findings': product(
		[500, 2000],
		[{}, PATIENTS],
		[0.8],
		(n, rest, a) => cell('mean_auroc', many(n, a, rest)),
	),
	'McNemar (accuracy) and ratios (precision)': ['accuracy', 'precision'].flatMap((metric) =>
		product([500, 2000], PREVALENCES, [0.8], (n, p, a) => cell(metric, one(n, p, a, SHIFT))),
	),
	'Paired rows (Brier; accuracy with patients)': ['brier', 'accuracy'].flatMap((metric) =>
		product([500, 2000], PREVALENCES, [0.8], (n, p, a) =>
			cell(metric, one(n, p, a, { ...SHIFT, ...PATIENTS, betweenFindings: 0.5 })),
		),
	),
	'Paired bootstrap (F1)': product([500, 2000], PREVALENCES.slice(1), [0.8], (n, p, a) =>
		cell('f1', one(n, p, a, SHIFT)),
	),
};
