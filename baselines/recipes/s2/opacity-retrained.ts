import { defineRecipe } from '../define.ts';
import { BACKBONE_PARAMETERS, common, frozen, nadam, source } from './shared.ts';

export const s2OpacityRetrained = defineRecipe({
	id: 's2-opacity-retrained',
	name: 'Xception, opacity, retrained on the competition',
	note: 'The best model of the united data (--weights), its head trained again on the competition data.',
	source: source(
		[
			{ figure: 'accuracy', value: 0.7783094098883573, on: 'test' },
			{ figure: 'loss', value: 0.46506696939468384, on: 'test' },
			{ figure: 'sensitivity', value: 0.83, on: 'test' },
		],
		'Whether the backbone was frozen is not printed.',
	),
	...common,
	tasks: ['binary'],
	phases: [frozen({ ...nadam(0.01), epochs: 15 })],
	parameters: { backbone: BACKBONE_PARAMETERS, head: 12_290, outputs: 2 },
});
