/** Every metric against the scikit-learn of this machine, on data that is new in every run. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Task } from '#scorer/index';
import { arbitraryCase, type Case } from '../support/arbitrary.ts';
import {
	expectFigures,
	hasSklearn,
	reportOf,
	sklearnFigures,
	truthText,
	type OracleCase,
} from '../support/oracle.ts';

const here = hasSklearn();
if (!here) console.log('live comparison: skipped, scikit-learn is not installed');

/** HOLDOUT_SEED repeats a run; the seed is in the test's name. */
const seed = Number(process.env.HOLDOUT_SEED ?? Date.now() % 2 ** 31);

const oracleCase = (task: Task, { predictions, solution }: Case, i: number): OracleCase => ({
	name: `${task} ${i}`,
	task,
	threshold: 0.5,
	yTrue: (task === 'multiclass' ? [solution.classes!] : solution.yTrue).map(truthText),
	yScore: predictions.yScore.map((scores) => Array.from(scores)),
	parameters: { ece_bins: 2 + (i % 20), top_k: 1 + (i % 3), at_specificity: (i % 11) / 10 },
});

describe.skipIf(!here)(`random cases, seed ${seed}`, () => {
	it.each(['binary', 'multiclass', 'multilabel'] as const)('%s', async (task) => {
		const drawn = fc.sample(arbitraryCase(task, { maxRows: 150 }), { seed, numRuns: 50 });
		const cases = drawn.map((c, i) => oracleCase(task, c, i));
		const expected = await sklearnFigures(cases);
		expect(expected).toHaveLength(cases.length);
		cases.forEach((c, i) => expectFigures(reportOf(c), expected[i]!, task));
	});
});
