import { f1Of } from '../stats/rates.ts';
import { meanOver } from './average.ts';
import { defineMetric } from './define.ts';
import { perClass } from './per-class.ts';

/** Labels without positive rows are left out and named; scikit-learn counts them as 0. */
export default defineMetric({
	id: 'macro_f1',
	key: 'f1',
	name: 'Macro F1',
	shortName: 'Macro F1',
	description: 'F1 of each class or finding (harmonic mean of precision and recall), averaged.',
	version: 2,
	task: ['multilabel', 'multiclass'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	compute(input) {
		return meanOver(perClass(input, f1Of, 'No row has this label.'), 'No row has a known label.');
	},
});
