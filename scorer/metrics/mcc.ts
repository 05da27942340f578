import { multiclassMcc } from '../stats/rates.ts';
import { defineMetric } from './define.ts';

/**
 * Gorodkin 2004 for several classes. scikit-learn says 0 where all rows or all predictions are of one
 * class; here that is undefined.
 */
export default defineMetric({
	id: 'mcc',
	name: 'Matthews correlation',
	shortName: 'MCC',
	description:
		'Correlation of predicted and true class: 1 is perfect, 0 is chance, and all cells of the confusion matrix count.',
	version: 1,
	task: ['binary', 'multiclass'],
	higherIsBetter: true,
	range: [-1, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	compute(input) {
		const value = multiclassMcc(input.decisions().counts);
		if (value !== null) return { value };
		return { value, reason: 'It needs rows of two classes and predictions of two classes.' };
	},
});
