import { recallOf } from '../stats/rates.ts';
import { meanOver } from './average.ts';
import { defineMetric } from './define.ts';
import { perClass } from './per-class.ts';

/** As scikit-learn: classes without rows are left out of the mean. Of two classes, (sensitivity + specificity) / 2. */
export default defineMetric({
	id: 'balanced_accuracy',
	key: 'recall',
	name: 'Balanced accuracy',
	shortName: 'Bal. accuracy',
	description:
		'Share of each class that was found, averaged over the classes, so that a common class counts no more than a rare one.',
	version: 1,
	task: ['binary', 'multiclass'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	compute(input) {
		return meanOver(
			perClass(input, recallOf, 'No row has this label.'),
			'No row has a known class.',
		);
	},
});
