import { defineRecipe } from '../define.ts';
import { BACKBONE_PARAMETERS, common, fineTuned, frozen, nadam, source } from './shared.ts';

export const s2OpacityUnitedFineTuned = defineRecipe({
	id: 's2-opacity-united-fine-tuned',
	name: 'Xception, opacity, united data, fine-tuned',
	note: 'Frozen first, then all of Xception, on the united data.',
	source: source(
		[
			{ figure: 'accuracy', value: 0.7417, on: 'validation' },
			{ figure: 'accuracy', value: 0.7368, on: 'test' },
		],
		'The epochs of the second phase are not printed.',
	),
	...common,
	tasks: ['binary'],
	phases: [frozen({ ...nadam(0.001), epochs: 20 }), fineTuned({ ...nadam(0.001), epochs: 100 })],
	parameters: { backbone: BACKBONE_PARAMETERS, head: 12_290, outputs: 2 },
});
