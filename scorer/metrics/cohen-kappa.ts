import { kappaOf } from '../stats/kappa.ts';
import { defineMetric } from './define.ts';

/** Cohen 1960. */
export default defineMetric({
	id: 'cohen_kappa',
	name: 'Cohen’s kappa',
	shortName: 'Kappa',
	description:
		'Agreement of predicted and true class beyond what chance would give: 1 is perfect, 0 is chance.',
	version: 1,
	task: ['binary', 'multiclass'],
	higherIsBetter: true,
	range: [-1, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	compute(input) {
		const value = kappaOf(input.decisions().counts, (i, j) => (i === j ? 0 : 1));
		if (value !== null) return { value };
		return { value, reason: 'All rows and all predictions are of one class.' };
	},
});
