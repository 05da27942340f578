import { GENERAL } from '../cohort/cohort.ts';
import type { PhantomSetDefinition } from './types.ts';

/** Fourteen findings: patients of a hospital, nothing chosen. */
export const chest14: PhantomSetDefinition = {
	slug: 'demo-chest-14',
	seed: 14,
	cohort: {
		...GENERAL,
		splits: [
			['train', 5],
			['validation', 1],
			['test', 3],
		],
	},
	rows: { train: 5_000, validation: 1_000, test: 3_000 },
	columns: { id: 'Image Index', labels: { kind: 'findings' } },
	empty: [],
};
