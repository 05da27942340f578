/**
 * A few cells of run.ts with fewer test sets, so that a change that spoils an interval is seen at
 * once; and what results.json says, which the documentation relies on.
 */
import { describe, expect, it } from 'vitest';
import { GROUPS, TESTED } from './cells.ts';
import { level } from './levels.ts';
import { coverage } from './measure.ts';

const SETS = 500;
/** 3.3 standard errors of a share of 95 % among so many: wrong once in a thousand. */
const [LEAST, MOST] = [0.918, 0.982];

const cell = (all: typeof GROUPS, name: string) => {
	const found = Object.values(all)
		.flat()
		.find((cell) => cell.name === name);
	if (!found) throw new Error(`No cell ${name}`);
	return found;
};

describe('intervals hold the truth about 95 times in 100', () => {
	it.each([
		'auroc, 500 rows, 10 %, AUROC 0.8',
		'auroc, 500 rows, 3 %, AUROC 0.95',
		'auroc, 500 rows, 10 %, AUROC 0.8, 3 rows a patient',
		'mean_auroc, 500 rows, 14 findings, AUROC 0.8, 3 rows a patient',
		'recall, 500 rows, 30 %, AUROC 0.8',
		'accuracy, 500 rows, 10 %, AUROC 0.8, 3 rows a patient',
		'brier, 500 rows, 10 %, AUROC 0.8',
		'f1, 500 rows, 10 %, AUROC 0.8',
	])('%s', (name) => {
		const measured = coverage(cell(GROUPS, name), SETS, 7);
		expect(measured.withheld).toBe(0);
		expect(measured.coverage).toBeGreaterThan(LEAST);
		expect(measured.coverage).toBeLessThan(MOST);
	});
});

describe('tests of equally good submissions are significant 5 times in 100 at most', () => {
	it.each([
		'auroc, 500 rows, 10 %, AUROC 0.8',
		'accuracy, 500 rows, 10 %, AUROC 0.8',
		'mean_auroc, 500 rows, 14 findings, AUROC 0.8',
	])('%s', (name) => {
		const { rejected, familyWise } = level(cell(TESTED, name), SETS, 8);
		expect(rejected).toBeLessThan(1 - LEAST);
		if (familyWise !== null) expect(familyWise).toBeLessThan(1 - LEAST);
	});
});
