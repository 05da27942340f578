import { kappaOf } from '../stats/kappa.ts';
import { defineMetric } from './define.ts';

/** Cohen 1968 with squared distances as weights, as for grades of severity. */
export default defineMetric({
	id: 'quadratic_kappa',
	name: 'Quadratically weighted kappa',
	shortName: 'Kappa (quad.)',
	description:
		'Agreement of ordered classes beyond chance, where a miss by two classes counts four times one by one: 1 is perfect, 0 is chance.',
	version: 1,
	task: ['multiclass'],
	higherIsBetter: true,
	range: [-1, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	compute(input) {
		const value = kappaOf(input.decisions().counts, (i, j) => (i - j) ** 2);
		if (value !== null) return { value };
		return { value, reason: 'All rows and all predictions are of one class.' };
	},
});
