import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import { parseSolution, scoreWithEvidence } from '#scorer/index';
import type { Evidence, TaskSpec } from '#scorer/types';
import {
	CHEXPERT_LABELS,
	NIH_LABELS,
	REAL_DATA,
	readCsv,
	writeChexpertFolder,
	writeNihFolder,
} from './folders.ts';

const python = ['/usr/bin/python3', 'python3'].find((name) => {
	try {
		execFileSync(name, ['-c', 'import numpy'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
});
const here = existsSync(REAL_DATA) && python !== undefined;
if (!here) console.log('proof: intervals skipped, they need the real predictions and numpy');

type Oracle = Record<string, { auroc: number; delong: number; clustered: number }> & {
	mean: { auroc: number; bootstrap: number };
};

const SETS = {
	chexpert: {
		folder: writeChexpertFolder,
		id: 'Study',
		labels: CHEXPERT_LABELS,
		files: ['ngango3', 'sensexdr', 'desmond'].map((n) => `chexpert-test/predictions/${n}.csv`),
	},
	nih: {
		folder: writeNihFolder,
		id: 'Image Index',
		labels: NIH_LABELS,
		files: ['nih14/predictions/jrzech-densenet121.csv'],
	},
};

describe.skipIf(!here)('standard errors of real predictions, by formulas written in numpy', () => {
	const parent = mkdtempSync(join(tmpdir(), 'holdout-intervals-'));
	afterAll(() => rmSync(parent, { recursive: true, force: true }));

	const cases = Object.entries(SETS).flatMap(([set, { files }]) =>
		files.map((file) => [set, file] as const),
	);

	it.each(cases)('%s: %s', (set, file) => {
		const { folder, id, labels } = SETS[set as keyof typeof SETS];
		const truth = join(folder(parent), 'solution.csv');
		const submission = join(REAL_DATA, file);
		const script = resolve(import.meta.dirname, 'intervals.py');
		const args = [script, truth, submission, id, 'Patient ID', ...labels];
		const oracle = JSON.parse(execFileSync(python!, args, { encoding: 'utf8' })) as Oracle;
		// Without Usage every row is public, as in the oracle.
		const open = readCsv(truth).map(({ Usage: _, ...row }) => row);
		const solution = new TextEncoder().encode(Papa.unparse(open));

		const score = (of: string[], group?: string): Evidence => {
			const spec: TaskSpec = {
				task: 'multilabel',
				id,
				labels: of,
				metric: 'mean_auroc',
				threshold: 0.5,
				missingLabels: 'error',
				...(group ? { group } : {}),
			};
			const parsed = parseSolution(solution, spec);
			if (!parsed.ok) throw new Error('the solution was refused');
			const scored = scoreWithEvidence(readFileSync(submission), parsed.solution, spec);
			if (!scored.result.ok) throw new Error('the submission was refused');
			expect(scored.evidence.public!.score).toBe(scored.result.splits.public.score);
			return scored.evidence.public!;
		};

		for (const label of labels) {
			const { auroc, delong, clustered } = oracle[label]!;
			const rows = score([label]);
			expect(rows.score).toBeCloseTo(auroc, 12);
			expect(rows.se / delong, `${label}: DeLong 1988`).toBeCloseTo(1, 9);
			// One factor differs, which keeps influences additive: see stats/delong.ts.
			const grouped = score([label], 'Patient ID').se / clustered;
			expect(Math.abs(grouped - 1), `${label}: Obuchowski 1997`).toBeLessThan(2e-3);
		}
		// Of the mean there is no formula in the papers; resampling patients is the independent check.
		const mean = score([...labels], 'Patient ID');
		expect(mean.score).toBeCloseTo(oracle.mean.auroc, 12);
		const ratio = mean.se / oracle.mean.bootstrap;
		expect(Math.abs(ratio - 1), `mean AUROC, ratio ${ratio}`).toBeLessThan(0.15);
	});
});
