/** Cases whose every figure scikit-learn has too; see fixtures/sklearn_figures.py. */
import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import {
	metricsFor,
	MISSING,
	scorePredictions,
	type SplitReport,
	type Task,
	type TaskSpec,
} from '#scorer/index';
import { argmax } from '#scorer/submission/classes';
import { multiclassSolution, scoresOf, solutionOf, spec } from './cases.ts';

export interface OracleCase {
	name: string;
	task: string;
	/** A string per label ("01-"); for several classes one of class numbers. */
	yTrue: string[];
	yScore: number[][];
	threshold: number;
	thresholds?: number[];
	parameters?: Record<string, number>;
}

export interface OracleFigures {
	metrics: Record<string, number | null>;
	labels: Record<string, Record<string, number | null>>;
}

const PYTHON = '/usr/bin/python3';
const SCRIPT = join(import.meta.dirname, '../fixtures/sklearn_figures.py');

export function hasSklearn(): boolean {
	try {
		execFileSync(PYTHON, ['-c', 'import sklearn'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}

/** Asks scikit-learn, once for all cases. */
export function sklearnFigures(cases: readonly OracleCase[]): Promise<OracleFigures[]> {
	return new Promise((resolve, reject) => {
		const child = execFile(PYTHON, ['-B', SCRIPT], { maxBuffer: 1 << 28 }, (error, stdout) => {
			if (error) reject(error);
			else resolve(JSON.parse(stdout) as OracleFigures[]);
		});
		child.stdin!.end(JSON.stringify(cases));
	});
}

const truthOf = (text: string): Uint8Array =>
	Uint8Array.from(text, (c) => (c === '-' ? MISSING : Number(c)));

/** The text of labels, as `OracleCase` has them. */
export const truthText = (values: ArrayLike<number>): string =>
	Array.from(values, (value) => (value === MISSING ? '-' : value)).join('');

function specOf(c: OracleCase): TaskSpec {
	const labels = c.task === 'binary' ? ['1'] : c.yScore.map((_, k) => String(k));
	const { thresholds } = c;
	return spec({
		task: c.task as Task,
		labels,
		negative: '0',
		metric: metricsFor(c.task as Task)[0]!.id,
		threshold: c.threshold,
		...(thresholds
			? { thresholds: Object.fromEntries(labels.map((label, k) => [label, thresholds[k]!])) }
			: {}),
		...(c.parameters ? { parameters: c.parameters } : {}),
	});
}

/** The case's report, all rows public. */
export function reportOf(c: OracleCase): SplitReport {
	const predictions = scoresOf(c.yScore);
	if (c.task !== 'multiclass') {
		return scorePredictions(predictions, solutionOf(c.yTrue.map(truthOf)), specOf(c)).public;
	}
	const solution = multiclassSolution(truthOf(c.yTrue[0]!), c.yScore.length);
	const classes = argmax(predictions.yScore);
	return scorePredictions({ ...predictions, classes }, solution, specOf(c)).public;
}

/** At most 1e-12 apart, of the value where that is above 1; null only where the other is null. */
export function expectFigure(
	actual: number | null | undefined,
	expected: number | null,
	what: string,
) {
	if (expected === null || typeof actual !== 'number') expect(actual, what).toBe(expected);
	else {
		const apart = Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
		expect(apart, `${what}: ${actual} for ${expected}`).toBeLessThanOrEqual(1e-12);
	}
}

/** Every metric of the task and every figure per label; undefined ones with a reason. */
export function expectFigures(report: SplitReport, expected: OracleFigures, task: Task) {
	expect(Object.keys(report.metrics)).toEqual(metricsFor(task).map(({ id }) => id));
	expect(Object.keys(report.metrics).sort()).toEqual(Object.keys(expected.metrics).sort());
	for (const [id, value] of Object.entries(expected.metrics)) {
		expectFigure(report.metrics[id]!.value, value, id);
		if (value === null) expect(report.metrics[id]!.reason, id).toMatch(/\.$/);
	}
	for (const [label, figures] of Object.entries(expected.labels)) {
		const { n, positives, ...actual } = report.labels[label]!;
		expect(n).toBeGreaterThanOrEqual(positives);
		expect(Object.keys(actual).sort(), label).toEqual(Object.keys(figures).sort());
		for (const [key, value] of Object.entries(figures)) {
			expectFigure(actual[key], value, `${key} of ${label}`);
			if (value === null) expect(report.label_reasons?.[label]?.[key], key).toMatch(/\.$/);
		}
	}
}
