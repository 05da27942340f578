import { specificityOf } from '../stats/rates.ts';
import { meanOver } from './average.ts';
import { defineMetric } from './define.ts';
import { perClass } from './per-class.ts';
import { SPECIFICITY, shares } from './row-values.ts';

export default defineMetric({
	id: 'macro_specificity',
	key: 'specificity',
	name: 'Macro specificity',
	shortName: 'Macro specificity',
	description:
		'Specificity of each class or finding (of the rows without it, the share not predicted to have it), averaged.',
	version: 1,
	task: ['multilabel', 'multiclass'],
	higherIsBetter: true,
	range: [0, 1],
	rankBased: false,
	needs: 'decisions',
	decimals: 4,
	charts: ['confusion'],
	uncertainty: shares(SPECIFICITY),
	compute(input) {
		return meanOver(
			perClass(input, specificityOf, 'Every row has this label.'),
			'No row is without a label.',
		);
	},
});
