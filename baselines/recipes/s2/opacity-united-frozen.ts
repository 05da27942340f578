import { defineRecipe } from '../define.ts';
import { BACKBONE_PARAMETERS, common, frozen, nadam, source } from './shared.ts';

export const s2OpacityUnitedFrozen = defineRecipe({
	id: 's2-opacity-united-frozen',
	name: 'Xception, opacity, united data, frozen',
	note: 'As the frozen one, trained on the competition data united with the COVID-19 Radiography Database.',
	source: source([
		{ figure: 'accuracy', value: 0.7667, on: 'validation' },
		{ figure: 'accuracy', value: 0.752, on: 'test' },
		{ figure: 'sensitivity', value: 0.77, on: 'test' },
		{ figure: 'specificity', value: 0.71, on: 'test' },
	]),
	...common,
	tasks: ['binary'],
	phases: [frozen({ ...nadam(0.001), epochs: 20 })],
	parameters: { backbone: BACKBONE_PARAMETERS, head: 12_290, outputs: 2 },
});
