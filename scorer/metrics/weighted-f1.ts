import { f1Of } from '../stats/rates.ts';
import { supports, weightedMeanOver } from './average.ts';
import { defineMetric } from './define.ts';
import { perClass } from './per-class.ts';

export default defineMetric({
	id: 'weighted_f1',
	key: 'f1',
	name: 'Weighted F1',
	shortName: 'F1 (w.)',
	description:
		'F1 of each class or finding, averaged with the number of rows that have it as weight.',
	version: 1,
	task: ['multilabel', 'multiclass'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	compute(input) {
		const figures = perClass(input, f1Of, 'No row has this label.');
		return weightedMeanOver(figures, supports(input), 'No row has a known label.');
	},
});
