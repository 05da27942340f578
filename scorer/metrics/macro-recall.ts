import { recallOf } from '../stats/rates.ts';
import { meanOver } from './average.ts';
import { defineMetric } from './define.ts';
import { perClass } from './per-class.ts';
import { RECALL, shares } from './row-values.ts';

/** Of classes, also called balanced accuracy. */
export default defineMetric({
	id: 'macro_recall',
	key: 'recall',
	name: 'Macro recall',
	shortName: 'Macro recall',
	description:
		'Recall of each class or finding (of the rows that have it, the share that was found; sensitivity), averaged.',
	version: 1,
	task: ['multilabel', 'multiclass'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	uncertainty: shares(RECALL),
	compute(input) {
		return meanOver(
			perClass(input, recallOf, 'No row has this label.'),
			'No row has a known label.',
		);
	},
});
