/** Real submissions of which three are known to share whole columns. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSimilar, parseSolution, type TaskSpec } from '#scorer/index';
import { readSubmission } from '#scorer/report/score';
import { CHEXPERT_LABELS, REAL_DATA } from './folders.ts';

const folder = join(REAL_DATA, 'chexpert-test');
const here = existsSync(folder);

describe.skipIf(!here)('pairs among six CheXpert submissions', () => {
	const spec: TaskSpec = {
		...{ task: 'multilabel', id: 'Study', labels: CHEXPERT_LABELS },
		...{ metric: 'mean_auroc', threshold: 0.5, missingLabels: 'error' },
	};

	it('the three that share columns stand out, with the columns', () => {
		const parsed = parseSolution(readFileSync(join(folder, 'groundtruth.csv')), spec);
		if (!parsed.ok) throw new Error(parsed.problems[0]!.detail);
		const { solution } = parsed;
		const names = readdirSync(join(folder, 'predictions'));
		const entries = names.map((owner) => {
			const bytes = readFileSync(join(folder, 'predictions', owner));
			const read = readSubmission(bytes, solution, spec, {});
			if (!read.ok) throw new Error(owner);
			return { owner, predictions: read.predictions };
		});
		const { pairs } = findSimilar(entries, solution, CHEXPERT_LABELS);
		const shared = pairs.filter(({ sharedColumns }) => sharedColumns.length > 0);
		const found = shared.map(({ a, b }) =>
			[names[a], names[b]].map((n) => n!.split('.')[0]).sort(),
		);
		expect(found.sort()).toEqual([
			['drnet', 'ihil'],
			['drnet', 'sensexdr'],
			['ihil', 'sensexdr'],
		]);
		for (const pair of shared)
			expect(pair.sharedColumns).toEqual(
				['Atelectasis', 'Cardiomegaly', 'Consolidation', 'Edema', 'Pleural Effusion'].filter(
					(label) => label !== 'Cardiomegaly',
				),
			);
	});
});
