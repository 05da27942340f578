import { precisionOf } from '../stats/decisions.ts';
import { meanOver } from './average.ts';
import { defineMetric } from './define.ts';
import { perClass } from './per-class.ts';

export default defineMetric({
	id: 'macro_precision',
	key: 'precision',
	name: 'Macro precision',
	shortName: 'Macro precision',
	description:
		'Precision of each class (of the rows predicted to be of it, the share that is), averaged over the classes.',
	version: 1,
	task: ['multiclass'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	compute(input) {
		return meanOver(perClass(input, precisionOf), 'No class was predicted.');
	},
});
