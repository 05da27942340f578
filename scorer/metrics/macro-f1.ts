import { f1Of } from '../stats/decisions.ts';
import { meanOver } from './average.ts';
import { defineMetric } from './define.ts';
import { perClass } from './per-class.ts';

export default defineMetric({
	id: 'macro_f1',
	key: 'f1',
	name: 'Macro F1',
	shortName: 'Macro F1',
	description:
		'F1 of each class (harmonic mean of precision and recall), averaged over the classes.',
	version: 1,
	task: ['multiclass'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	compute(input) {
		return meanOver(perClass(input, f1Of), 'No row has a known class.');
	},
});
