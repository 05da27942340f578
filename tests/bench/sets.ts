/** Files that are measured: ChestX-ray14 where it is, otherwise one of the same shape. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FINDINGS } from '#lib/server/demo/findings';
import type { TaskSpec } from '#scorer/index';
import { writeSet } from './generated-set.ts';

const NIH = resolve(import.meta.dirname, '../../../shared/data/nih14');

export interface BenchSet {
	name: string;
	rows: number;
	spec: TaskSpec;
	/** Truth in the same row order for both sides. */
	truthPath: string;
	submissionPath: string;
	/** Column of the submission per label. */
	columns: string[];
}

export const LABELS = FINDINGS.map(({ name }) => name);

export const SPEC: TaskSpec = {
	task: 'multilabel',
	id: 'Image Index',
	labels: LABELS,
	metric: 'mean_auroc',
	threshold: 0.5,
	missingLabels: 'error',
	group: 'Patient ID',
};

/** A made set of any size, of the same shape. */
export const generatedSet = (folder: string, rows: number): BenchSet => ({
	name: 'generated',
	rows,
	spec: SPEC,
	columns: LABELS,
	...writeSet(folder, 'generated', rows),
});

/** 22,433 rows and 14 findings, of 7,000 patients or so; generated ones where those are not here. */
export function chestXray14(folder: string): BenchSet {
	const submissionPath = join(NIH, 'predictions/jrzech-densenet121.csv');
	if (!existsSync(submissionPath)) return generatedSet(folder, 22_433);
	return {
		name: 'ChestX-ray14 (real)',
		rows: 22_433,
		spec: SPEC,
		truthPath: join(NIH, 'test_22433_labels_v2020.csv'),
		submissionPath,
		columns: LABELS.map((label) => `prob_${label}`),
	};
}

/** The same scores, a little off, so that each has 16 or 17 digits. */
export function withSeventeenDigits(set: BenchSet, folder: string): BenchSet {
	const lines = readFileSync(set.submissionPath, 'utf8').trimEnd().split('\n');
	const longer = lines.slice(1).map((line) => {
		const [id, ...cells] = line.split(',');
		return [id, ...cells.map((cell) => String(Number(cell) * (1 + Math.SQRT2 * 1e-9)))].join(',');
	});
	const submissionPath = join(folder, 'seventeen-digits.csv');
	writeFileSync(submissionPath, [lines[0], ...longer, ''].join('\n'));
	return { ...set, name: `${set.name}, 17 digits`, submissionPath };
}
