import { addCounts } from '../stats/decisions.ts';
import { f1Of } from '../stats/rates.ts';
import { defineMetric } from './define.ts';

/** Known cells only. */
export default defineMetric({
	id: 'micro_f1',
	name: 'Micro F1',
	shortName: 'Micro F1',
	description: 'F1 over all cells of all findings together, so that common findings count most.',
	version: 1,
	task: ['multilabel'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	compute(input) {
		const value = f1Of(addCounts(input.labels.map((_, k) => input.labelDecisions(k))));
		return value === null ? { value, reason: 'No finding has a positive row.' } : { value };
	},
});
