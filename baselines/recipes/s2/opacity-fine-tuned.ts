import { defineRecipe } from '../define.ts';
import { BACKBONE_PARAMETERS, common, fineTuned, frozen, nadam, source } from './shared.ts';

export const s2OpacityFineTuned = defineRecipe({
	id: 's2-opacity-fine-tuned',
	name: 'Xception, opacity, fine-tuned',
	note: 'Frozen first, then all of Xception: opacity against none.',
	source: source(
		[
			{ figure: 'accuracy', value: 0.80173775671406, on: 'validation' },
			{ figure: 'sensitivity', value: 0.867032967033, on: 'validation' },
			{ figure: 'specificity', value: 0.634831460674, on: 'validation' },
		],
		'The rates follow from the printed confusion matrix.',
	),
	...common,
	tasks: ['binary'],
	phases: [frozen({ ...nadam(0.001), epochs: 10 }), fineTuned({ ...nadam(0.001), epochs: 100 })],
	parameters: { backbone: BACKBONE_PARAMETERS, head: 12_290, outputs: 2 },
});
