import { recallOf } from '../stats/decisions.ts';
import { meanOver } from './average.ts';
import { defineMetric } from './define.ts';
import { perClass } from './per-class.ts';

export default defineMetric({
	id: 'macro_recall',
	key: 'recall',
	name: 'Macro recall',
	shortName: 'Macro recall',
	description:
		'Recall of each class (of its rows, the share that was found), averaged over the classes. Also called balanced accuracy.',
	version: 1,
	task: ['multiclass'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	compute(input) {
		return meanOver(perClass(input, recallOf), 'No row has a known class.');
	},
});
